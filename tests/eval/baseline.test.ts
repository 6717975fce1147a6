import { describe, expect, it } from 'vitest';
import { regressions } from './baseline.ts';

const at = (n: number, of: number) => ({ rates: { 'rules single dev right': { n, of } }, public: {} });

describe('regressions', () => {
  it('lets a rate fall by two points, and names one that fell further', () => {
    expect(regressions(at(180, 200), at(176, 200))).toEqual([]);
    expect(regressions(at(180, 200), at(175, 200))).toEqual([
      'rules single dev right: 87.5 % (175 of 200), baseline 90.0 %',
    ]);
  });

  it('lets a small set lose one case', () => {
    expect(regressions(at(3, 5), at(2, 5))).toEqual([]);
    expect(regressions(at(3, 5), at(1, 5))).toHaveLength(1);
  });

  it('compares rates when a set has grown', () => {
    expect(regressions(at(90, 100), at(180, 200))).toEqual([]);
  });

  it('leaves alone what is new, and what was not measured', () => {
    expect(regressions({ rates: {}, public: { mrr: 1 } }, at(0, 100))).toEqual([]);
  });

  it('compares public figures', () => {
    const before = { rates: {}, public: { 'SciFact nDCG@10': 0.68 } };
    expect(regressions(before, { rates: {}, public: { 'SciFact nDCG@10': 0.665 } })).toEqual([]);
    expect(regressions(before, { rates: {}, public: { 'SciFact nDCG@10': 0.65 } })).toHaveLength(1);
  });
});
