import { describe, expect, test } from 'vitest';
import { choose, leans, USUAL } from '../../../src/answer/rules/choose.ts';
import type { ScoredSentence } from '../../../src/answer/rules/select.ts';
import type { Hit } from '../../../src/domain.ts';
import { terms } from '../../../src/text/tokenize.ts';

/** A passage of these sentences in a section of its own, with their scores. */
function passage(heading: string, ...scored: [text: string, score: number][]): ScoredSentence[] {
  const hit: Hit = {
    passage: {
      id: heading,
      documentId: 'doc',
      headings: [heading],
      text: scored.map(([text]) => text).join(' '),
      range: { start: 0, end: 1 },
      questions: [],
    },
    document: { id: 'doc', title: '', kind: 'article', sources: [], path: 'doc.md' },
    score: 1,
    coverage: 1,
    matchedTerms: [],
  };
  return scored.map(([text, score], index) => {
    const inOrder = terms(text).map(({ term }) => term);
    return {
      hit,
      text,
      index,
      score,
      inOrder,
      terms: new Set(inOrder),
      coverage: 0,
      nearCoverage: 0,
      listed: 0,
      subjects: new Set(),
    };
  });
}

function chosen(sentences: ScoredSentence[], length = USUAL): string[] {
  const best = [...sentences].sort((a, b) => b.score - a.score);
  return choose(best, new Set(), length).map(({ text }) => text);
}

describe('choose', () => {
  test('a sentence that leans brings the one it leans on, before it', () => {
    const lamps = passage('Lamps', ['Keepers light the lamps.', 0], ['They trim the wicks.', 2]);
    expect(chosen(lamps)).toEqual(['Keepers light the lamps.', 'They trim the wicks.']);
  });

  test('a sentence that would lose its footing to the length is left out', () => {
    const lamps = passage(
      'Lamps',
      ['Fog bells sound at night.', 2],
      ['Oil is dear.', 0],
      ['It smells.', 1.9],
    );
    expect(chosen(lamps, { maxSentences: 2, maxWords: 80 })).not.toContain('It smells.');
  });

  test('the sentence that leans on the best one follows it', () => {
    const lamps = passage('Lamps', ['Keepers light the lamps.', 2], ['They trim the wicks.', 0.1]);
    expect(chosen(lamps)).toEqual(['Keepers light the lamps.', 'They trim the wicks.']);
  });

  test('what says the same in other order is said once', () => {
    const twice = [
      ...passage('Lamps', ['Keepers trim long wicks daily.', 2]),
      ...passage('Wicks', ['Daily, keepers trim long wicks.', 1.9]),
    ];
    expect(chosen(twice)).toEqual(['Keepers trim long wicks daily.']);
  });

  test('a sentence of another section must score higher to be heard', () => {
    const best = passage('Lamps', ['Keepers light lamps.', 2], ['Oil burns slowly.', 1.2]);
    const other = passage('Bells', ['Ringers teach rhymes.', 1]);
    expect(chosen([...best, ...other])).toEqual(['Keepers light lamps.', 'Oil burns slowly.']);
  });

  test('no more is said than the length allows, but always the best sentence', () => {
    const long = 'Bells '.repeat(200).trim();
    const many = passage('Lamps', [`${long}.`, 3], ['Oil burns.', 2.9], ['Wicks smoke.', 2.8]);
    expect(chosen(many)).toEqual([`${long}.`]);
    const short = passage(
      'Lamps',
      ...['One lamp.', 'Two bells.', 'Three wicks.', 'Four towers.', 'Five ferries.', 'Six rhymes.'].map(
        (text): [string, number] => [text, 2],
      ),
    );
    expect(chosen(short)).toHaveLength(USUAL.maxSentences);
  });

  test('of nothing, nothing', () => {
    expect(chosen([])).toEqual([]);
  });
});

test.each([
  ['They trim the wicks.', true],
  ['However, oil is dear.', true],
  ['“This is rare.”', true],
  ['Theory is taught first.', false],
  ['Keepers light the lamps.', false],
])('whether "%s" leans on the sentence before it: %s', (text, expected) => {
  expect(leans(text)).toBe(expected);
});
