import { expect, test } from 'vitest';
import { withImplied } from '../../src/chat/implied.ts';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { isle } from '../support/isle.ts';

const search = createRetriever(isle());
const implied = (question: string, background?: string) =>
  withImplied(
    { text: question, rule: 'as asked', carried: [] },
    { question, past: [], search, ...(background ? { background } : {}) },
  ).carried.map(({ text }) => text);

test('a choice between two things that are named searches for advice on it', () => {
  expect(implied('keeper or ringer for somebody who sleeps badly?')).toEqual(['choose suits']);
  expect(implied('Should I become a keeper?')).toEqual([]);
  expect(implied('Do keepers earn more than ringers?')).toEqual([]);
  // It picks by a property, and wants no advice.
  expect(implied('Which of the two earns more, keeper or ringer?')).toEqual([]);
});

test('a question about oneself searches for where one starts', () => {
  expect(implied('Can I learn to ring?', 'welder')).toEqual(['welder']);
  expect(implied('What do ringers earn?', 'welder')).toEqual([]);
});

test('where one starts counts the less, the more the question names of its own', () => {
  const weightOf = (question: string) =>
    withImplied(
      { text: question, rule: 'as asked', carried: [] },
      { question, past: [], search, background: 'welder' },
    ).carried[0]?.weight ?? 0;
  expect(weightOf('would my experience count?')).toBe(1);
  expect(weightOf('what can I do?')).toBeGreaterThan(weightOf('can I ring?'));
  expect(weightOf('can I ring?')).toBeGreaterThan(weightOf('can I ring the fog bell?'));
});

test('the chat is searched for only where the knowledge speaks of it', () => {
  expect(implied('do you store what I type?')).toEqual([]);
});
