import { describe, expect, test } from 'vitest';
import { type Placed, scoreOf, weighSentences } from '../../src/retrieval/likeness.ts';
import { startCost } from '../support/clock.ts';

const WEIGHTS = { all: [1, 1, 2], here: [1, 1, 2] };
/** A sentence that holds these words of the question, at these places. */
const holding = (...placed: [slot: number, place: number][]): Placed[] =>
  placed.map(([slot, place]) => ({ slot, place, credit: 1 }));

function weigh(...sentences: Placed[][]) {
  return weighSentences(WEIGHTS, sentences);
}

describe('the likeness of a sentence', () => {
  test('is the share of the question that it holds, each word once', () => {
    const [once, twice] = weigh(holding([2, 0]), holding([2, 0], [2, 5]));
    expect(once?.coverage).toBe(0.5);
    expect(twice?.coverage).toBe(0.5);
  });

  test('counts words of its neighbours that it lacks, and no others', () => {
    const [, second] = weigh(holding([0, 0], [2, 1]), holding([0, 3]), holding([1, 0]));
    expect(second).toMatchObject({ coverage: 0.25, before: 0.5, after: 0.25 });
  });

  test('counts words together only within one window', () => {
    const [near, far] = weigh(holding([0, 0], [2, 7]), holding([0, 0], [2, 8]));
    expect(near?.together).toBe(0.75);
    expect(far?.together).toBe(0.5);
  });

  test('counts neighbours of the question only side by side and in order', () => {
    const [inOrder, turned, apart] = weigh(
      holding([0, 0], [1, 1]),
      holding([1, 0], [0, 1]),
      holding([0, 0], [1, 2]),
    );
    expect(inOrder?.pairs).toBeCloseTo(2 / 5);
    expect([turned?.pairs, apart?.pairs]).toEqual([0, 0]);
  });

  test('takes from the headings what no sentence says', () => {
    const [sentence] = weighSentences(WEIGHTS, [holding([0, 0])], [0, 0, 0.5]);
    expect(sentence?.coverage).toBe(0.5);
  });

  test('of a sentence that shares nothing behind another one is 0', () => {
    const [, second] = weigh([], []);
    expect(second && scoreOf(second)).toBe(0);
  });

  test('costs little when one word speaks for hundreds of the question', () => {
    const many = Array.from({ length: 400 }, (_, slot) => slot);
    const weights = { all: many.map(() => 1), here: many.map(() => 1) };
    const sentence = many
      .slice(0, 200)
      .flatMap((place) => many.map((slot) => ({ slot, place, credit: 0.8 })));
    const cost = startCost();
    weighSentences(weights, [sentence]);
    expect(cost()).toBeLessThan(500);
  });
});
