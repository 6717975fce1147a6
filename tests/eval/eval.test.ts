import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { ratesOf, readBaseline, regressions } from './baseline.ts';
import { openAll } from './open.ts';
import { run, SETS } from './run.ts';

it('answers no worse than the baseline', { timeout: 900_000 }, async () => {
  // An empty environment: the result must not depend on a key or a folder of whoever runs the tests.
  const { results } = await run(await openAll(loadConfig({})), {
    answerer: 'rules',
    sets: SETS.map(({ name }) => name),
    splits: ['dev', 'held'],
    concurrency: 1,
  });
  const baseline = readBaseline();
  const rates = ratesOf(results);
  expect(Object.keys(rates).filter((name) => name in baseline.rates).length).toBeGreaterThan(50);
  expect(regressions(baseline, { rates, public: {} })).toEqual([]);
});
