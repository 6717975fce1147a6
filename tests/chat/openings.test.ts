import { expect, test } from 'vitest';
import { withoutOpening } from '../../src/chat/openings.ts';
import { createLexicon } from '../../src/text/lexicon.ts';
import { WORDS } from '../support/isle.ts';

const ISLE = createLexicon(WORDS);

test.each([
  ['good morning, please what is a wick?', 'what is a wick?'],
  ['thanks a lot! do they sleep?', 'do they sleep?'],
  ['okay thanks, that is sobering. is there anything easier?', 'is there anything easier?'],
  ['ok fair. who rings more?', 'who rings more?'],
  ["didn't know that. can they swim?", 'can they swim?'],
  ["I don't buy that the work is honest work", 'the work is honest work'],
  ['and the oil? same?', 'and for the oil?'],
])('what only answers the turn before is taken off: "%s"', (question, asked) => {
  expect(withoutOpening(question, ISLE)).toBe(asked);
});

test.each([
  // It names a thing, which the question is about.
  'that is what a keeper does. is it hard?',
  // Nothing is asked behind it.
  'that is sobering. I am a tailor',
  'I do not believe in luck',
])('"%s" stays whole', (question) => {
  expect(withoutOpening(question, ISLE)).toBe(question);
});
