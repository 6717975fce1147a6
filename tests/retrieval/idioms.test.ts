import { expect, test } from 'vitest';
import { withPlainPhrases } from '../../src/retrieval/idioms.ts';
import { fairNow } from '../support/clock.ts';

test.each([
  ['how long do you hang on to my data', 'how long do you keep my data'],
  ['what do lamp keeper folks do', 'what do lamp keepers do'],
  ['do bell ringers make a fortune?', 'do bell ringers earn money?'],
  ['who hires keepers these days?', 'who hires keepers now?'],
  ['in terms of rope, how do they differ', 'for rope, how do they differ'],
  ['is ringing superior to keeping?', 'is ringing better to keeping?'],
  ['is one of them superior?', 'is one of them better?'],
  ['The sums scare me, which job?', 'The sums , which job?'],
])('"%s" is searched as "%s"', (typed, plain) => {
  expect(withPlainPhrases(typed)).toBe(plain);
});

test.each([
  'Do superior lamps burn longer?',
  'Who scares me away from the tower?',
  'Are these days of fog long?',
  'Do bakers types of bread differ?',
])('"%s" is left as it is where nothing is meant but what is said', (typed) => {
  expect(withPlainPhrases(typed)).toBe(typed);
});

test('a phrase costs no more the longer the text is', () => {
  const began = fairNow();
  for (const part of ['scares me ', 'make a ', 'folks er', 'in terms ', ' ', 'these '])
    withPlainPhrases(part.repeat(10_000 / part.length));
  expect(fairNow() - began).toBeLessThan(300);
});
