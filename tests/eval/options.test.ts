import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';
import { SETS } from './run.ts';

describe('readOptions', () => {
  it('measures every set and both splits unless told otherwise', () => {
    const { sets, splits } = readOptions([]);
    expect([sets.length, splits]).toEqual([SETS.length, ['dev', 'held']]);
    expect(readOptions(['--set', 'single', '--split', 'held'])).toMatchObject({
      sets: ['single'],
      splits: ['held'],
    });
  });

  it.each([
    [['--bogus']],
    [['single']],
    [['--set', 'nope']],
    [['--split', 'test']],
    [['--json']],
    [['--write-baseline', '--set', 'single']],
  ])('refuses %j', (args) => {
    expect(() => readOptions(args)).toThrow(TypeError);
  });

  it('refuses to show failures of what is held back', () => {
    expect(() => readOptions(['--failures', '--split', 'held'])).toThrow(/held back/);
  });
});
