/** One example for each sign that what is asked for is not told of. */
import { expect, test } from 'vitest';
import { findMissing } from '../../src/answer/asked-for.ts';
import { SIGNS } from '../../src/answer/missing/signs.ts';
import { lookForAsked } from '../../src/answer/share-held.ts';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { isle } from '../support/isle.ts';

const retriever = createRetriever(isle());
const missingFrom = (question: string) => {
  const found = retriever.search({ question });
  const { lexicon } = retriever;
  return findMissing(question, found, lexicon, lookForAsked(question, found, lexicon));
};

const EXAMPLES: readonly [sign: string, question: string, words: string[]][] = [
  ['nothing but the thing is told of', "What does a lamp keeper's dog eat?", ['dog', 'eat']],
  ['what is to be defined is told in no word of its own', 'What is petroleum?', ['petroleum']],
  ['a deed of bodies or private lives', 'Do bell ringers drive to the tower?', ['drive']],
  ['the deed is not told', 'Who founded the guild?', ['founded']],
  ['an unknown name', 'Does Harborcorp light the harbour lamps?', ['harborcorp']],
  ['much of it is unknown', 'Do lamp keepers train with a parrot?', ['parrot']],
  [
    'most of it is told of something else',
    'Do bell ringers burn the book in the harbour?',
    ['burn', 'harbour'],
  ],
];

test.each(EXAMPLES)('%s: "%s"', (sign, question, words) => {
  expect(missingFrom(question)).toEqual({ sign, words });
});

test('every sign has its example', () => {
  expect(EXAMPLES.map(([sign]) => sign)).toEqual(Object.keys(SIGNS));
});

test('nothing is missing where all is told', () => {
  expect(missingFrom('Do bell ringers teach the children rhymes?')).toBeUndefined();
});
