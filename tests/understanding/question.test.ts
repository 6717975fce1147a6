import { expect, test } from 'vitest';
import { core, lastQuestion, questionType, splitTold } from '../../src/understanding/question.ts';

test.each([
  ['What is a lamp keeper?', 'definition'],
  ['so, could you please explain to me what a lamp keeper is', 'open'],
  ['What is the difference between a keeper and a ringer?', 'difference'],
  ['Compare keepers with ringers', 'difference'],
  ['Which one is right for me?', 'choice'],
  ['Is it the keeper or the ringer?', 'choice'],
  ['Should I become a keeper?', 'choice'],
  ['keeper or ringer for somebody who sleeps badly?', 'choice'],
  ['Do keepers read music?', 'yes-no'],
  ['Keepers read music, right?', 'yes-no'],
  ["Isn't it hard?", 'yes-no'],
  ['Is it hard or not?', 'yes-no'],
  ["so it's not hopeless?", 'yes-no'],
  ['I wonder whether keepers read music', 'yes-no'],
  ['How can I tell whether the oil is pure?', 'how'],
  ['Why do lamps burn oil?', 'why'],
  ['How come lamps burn oil?', 'why'],
  ['How do I join the guild?', 'how'],
  ['What skills do I need?', 'list'],
  ['Give me some examples', 'list'],
  ['Tell me about the tower', 'open'],
])('"%s" is of type %s', (question, type) => {
  expect(questionType(question)).toBe(type);
});

test('of several sentences the last question counts', () => {
  expect(lastQuestion('I am Priya. Do keepers read? And why is that? Thanks.')).toBe('And why is that?');
  expect(questionType('I am Priya. Is it hard? Why do lamps burn oil? Thanks.')).toBe('why');
});

test('what only leads up to a question is no part of it', () => {
  expect(core('So, ok: could you please tell me whether keepers read?')).toBe('keepers read?');
});

test.each([
  ["I'm a baker from Orrin and 47, should I learn to ring?", 'should I learn to ring?'],
  ["hi, I'm Tam, 29. Which trade is open to me?", 'Which trade is open to me?'],
  ['As a mother of two, can I join the guild?', 'can I join the guild?'],
])('what is told of oneself is taken off "%s"', (message, asks) => {
  expect(splitTold(message).asks).toBe(asks);
});

test.each([
  'I wonder, is it hard?',
  'My knee swells up, what should I take?',
  'Whale oil was banned. Why?',
  'If I read music, do I need training?',
])('nothing is taken off "%s"', (message) => {
  expect(splitTold(message)).toEqual({ told: '', asks: message });
});

test.each(["is there a book you'd recommend", 'Is there something against moles?'])(
  '"%s" asks for a thing, and not for a yes',
  (question) => {
    expect(questionType(question)).toBe('open');
    expect(questionType('Is there a lift?')).toBe('yes-no');
  },
);
