import { describe, expect, it } from 'vitest';
import type { Citation } from '../../src/protocol.ts';
import { citationProblems } from './citations.ts';

const PASSAGES = new Map([
  ['a', 'Compost is warm. Yes, worms help.\nTurn it weekly'],
  ['b', 'Slugs eat lettuce.'],
]);

function cite(marker: number, passageId: string): Citation {
  return { marker, passageId, documentId: 'doc', title: '', heading: '', kind: 'article', quote: '' };
}
const BOTH = [cite(1, 'a'), cite(2, 'b')];

function check(answer: string, { citations = BOTH, isVerbatim = true } = {}) {
  return citationProblems({ answer, citations, allowed: PASSAGES, isVerbatim });
}

describe('citationProblems', () => {
  it('has nothing against sentences of the passages cited', () => {
    expect(check('Compost is warm. [1] Slugs eat lettuce. [2]')).toEqual([]);
  });

  it('allows for what composing adds: a lead, lower case, a stop, a label, a side taken off', () => {
    expect(check('It depends: compost is warm. [1] Turn it weekly. [1] Worms help. [1]')).toEqual([]);
    expect(check('Compost is warm. [1]\n\nSlugs: Slugs eat lettuce. [2]')).toEqual([]);
  });

  it('finds a marker without a citation', () => {
    expect(check('Compost is warm. [3]')).toEqual(['[3] has no citation']);
  });

  it('finds a citation of what was not retrieved', () => {
    expect(check('Compost is warm. [1]', { citations: [cite(1, 'a'), cite(2, 'c')] })).toEqual([
      '[2] cites "c", which was not retrieved',
    ]);
  });

  it('finds a sentence that stands in another passage', () => {
    expect(check('Slugs eat lettuce. [1]')).toHaveLength(1);
  });

  it('finds a sentence that only ends in the same words', () => {
    expect(check('Snailslugs eat lettuce. [2]')).toHaveLength(1);
  });

  it('finds a claim slipped in between and one at the end', () => {
    const claim = 'Everybody knows that lettuce is a fine thing to grow in any garden of the north';
    expect(check(`Compost is warm. [1] ${claim}. Slugs eat lettuce. [2]`)).toHaveLength(1);
    expect(check(`Compost is warm. [1] ${claim}.`)).toHaveLength(1);
  });

  it('lets a model use its own words, but no marker of its own', () => {
    expect(check('Heaps heat up [1].', { isVerbatim: false })).toEqual([]);
    expect(check('Heaps heat up [4].', { isVerbatim: false })).toEqual(['[4] has no citation']);
  });

  it('has nothing against an answer without markers', () => {
    expect(check('Hello! Ask me anything.')).toEqual([]);
  });
});
