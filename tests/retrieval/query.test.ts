import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildInvertedIndex } from '../../src/retrieval/inverted-index.ts';
import { editDistance, toQueryTerms } from '../../src/retrieval/query.ts';
import { startCost } from '../support/clock.ts';
import { knowledgeOf } from './knowledge.ts';

const index = buildInvertedIndex(
  knowledgeOf([
    'Hyperparameter tuning beats the baseline.',
    'A front door at the back end of the garden.',
    'Gradient descent converges; gradients vanish. Convergence is proven.',
    'Whisper transcribes speech.',
  ]),
);
const corrections = (text: string) =>
  toQueryTerms(index, text).corrections.map(({ typed, read }) => `${typed} → ${read.join(' ')}`);
const termsOf = (text: string) => toQueryTerms(index, text).terms.map(({ term }) => term);

describe('typing errors', () => {
  test.each([
    ['gradiant descent', 'gradiant → gradient'],
    ['graident descent', 'graident → gradient'],
    ['whisperr', 'whisperr → whisper'],
    ['hyperpramater tuning', 'hyperpramater → hyperparameter'],
  ])('reads the unknown word of "%s": %s', (text, expected) => {
    expect(corrections(text)).toEqual([expected]);
  });

  test('a corrected word finds what the right one finds', () => {
    expect(termsOf('gradiant')).toEqual(termsOf('gradient'));
  });

  test('a word that the knowledge holds is left alone, also beside a more frequent neighbour', () => {
    expect(corrections('gradient gradients whisper baseline')).toEqual([]);
  });

  test('a word of general English is left alone, whatever the knowledge holds', () => {
    const small = buildInvertedIndex(knowledgeOf(['The mouse and the horse.', 'Trains.']));
    expect(toQueryTerms(small, 'house trails').corrections).toEqual([]);
  });

  test.each([
    ['dooq', 'short words have too many neighbours'],
    ['xradient', 'the first letter is seldom wrong'],
    ['grxdixnt', 'two errors in a word of eight letters are too many'],
    ['gradient4x', 'a number is no spelling'],
  ])('does not guess at "%s": %s', (text) => {
    expect(corrections(text)).toEqual([]);
  });

  test('keeps the word as typed beside the term it was read as', () => {
    expect(toQueryTerms(index, 'gradiant').terms.map(({ word }) => word)).toEqual(['gradiant']);
  });
});

describe('compounds', () => {
  test('an unknown compound is read as its two words when the knowledge holds both', () => {
    expect(corrections('frontdoor')).toEqual(['frontdoor → front door']);
    expect(termsOf('frontdoor')).toEqual(termsOf('front door'));
  });

  test('a compound of which the knowledge holds one half is left alone', () => {
    expect(corrections('frontlawnmower')).toEqual([]);
  });
});

describe('terms of a query', () => {
  test('stand in the order of the question, each once', () => {
    expect(termsOf('tuning, baseline and Tuning again')).toEqual(termsOf('tuning baseline'));
  });

  test('carry the weight they are given', () => {
    expect(toQueryTerms(index, 'baseline tuning', 0.25).terms.map(({ weight }) => weight)).toEqual([
      0.25, 0.25,
    ]);
  });

  test.each(['', '   ', '?!', 'what is it and why', '__'])('"%s" has none', (text) => {
    expect(toQueryTerms(index, text)).toEqual({ terms: [], corrections: [] });
  });

  test.each(['constructor', '__proto__', 'toString'])(
    '%s is looked up as a word, not as a member',
    (word) => {
      const { terms } = toQueryTerms(index, word);
      expect(terms).toHaveLength(1);
      expect(index.terms.get(terms[0]?.term ?? '')).toBeUndefined();
    },
  );

  test('two thousand characters without a known word are read in well under a second', () => {
    const text = Array.from({ length: 250 }, (_, i) => `gr${i.toString(26)}xq`.padEnd(7, 'z')).join(' ');
    const cost = startCost();
    toQueryTerms(index, text);
    toQueryTerms(index, 'g'.repeat(2000));
    expect(cost()).toBeLessThan(500);
  });
});

describe('edit distance', () => {
  const short = fc.stringMatching(/^[abc]{0,6}$/);

  test.each([
    ['kitten', 'sitting', 3],
    ['teh', 'the', 1],
    ['', 'abc', 3],
    ['same', 'same', 0],
  ])('from "%s" to "%s" is %i', (a, b, distance) => {
    expect(editDistance(a, b, 9)).toBe(distance);
  });

  test('is symmetric, zero for equal words only, and bounded by the longer word', () => {
    fc.assert(
      fc.property(short, short, (a, b) => {
        const distance = editDistance(a, b, 9);
        expect(editDistance(b, a, 9)).toBe(distance);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });

  test('with a limit, tells whether the distance is within it', () => {
    fc.assert(
      fc.property(short, short, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
        expect(editDistance(a, b, limit) <= limit).toBe(editDistance(a, b, 9) <= limit);
      }),
    );
  });
});

test('a phrase is like the letters that the knowledge writes it with', () => {
  const short = buildInvertedIndex(knowledgeOf(['An ML model is learning.', 'A toy for a dog.']));
  const alike = (text: string) => toQueryTerms(short, text).terms.flatMap(({ alike: like }) => like);
  expect(alike('machine learning')).toEqual(expect.arrayContaining(['ml']));
  // Words that are only grammar have no initials, nor has a phrase that a whole word happens to spell.
  expect(alike('do other gardens need water')).not.toContain('dog');
  expect(alike('was the moon landing real')).not.toContain('ml');
});
