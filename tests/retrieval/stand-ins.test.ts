/** Words that the knowledge lacks, stood for by what it says instead. */
import { expect, test } from 'vitest';
import { findGap } from '../../src/answer/covered.ts';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { knowledgeOf } from './knowledge.ts';

const retriever = createRetriever(
  knowledgeOf([
    { headings: ['Boats'], text: 'The rental of a rowing boat is 12 euros for an hour.' },
    { headings: ['Hours'], text: 'The jetty is open Mon–Fri from nine to six.' },
    { headings: ['Guides'], text: 'A doctorate in botany is held by our guide of the reed walk.' },
    { headings: ['Sailing'], text: 'A sailing boat needs a crew of two and costs 40 euros for an hour.' },
  ]),
);
const isCovered = (question: string) =>
  findGap(question, retriever.search({ question }), retriever.lexicon) === undefined;

test.each([
  'can i hire a rowing boat',
  'has your guide of the reed walk a phd in botany',
  'is the jetty open on tuesday',
  'which boat is the cheapest for an hour',
  'which sailing boat should i buy',
])('"%s" is covered in other words', (question) => {
  expect(isCovered(question)).toBe(true);
});

test.each(['can i hire a violin', 'is the bakery open on tuesday', 'which phone is the cheapest'])(
  '"%s" stays uncovered: what stands for one word says nothing of the others',
  (question) => {
    expect(isCovered(question)).toBe(false);
  },
);

test('a word that the knowledge holds is stood for by none', () => {
  const { terms } = retriever.search({ question: 'what is the rental of a rowing boat' });
  expect(terms.flatMap(({ standIns = [] }) => standIns)).toEqual([]);
});
