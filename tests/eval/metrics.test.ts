import { describe, expect, it } from 'vitest';
import { auc, ndcg, percentile, recall, refusedKeeping } from './metrics.ts';

describe('ndcg', () => {
  it('is 1 when all that is relevant comes first, and falls with the place', () => {
    expect(ndcg(['a', 'b', 'x'], new Set(['a', 'b']), 3)).toBe(1);
    expect(ndcg(['x', 'a'], new Set(['a']), 3)).toBeCloseTo(1 / Math.log2(3));
    expect(ndcg(['x', 'y', 'z', 'a'], new Set(['a']), 3)).toBe(0);
  });

  it('expects no more than k relevant ones', () => {
    expect(ndcg(['a', 'b'], new Set(['a', 'b', 'c']), 2)).toBe(1);
  });
});

describe('recall', () => {
  it('is the share of the relevant within the first k', () => {
    expect(recall(['a', 'x', 'b'], new Set(['a', 'b']), 2)).toBe(0.5);
  });
});

describe('auc', () => {
  it('is 1 apart, 0.5 for ties, 0 the wrong way round', () => {
    expect(auc([3, 4], [1, 2])).toBe(1);
    expect(auc([1, 1], [1, 1, 1])).toBe(0.5);
    expect(auc([1], [2])).toBe(0);
  });
});

describe('percentile', () => {
  it('is the smallest value that enough values do not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([0.5, 0.99, 1].map((part) => percentile(hundred, part))).toEqual([50, 99, 100]);
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe('refusedKeeping', () => {
  it('lets the threshold cost no more positives than agreed', () => {
    const positives = Array.from({ length: 100 }, (_, i) => i);
    expect(refusedKeeping(0.98, positives, [0, 1, 2, 3])).toBe(0.5);
  });
});
