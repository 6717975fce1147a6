import { expect, test } from 'vitest';
import { askedOfHeard } from '../../src/chat/heard-of.ts';
import { converse } from '../support/isle.ts';

test.each([
  ['Someone mentioned wicks and flues to me, I nodded. What are they?', 'What are wicks and flues?'],
  ['My boss keeps talking about fish oil and I smile. What is that?', 'What is fish oil?'],
  ['I keep reading about rope splices, do I need one?', 'do I need rope splices?'],
  ['In an advert I came across the term peal. What does it mean?', 'What does peal mean?'],
  ["I heard of whale oil yesterday and now I'm curious. Was it ever used?", 'Was whale oil ever used?'],
  ['I saw the word "clapper" on a poster. What is it?', 'What is clapper?'],
])('what was heard of takes the place of the pronoun: "%s"', (message, asked) => {
  expect(askedOfHeard(message)).toBe(asked);
});

test.each([
  'My friend said the job is dead. Is that true?',
  'I heard about two kinds of lamp. Which one is better?',
  'I mentioned the lamps. How many ropes does a bell have?',
  'What does the guide say about lamps? Is it old?',
  `I heard about ${'a lamp and '.repeat(900)}`,
])('a message of another kind is left as it is: "%.60s"', (message) => {
  expect(askedOfHeard(message)).toBeUndefined();
});

test('somebody who speaks of it is not what is asked about', async () => {
  const { outcome, plain } = await converse()(
    'My neighbour keeps talking about fish oil and I nod. Why do the lamps burn it?',
  );
  expect(outcome).toBe('answered');
  expect(plain).toMatch(/because whale oil was banned/);
});
