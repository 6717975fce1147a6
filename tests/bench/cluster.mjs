/**
 * Measures what Redis costs a server, and what three servers do beside one; needs redis-server, and a build.
 *
 *   npm run bench:cluster -- [--rounds 3] [--streams 50] [--tokens 200]
 *
 * All forms take turns, and medians of the rounds are compared: only the ratios travel. Load, upstream, Redis and servers
 * share the machine, so with few cores "three beside one" shows what sharing costs, not what three machines would give.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { cost, forkOn, forkServer, startCrossroads } from './processes.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    streams: { type: 'string', default: '50' },
    tokens: { type: 'string', default: '200' },
  },
});
const [rounds, streams, tokens] = [values.rounds, values.streams, values.tokens].map(Number);
const QUESTION = 'What does an AI engineer do all day?';
/** Milliseconds between two tokens of a stream. */
const EVERY_MS = 25;

const upstream = await forkServer(undefined, 'upstream.mjs');
const baseUrl = `http://127.0.0.1:${upstream.port}/v1`;
const loaders = [0, 1, 2].map(() => forkOn(undefined, 'load.mjs'));

async function startRedis() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const part of child.stdout) if (String(part).includes('Ready to accept')) break;
  return { child, url: `redis://127.0.0.1:${port}` };
}

/** So many streams in all, evenly over the servers. */
async function load(servers, { pace, streams: all, ...job }) {
  if (pace) upstream.child.send(pace);
  const results = servers.map(async ({ url }, at) => {
    const share = Math.round((all * (at + 1)) / servers.length) - Math.round((all * at) / servers.length);
    const given = { wire: 'crossroads', rampMs: 0, question: QUESTION, tokens: pace?.tokens ?? 0, ...job };
    loaders[at].send({ ...given, url, streams: share });
    const [result] = await once(loaders[at], 'message');
    if (result.problems.length > 0) throw new Error(result.problems.slice(0, 3).join('; '));
    return result;
  });
  return Promise.all(results);
}

const cpuOf = (processes) => processes.reduce((sum, { child }) => sum + (cost(child.pid)?.cpuUs ?? 0), 0);

async function measure(count, isShared) {
  const redis = isShared ? await startRedis() : undefined;
  const env = redis ? { REDIS_URL: redis.url } : { STORE_PATH: ':memory:' };
  const start = (url) =>
    Promise.all(Array.from({ length: count }, () => startCrossroads(undefined, url, env)));
  const byModel = await start(baseUrl);
  const pace = { waitMs: 20, everyMs: 2, tokens: 100 };
  await load(byModel, { answerer: 'llm', streams: 6, answers: 20, pace });
  const before = [cpuOf(byModel), redis ? cpuOf([redis]) : 0];
  const done = await load(byModel, {
    answerer: 'llm',
    // More at one moment would be told to come back later.
    streams,
    answers: 2,
    rampMs: tokens * EVERY_MS,
    pace: { waitMs: 200, everyMs: EVERY_MS, tokens },
  });
  const told = done.reduce((sum, result) => sum + result.tokens, 0);
  const serverUs = (cpuOf(byModel) - before[0]) / told;
  const redisUs = redis ? (cpuOf([redis]) - before[1]) / told : 0;
  await Promise.all(byModel.map((server) => server.stop()));

  const byRules = await start();
  await load(byRules, { answerer: 'rules', streams: 6, answers: 50 });
  const from = performance.now();
  await load(byRules, { answerer: 'rules', streams: 6, answers: 100 });
  const answersPerSecond = (6 * 100 * 1000) / (performance.now() - from);
  await Promise.all(byRules.map((server) => server.stop()));
  redis?.child.kill('SIGKILL');
  return { serverUs, redisUs, answersPerSecond };
}

const FORMS = [
  ['one server', 1, false],
  ['one server with Redis', 1, true],
  ['three servers with Redis', 3, true],
];
const runs = FORMS.map(() => []);
for (let round = 0; round < rounds; round++) {
  for (const [at, [, count, isShared]] of FORMS.entries()) runs[at].push(await measure(count, isShared));
  console.error(`round ${round + 1} of ${rounds} done`);
}
for (const loader of loaders) loader.disconnect();
await upstream.stop();

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
const of = (at, pick) => median(runs[at].map(pick));
const ratio = (at, pick) => `${(of(at, pick) / of(0, pick)).toFixed(2)}x`;
console.log(
  `\n${rounds} rounds, ${streams} streams of ${tokens} tokens, ${availableParallelism()} cores for all\n`,
);
console.log('| | server CPU us/token | ratio | Redis CPU us/token | answers/s by rules | ratio |');
console.log('|---|---|---|---|---|---|');
for (const [at, [name]] of FORMS.entries()) {
  const cells = [
    of(at, (run) => run.serverUs).toFixed(1),
    ratio(at, (run) => run.serverUs),
    of(at, (run) => run.redisUs).toFixed(1),
    of(at, (run) => run.answersPerSecond).toFixed(0),
    ratio(at, (run) => run.answersPerSecond),
  ];
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
