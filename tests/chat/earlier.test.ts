import { expect, test } from 'vitest';
import { carriedBy, nearbyOf } from '../../src/chat/earlier.ts';
import type { QueryRule, StandaloneQuery } from '../../src/chat/query.ts';
import type { PastTurn } from '../../src/domain.ts';

const past: PastTurn[] = ['first', 'second', 'third'].map((question) => ({
  turnId: question,
  question,
  answer: '',
  answerer: 'rules',
  outcome: 'answered',
  citations: [],
  standaloneQuery: question,
}));
/** "How long?", read on the newest of the turns. */
const read = (turns: readonly PastTurn[], rule: QueryRule = 'same thing'): StandaloneQuery => ({
  text: `how long? (${turns.at(-1)?.question})`,
  rule,
  carried: [],
});
const readWhere = (covered: string, newest = read(past)) =>
  carriedBy(newest, {
    past,
    read,
    look: ({ text }) => ({ gap: text.includes(covered) ? undefined : { reason: 'little evidence' } }),
  }).query.text;

test('a follow-up is read on the newest turn that carries it', () => {
  expect(readWhere('third')).toBe('how long? (third)');
  expect(readWhere('second')).toBe('how long? (second)');
  expect(readWhere('first')).toBe('how long? (first)');
});

test('one that no turn carries stays with the newest', () => {
  expect(readWhere('nothing')).toBe('how long? (third)');
});

test('a question that stands alone is not read on earlier turns', () => {
  expect(readWhere('second', read(past, 'as asked'))).toBe('how long? (third)');
});

test('a question that stands alone and names what was named before is likely told where that was', () => {
  const citation = { marker: 1, passageId: 'chains#2', documentId: 'chains', title: '', quote: '' };
  const cited = past.map((turn) => ({
    ...turn,
    question: 'Is my chain worn?',
    standaloneQuery: 'Is my chain worn?',
  }));
  const turns = cited.map((turn) => ({ ...turn, citations: [citation] })) as unknown as PastTurn[];
  const alone = (text: string): StandaloneQuery => ({ text, rule: 'as asked', carried: [] });
  const nearby = (text: string) => [...(nearbyOf(alone(text), text, turns) ?? [])];
  expect(nearby('can I replace the chain')).toEqual(['chains#2']);
  expect(nearby('how are brakes bled')).toEqual([]);
});
