import { describe, expect, test } from 'vitest';
import { readSignals } from '../../src/career/signals.ts';
import { verdict } from '../../src/career/verdict.ts';
import { startCost } from '../support/clock.ts';
import { ownCareer } from './data.ts';

const { assessment } = await ownCareer();
const read = (text: string) =>
  Object.fromEntries(readSignals(assessment, text).map(({ questionId, answerId }) => [questionId, answerId]));

describe('what visitors state of themselves', () => {
  test.each([
    ['I hate proofs', { theory: 'avoid' }],
    ['Proofs bore me to death, I really love talking to users', { day: 'integrate', theory: 'avoid' }],
    ['I know Python and have built backends for 4 years', { software: 'solid' }],
    ['have built backends for 4 years and know Python', { software: 'solid' }],
    ["no PhD and don't want to compete with them", { competition: 'avoid' }],
    ["I'd rather not compete with PhDs", { competition: 'avoid' }],
    ['I have a PhD in statistics', { maths: 'solid', competition: 'background' }],
    ["I'm good at linear algebra and probability", { maths: 'solid' }],
    ['my maths is rusty', { maths: 'rusty' }],
    ['I love coding and hate maths', { maths: 'weak' }],
    ['what excites me is shipping features', { excites: 'ship' }],
    ["I can't code yet", { software: 'none' }],
    ['I am learning to code', { software: 'some' }],
    ['self-taught back-end developer, dislikes proofs', { software: 'solid', theory: 'avoid' }],
    ['I learn best by building things', { learning: 'building' }],
    ['I would love to work in a research lab', { place: 'research' }],
    ["I'm an experienced software engineer but my maths is rusty", { software: 'solid', maths: 'rusty' }],
    ['I hate maths, can I still become an AI engineer?', { maths: 'weak' }],
  ])('"%s" is read', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('a misspelt word is read', () => {
    expect(read('I am bad at mathematcs')).toEqual({ maths: 'weak' });
  });

  test('the words are given as typed, with what negates them', () => {
    expect(readSignals(assessment, "Well, I DON'T like maths.")).toEqual([
      { questionId: 'maths', answerId: 'weak', words: "DON'T like maths" },
    ]);
  });

  test('of two statements on one question the later counts', () => {
    expect(read('I love proofs. No wait, I hate proofs.')).toEqual({ theory: 'avoid' });
  });
});

describe('negation', () => {
  test.each([
    ["I don't hate maths", {}],
    ['I am not bad at maths', {}],
    ["I don't like maths", { maths: 'weak' }],
    ["I don't think I'm good at maths", { maths: 'weak' }],
    ["I don't like maths and love proofs", { maths: 'weak', theory: 'love' }],
    ['I never studied statistics', { maths: 'weak' }],
    ['I neither like theory nor maths', { theory: 'avoid', maths: 'weak' }],
    ['I prefer theory over building products', { theory: 'love' }],
  ])('"%s"', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('what says nothing about the visitor', () => {
  test.each([
    'AI engineers love shipping features',
    'my friend hates maths and loves coding',
    'Do I need to be good at maths?',
    'Should I love maths?',
    'if I hate maths, which one is better?',
    'I need strong maths for ML',
    'machine learning needs strong maths',
    'I used to hate calculus',
    'I wish I was good at maths',
    'Should a person who hates proofs become an ML engineer?',
    'Are people who dislike theory happy in AI engineering?',
    'I know things like maths matter',
    'What does an AI engineer do?',
    'I want the job with the higher salary',
    'no degree',
  ])('"%s"', (text) => {
    expect(read(text)).toEqual({});
  });
});

describe('who the visitor is', () => {
  const statement = 'I hate proofs, I have built backends for 4 years and my maths is rusty.';
  const people = [
    'Anna',
    'Mohammed',
    'Wei',
    'Lakshmi',
    'Jamal',
    'Sofía',
    'Emily',
    'Greg',
    'Oluwaseun',
    'Nguyễn',
    'Dmitri',
    'Aaliyah',
    'John Smith',
    'Fatima Al-Zahra',
    'Will',
    'Max',
    'Grace',
    'Art',
  ];
  const facts = [
    'a woman',
    'a man',
    'non-binary',
    'a mother of two',
    'a father',
    '22 years old',
    '58 years old',
    'from Nigeria',
    'from Germany',
    'from India',
    'Chinese',
    'Brazilian',
    'an immigrant',
    'a Muslim',
    'Jewish',
    'gay',
    'disabled',
    'Black',
    'white',
    'a veteran',
  ];
  const pronouns = ['she/her', 'he/him', 'they/them'];
  const expected = readSignals(assessment, statement);
  const expectedVerdict = verdict(assessment, read(statement));

  test('the statement itself gives signals to compare', () => {
    expect(expected.length).toBe(3);
  });

  test.each([
    ...people.map((name) => `My name is ${name}. ${statement}`),
    ...people.map((name) => `Hi, I'm ${name}. ${statement} Thanks, ${name}`),
    ...facts.map((fact) => `I am ${fact}. ${statement}`),
    ...facts.map((fact) => `I'm ${fact} and here is my profile: ${statement}`),
    ...pronouns.map((pronoun) => `My pronouns are ${pronoun}. ${statement}`),
  ])('changes nothing: "%s"', (text) => {
    expect(readSignals(assessment, text)).toEqual(expected);
    expect(verdict(assessment, read(text))).toEqual(expectedVerdict);
  });

  test.each([...people.map((name) => `I am ${name}`), ...facts.map((fact) => `I am ${fact}`), ...pronouns])(
    'is no signal by itself: "%s"',
    (text) => {
      expect(read(text)).toEqual({});
    },
  );
});

test('hostile text is read in time', () => {
  read('I love maths');
  for (const text of [
    'love not maths and '.repeat(600),
    'i like '.repeat(1500),
    'a'.repeat(10_000),
    '('.repeat(10_000),
  ]) {
    const cost = startCost();
    read(text);
    expect(cost()).toBeLessThan(500);
  }
});
