import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inverseDocumentFrequency, isCommonEnglish, rarity } from '../../src/retrieval/background.ts';
import { bm25, K1, termWeight } from '../../src/retrieval/bm25.ts';
import { buildInvertedIndex, documentFrequency, holds } from '../../src/retrieval/inverted-index.ts';
import { toQueryTerms } from '../../src/retrieval/query.ts';
import { stem } from '../../src/text/tokenize.ts';
import { knowledgeOf } from './knowledge.ts';

function ranking(passages: string[], query: string, limit = 10) {
  const index = buildInvertedIndex(knowledgeOf(passages));
  return bm25(index, toQueryTerms(index, query).terms, limit);
}
const order = (passages: string[], query: string) => ranking(passages, query).map(({ passage }) => passage);

describe('ranking', () => {
  test('a passage that holds more of the query comes first', () => {
    expect(
      order(['Slugs eat lettuce.', 'Slugs eat hostas.', 'Slugs eat lettuce at night.'], 'lettuce night'),
    ).toEqual([2, 0]);
  });

  test('a rare word decides over a frequent one', () => {
    const passages = ['The model converges.', 'The model ships.', 'The model fails.', 'A baseline wins.'];
    expect(order(passages, 'model baseline')[0]).toBe(3);
  });

  test('of two passages that say it as often, the shorter one comes first', () => {
    const long =
      'Compost feeds soil, worms, beetles, fungi, roses, beans, peas, onions and the whole garden.';
    expect(order([long, 'Compost feeds soil.'], 'compost')).toEqual([1, 0]);
  });

  test('saying a word again counts less each time', () => {
    const filler = 'alpha beta gamma delta';
    const score = (times: number) => {
      const passages = [`${'compost '.repeat(times)}${filler}`, `${filler} ${filler}`];
      const index = buildInvertedIndex(knowledgeOf(passages));
      const fixed = { ...index, lengths: new Int32Array([5, 5]), averageLength: 5 };
      return bm25(fixed, toQueryTerms(index, 'compost').terms, 1)[0]?.score ?? 0;
    };
    expect(score(2)).toBeGreaterThan(score(1));
    expect(score(3) - score(2)).toBeLessThan(score(2) - score(1));
    expect(score(50)).toBeLessThan(score(1) * (K1 + 1));
  });

  test('ties go to the passage that stands earlier', () => {
    expect(order(['Slugs eat hostas.', 'Slugs eat hostas.', 'Slugs eat hostas.'], 'slugs hostas')).toEqual([
      0, 1, 2,
    ]);
  });

  test('a word that stands nowhere changes nothing', () => {
    const passages = ['Slugs eat lettuce.', 'Worms make soil.'];
    expect(ranking(passages, 'lettuce qzxv')).toEqual(ranking(passages, 'lettuce'));
    expect(ranking(passages, 'qzxv')).toEqual([]);
  });

  test('returns no more than asked for, and the best of them', () => {
    const passages = Array.from({ length: 40 }, (_, i) => `soil ${'peat '.repeat(i)}`);
    expect(ranking(passages, 'peat', 3)).toEqual(ranking(passages, 'peat', 40).slice(0, 3));
  });

  test('words that are names of object members are words like any other', () => {
    const passages = ['The constructor runs first.', 'Never touch __proto__ keys.', 'Plain text.'];
    expect(order(passages, 'constructor')).toEqual([0]);
    expect(order(passages, '__proto__')).toEqual([1]);
    expect(ranking(passages, 'constructor')[0]?.score).toBeGreaterThan(0);
    expect(order(['Plain text.'], 'constructor __proto__ hasOwnProperty toString')).toEqual([]);
  });

  test('no passages, no hits', () => {
    expect(ranking([], 'anything')).toEqual([]);
  });
});

describe('index', () => {
  test('finds a passage by its title, headings and questions as well', () => {
    const index = buildInvertedIndex(
      knowledgeOf(
        [{ text: 'Water at dawn.', headings: ['Tomatoes'], questions: ['When to sprinkle?'] }],
        'Garden',
      ),
    );
    for (const word of ['water', 'tomato', 'sprinkle', 'garden'])
      expect(holds(index, stem(word), 0)).toBe(true);
    expect(holds(index, stem('slug'), 0)).toBe(false);
  });

  const vocabulary = ['peat', 'slug', 'worm', 'rose', 'bean', 'mulch', 'spade'];
  const passage = fc.array(fc.constantFrom(...vocabulary), { maxLength: 12 }).map((list) => list.join(' '));

  test('holds what the passages hold, and counts the passages of each term', () => {
    fc.assert(
      fc.property(fc.array(passage, { maxLength: 20 }), (passages) => {
        const index = buildInvertedIndex(knowledgeOf(passages));
        for (const word of vocabulary) {
          const holders = passages.flatMap((text, p) => (text.split(' ').includes(word) ? [p] : []));
          const number = index.terms.get(stem(word));
          expect(number === undefined ? 0 : documentFrequency(index, number)).toBe(holders.length);
          for (const [p] of passages.entries()) expect(holds(index, stem(word), p)).toBe(holders.includes(p));
        }
      }),
    );
  });

  test('ranks every passage that holds a word of the query, once, best first', () => {
    fc.assert(
      fc.property(fc.array(passage, { maxLength: 20 }), passage, (passages, query) => {
        const found = ranking(passages, query, 100);
        const asked = new Set(query.split(' ').filter(Boolean));
        const holders = passages.flatMap((text, p) =>
          text.split(' ').some((word) => asked.has(word)) ? [p] : [],
        );
        expect(found.map(({ passage }) => passage).sort((a, b) => a - b)).toEqual(holders);
        for (const [i, { score }] of found.entries()) {
          expect(Number.isFinite(score)).toBe(true);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(found[i - 1]?.score ?? score);
        }
      }),
    );
  });
});

describe('rarity', () => {
  test('falls as a term gets more frequent, and never below zero', () => {
    const of = (frequency: number) => inverseDocumentFrequency(frequency, 10);
    expect(of(1)).toBeGreaterThan(of(2));
    expect(of(9)).toBeGreaterThan(of(10));
    expect(of(10)).toBeGreaterThan(0);
  });

  test('a word of everyday English is less rare than a technical one', () => {
    expect(rarity(stem('person'))).toBeLessThan(rarity(stem('hyperparameter')));
    expect(rarity(stem('hyperparameter'))).toBe(1);
    expect(isCommonEnglish(stem('person'))).toBe(true);
    expect(isCommonEnglish('constructor')).toBe(isCommonEnglish('constructorr'));
  });

  test('a term that no passage holds weighs nothing in ranking', () => {
    const index = buildInvertedIndex(knowledgeOf(['Slugs eat lettuce.']));
    expect(termWeight(index, stem('tractor'))).toBe(0);
    expect(termWeight(index, stem('lettuce'))).toBeGreaterThan(0);
  });
});
