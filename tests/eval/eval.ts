/** `npm run eval`: how well Crossroads answers, as one report. */
import { writeFileSync } from 'node:fs';
import { type Config, loadConfig } from '../../src/config.ts';
import { ratesOf, readBaseline, regressions, valuesOf, writeBaseline } from './baseline.ts';
import { tellFailure } from './converse.ts';
import { tradeOff } from './curve.ts';
import { folderOf, KNOWLEDGE, openAll } from './open.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { measurePublic } from './public/measure.ts';
import { type Report, tellReport } from './report.ts';
import { run, SETS } from './run.ts';

/** Conversations that a model is asked at a time; rules take turns, so that their times are their own. */
const AT_A_TIME = { rules: 1, llm: 6 };

async function main(options: Options): Promise<number> {
  const config = loadConfig();
  const report: Report = { results: [], curves: [], public: [] };
  const { model: _, ...withoutModel } = config;
  const configs: ['rules' | 'llm', Config][] = [
    ['rules', withoutModel],
    ...(config.model ? [['llm', config] as ['llm', Config]] : []),
  ];
  for (const [answerer, one] of configs) {
    const answerings = await openAll(one);
    // The first turns of a process are compiled while they run; a server is warm.
    if (answerer === 'rules')
      await run(answerings, { ...options, answerer, splits: ['dev'], concurrency: 1 });
    const { results, records } = await run(answerings, {
      ...options,
      answerer,
      concurrency: AT_A_TIME[answerer],
    });
    report.results.push(...results);
    if (options.failures) {
      const failed = records.filter(
        (record) =>
          record.case.split === 'dev' &&
          record.turns.some((turn) => turn.problems.length + turn.citationProblems.length > 0),
      );
      for (const record of failed) console.log(`${tellFailure(record)}\n`);
    }
    const isWhole = options.sets.length === SETS.length;
    if (answerer === 'rules' && isWhole && !options.failures && !options.check) {
      const { splits } = options;
      for (const knowledge of KNOWLEDGE) {
        const path = folderOf(knowledge, one);
        const curve = { name: knowledge, path, splits };
        const points = await tradeOff(answerings[knowledge].retriever().knowledge, curve);
        report.curves.push({ knowledge, points });
      }
    }
    for (const answering of Object.values(answerings)) answering.close();
  }
  if (options.public !== undefined) report.public = await measurePublic(options.public);
  console.log(tellReport(report));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);

  const now = { rates: ratesOf(report.results), public: valuesOf(report.public) };
  if (options.writeBaseline) writeBaseline(now, readBaseline());
  if (!options.check) return 0;
  const fallen = regressions(readBaseline(), now);
  for (const one of fallen) console.error(`Below the baseline: ${one}`);
  if (fallen.length === 0) console.error('Nothing is below the baseline.');
  return fallen.length === 0 ? 0 : 1;
}

let options: Options | undefined;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
if (options?.help) console.log(USAGE);
else if (options) process.exitCode = await main(options);
