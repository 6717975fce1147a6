import { expect, it } from 'vitest';
import { createAnswering } from '../../src/answering.ts';
import { loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/server/log.ts';
import { ratesOf, readBaseline, regressions } from './baseline.ts';
import { run, SETS } from './run.ts';
import { setPath } from './sets.ts';

it('answers no worse than the baseline', { timeout: 180_000 }, async () => {
  // An empty environment: the result must not depend on a key or a folder of whoever runs the tests.
  const config = loadConfig({});
  const log = createLog('error', process.stderr);
  const own = await createAnswering(config, { log });
  const gardening = await createAnswering({ ...config, knowledgeDir: setPath('gardening') }, { log });
  const { results } = await run(
    { own, gardening },
    { answerer: 'rules', sets: SETS.map(({ name }) => name), splits: ['dev', 'held'], concurrency: 1 },
  );
  const baseline = readBaseline();
  const rates = ratesOf(results);
  expect(Object.keys(rates).filter((name) => name in baseline.rates).length).toBeGreaterThan(50);
  expect(regressions(baseline, { rates, public: {} })).toEqual([]);
});
