/**
 * Measures a large index and the time of a rules turn, beside their goals; exit code 1 when one is missed.
 *
 *   npm run bench:index -- [--passages 100000] [--words 100] [--searches 2000] [--dimensions 384] [--no-turns]
 *
 * The corpus is made up: see synthetic.ts for its shape. Turns are those of the question sets, on the knowledge that comes
 * with the project, each in a conversation, once all have been asked before. With dimensions, passages are compared by meaning
 * as well: what that takes does not depend on the numbers in the vectors, so they are drawn at random.
 */
import { parseArgs } from 'node:util';
import { createAnswering } from '../../src/answering.ts';
import { askOnce } from '../../src/cli/ask.ts';
import { loadConfig } from '../../src/config.ts';
import type { PastTurn } from '../../src/domain.ts';
import { readIndex, writeIndex } from '../../src/retrieval/index-file.ts';
import { buildInvertedIndex } from '../../src/retrieval/inverted-index.ts';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { createVectors } from '../../src/retrieval/vectors.ts';
import { createLog } from '../../src/server/log.ts';
import { percentile } from '../eval/metrics.ts';
import { readSet } from '../eval/sets.ts';
import { table } from '../eval/table.ts';
import { createSynthetic } from './synthetic.ts';

const { values } = parseArgs({
  options: {
    passages: { type: 'string', default: '100000' },
    words: { type: 'string', default: '100' },
    searches: { type: 'string', default: '2000' },
    dimensions: { type: 'string', default: '0' },
    'no-turns': { type: 'boolean', default: false },
  },
});
const passages = Number(values.passages);
const words = Number(values.words);

function measureIndex(): [what: string, measured: string, goal: string, isMet: boolean][] {
  const { knowledge, question } = createSynthetic({ passages, words });
  const before = process.memoryUsage().rss;
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const index = buildInvertedIndex(knowledge);
  const retriever = createRetriever(knowledge, index);
  const seconds = (performance.now() - started) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const megabytes = (process.memoryUsage().rss - before) / 2 ** 20;
  const file = writeIndex(index, knowledge.version);
  const loadStarted = performance.now();
  readIndex(file, knowledge);
  const loadSeconds = (performance.now() - loadStarted) / 1000;
  const questions = Array.from({ length: Number(values.searches) }, question);
  for (const one of questions.slice(0, 200)) retriever.search({ question: one });
  const searchedFrom = process.cpuUsage();
  const times = questions.map((one) => {
    const from = performance.now();
    retriever.search({ question: one });
    return performance.now() - from;
  });
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
  const searchCpu = process.cpuUsage(searchedFrom);
  return [
    [`index ${passages} passages of ${words} words`, `${seconds.toFixed(2)} s`, '9 s', seconds < 9],
    ['processor time of it', `${((cpu.user + cpu.system) / 1e6).toFixed(2)} s`, '', true],
    [
      `load it from a file of ${(file.length / 1e6).toFixed(0)} MB instead`,
      `${loadSeconds.toFixed(2)} s`,
      'a quarter',
      loadSeconds < seconds / 4,
    ],
    ['memory it takes', `${megabytes.toFixed(0)} MB`, '', true],
    ['search p50', `${p50.toFixed(2)} ms`, '1 ms', p50 <= 1],
    ['search p99', `${p99.toFixed(2)} ms`, '10 ms', p99 < 10],
    [
      'processor time of a search',
      `${((searchCpu.user + searchCpu.system) / 1000 / times.length).toFixed(2)} ms`,
      '',
      true,
    ],
  ];
}

/** Comparing a question with every passage. */
async function measureMeaning(): Promise<[string, string, string, boolean][]> {
  const dimensions = Number(values.dimensions);
  if (dimensions === 0) return [];
  const random = () => {
    const vector = Float32Array.from({ length: dimensions }, () => Math.random() - 0.5);
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    return vector.map((value) => value / length);
  };
  const vectors = createVectors(passages);
  for (let passage = 0; passage < passages; passage++) vectors.put(passage, random());
  const questions = Array.from({ length: 60 }, random);
  for (const question of questions.slice(0, 10)) await vectors.compare(question);
  const times: number[] = [];
  const cpuBefore = process.cpuUsage();
  for (const question of questions) {
    const from = performance.now();
    await vectors.compare(question);
    times.push(performance.now() - from);
  }
  const cpu = process.cpuUsage(cpuBefore);
  const megabytes = (passages * dimensions * 4) / 2 ** 20;
  return [
    [`vectors of ${dimensions} dimensions`, `${megabytes.toFixed(0)} MB`, '', true],
    ['comparing with all of them p50', `${percentile(times, 0.5).toFixed(1)} ms`, '', true],
    [
      'processor time of it',
      `${((cpu.user + cpu.system) / 1000 / questions.length).toFixed(1)} ms`,
      '',
      true,
    ],
  ];
}

async function measureTurns(): Promise<[string, string, string, boolean][]> {
  const answering = await createAnswering(loadConfig({}), { log: createLog('error', process.stderr) });
  const cases = [...readSet('single'), ...readSet('dialogues'), ...readSet('out-of-scope')];
  const times: number[] = [];
  for (const round of ['warm up', 'measure']) {
    for (const { turns } of cases) {
      const past: PastTurn[] = [];
      for (const { message } of turns) {
        const { ms } = await askOnce(answering, past, message);
        if (round === 'measure') times.push(ms);
      }
    }
  }
  answering.close();
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
  return [
    [`rules turn p50, of ${times.length}`, `${p50.toFixed(2)} ms`, '', true],
    ['rules turn p99', `${p99.toFixed(2)} ms`, '15 ms', p99 < 15],
  ];
}

const turns = values['no-turns'] ? [] : await measureTurns();
const rows = [...turns, ...measureIndex(), ...(await measureMeaning())];
console.log(
  table(
    ['measured', '', 'goal', ''],
    rows.map(([what, measured, goal, isMet]) => [
      what,
      measured,
      goal && `< ${goal}`,
      goal && (isMet ? 'met' : 'missed'),
    ]),
  ),
);
if (rows.some(([, , , isMet]) => !isMet)) process.exitCode = 1;
