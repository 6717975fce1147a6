import { expect, test } from 'vitest';
import { findGap } from '../../src/answer/covered.ts';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { isle } from '../support/isle.ts';

const retriever = createRetriever(isle());
const gapOf = (question: string) => findGap(question, retriever.search({ question }), retriever.lexicon);

test.each([
  'What does a bell ringer do?',
  'Why do the lamps burn fish oil?',
  'How much does a lamp keeper earn?',
  'How long do bell ringers train?',
])('"%s" is covered', (question) => {
  expect(gapOf(question)).toBeUndefined();
});

test.each([
  ['How do I bake sourdough?', 'little evidence'],
  ['Who won the football cup?', 'little evidence'],
  ['When does the ferry leave?', 'outside'],
  // Every passage knows the keepers, and none of them the dog.
  ["What does a lamp keeper's dog eat?", 'not told'],
  ['Do lamp keepers have a parrot?', 'not told'],
  ['What soup do bell ringers enjoy?', 'not told'],
  ['Does Harborcorp use lamp keepers?', 'not told'],
  ['Do lamp keepers wear uniforms?', 'not told'],
  ['Do lamp keepers sail to Zanzibar?', 'not told'],
  ['Who invented the bell ringers?', 'not told'],
  ['How old are the fog bells?', 'no such figure'],
  ['How thick are the wicks of the lamps?', 'no such figure'],
])('"%s" is not: %s', (question, reason) => {
  expect(gapOf(question)?.reason).toBe(reason);
});
