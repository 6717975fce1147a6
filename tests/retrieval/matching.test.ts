import { describe, expect, test } from 'vitest';
import { buildInvertedIndex } from '../../src/retrieval/inverted-index.ts';
import { createMatcher, isFamily, kinOf, matchTerms } from '../../src/retrieval/matching.ts';
import { toQueryTerms } from '../../src/retrieval/query.ts';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { stem } from '../../src/text/tokenize.ts';
import { knowledgeOf } from './knowledge.ts';

describe('a family of words', () => {
  test.each([
    ['Persia', 'Persian'],
    ['Norman', 'Normandy'],
    ['democracy', 'democratic'],
  ])('holds %s and %s', (a, b) => {
    expect(isFamily(stem(a.toLowerCase()), stem(b.toLowerCase()))).toBe(true);
  });

  test.each([
    ['model', 'modern'],
    ['train', 'trait'],
    ['data', 'database'],
    ['care', 'career'],
  ])('does not hold %s and %s', (a, b) => {
    expect(isFamily(stem(a), stem(b))).toBe(false);
  });

  test('lets a passage be found first that says the word in another form', () => {
    const retriever = createRetriever(
      knowledgeOf(['The envoy reached China in spring.', 'The envoy reached Persia in spring.']),
    );
    const { hits } = retriever.search({ question: 'When did the Persian envoy arrive?' });
    expect(hits.map(({ passage }) => passage.id)[0]).toBe('doc#2');
  });
});

describe('another form of a word', () => {
  const index = buildInvertedIndex(
    knowledgeOf(['The asthmatic baker repaired a contract, the planet and a break in the price list.']),
  );
  const formsOf = (word: string) => kinOf(index, stem(word));

  test.each([
    ['asthma', 'asthmatic'],
    ['repairs', 'repaired'],
    ['contractual', 'contract'],
    ['planetary', 'planet'],
  ])('of %s is %s', (asked, told) => {
    expect([...formsOf(asked), stem(asked)]).toContain(stem(told));
  });

  test.each(['breakup', 'contrast', 'bakelite', 'planting'])('of %s is none of its likes', (asked) => {
    expect(formsOf(asked)).toEqual([]);
  });
});

describe('matching', () => {
  const query = [
    { term: 'kid', alike: ['child'] },
    { term: 'persian', alike: [] },
  ];

  test('gives the word itself most, its family less, a word of like meaning least', () => {
    const match = createMatcher(query);
    const [own, family, alike] = ['persian', 'persia', 'child'].map((term) => match(term)[0]?.credit ?? 0);
    expect(own).toBe(1);
    expect(family).toBeLessThan(1);
    expect(alike).toBeLessThan(family ?? 0);
    expect(alike).toBeGreaterThan(0);
    expect(match('tomato')).toEqual([]);
  });

  test('says the same of the terms of an index as of those of a text', () => {
    const index = buildInvertedIndex(knowledgeOf(['Children in Persia grow tomatoes. Persian kids do not.']));
    const { terms } = toQueryTerms(index, 'Do Persian kids grow?');
    const inText = createMatcher(terms);
    const inIndex = matchTerms(index, terms);
    for (const [term, number] of index.terms) expect(inIndex.get(number) ?? []).toEqual(inText(term));
  });
});
