/**
 * Measures what a presenter who follows a conversation costs visitors. Under four minutes without options; needs a build.
 *
 *   npm run bench:inspector -- [--runs 4] [--streams 200] [--rate 10] [--tokens 40] [--seconds 4] [--follows one|newest]
 *
 * Two processes of one program, and two minutes of one process, differ by more than what is sought. So one server is held
 * under one steady load, and every few seconds a presenter opens the inspector, follows, and leaves again: even and odd
 * slices of the same run are compared, some fifteen hundred first words each. A server without an inspector goes through the same
 * slices with no presenter: how much its two kinds differ is what this machine cannot tell from nothing. A server that is
 * nearly full makes words late for any reason, so the pace is one at which it is not.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { nowUs } from './clock.mjs';
import { openPresenter, WITH_INSPECTOR } from './presenter.mjs';
import { cost, isPinned, loopDelay, startCrossroads } from './processes.mjs';
import { createRig, SERVER_CORE, WARM_UP } from './rig.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '4' },
    streams: { type: 'string', default: '200' },
    rate: { type: 'string', default: '10' },
    tokens: { type: 'string', default: '40' },
    seconds: { type: 'string', default: '4' },
    follows: { type: 'string', default: 'one' },
  },
});
const SLICES = 4;
const [runs, streams, tokens] = [values.runs, values.streams, values.tokens].map(Number);
const sliceMs = 1000 * Number(values.seconds);
const pace = { waitMs: 200, everyMs: 1000 / Number(values.rate), tokens };
const rampMs = tokens * pace.everyMs;
// All streams run from the end of the ramp to that of the last slice.
const answers = Math.ceil((rampMs + SLICES * sliceMs) / (pace.waitMs + rampMs));

const { baseUrl, load, close } = await createRig();

/** One slice of a run, seen from outside the server. */
async function slice(server, follows, endsAt) {
  await loopDelay(server.child);
  const [fromUs, before] = [nowUs(), cost(server.child.pid)];
  const presenter = follows && (await openPresenter(server.url, values.follows));
  await sleep(endsAt - performance.now());
  const [toUs, after] = [nowUs(), cost(server.child.pid)];
  const lateMs = await loopDelay(server.child);
  const share = before && after ? (after.cpuUs - before.cpuUs) / (toUs - fromUs) : Number.NaN;
  return { fromUs, toUs, share, lateMs, ...(presenter ? { seen: presenter.close() } : {}) };
}

/** @returns slices by kind: `[even, odd]`, each with its first words. A presenter follows in odd ones, if there is one. */
async function run(server, hasPresenter, startsOdd) {
  const loading = load({ wire: 'crossroads', url: server.url, streams, answers, rampMs, pace });
  const kinds = [[], []];
  try {
    await sleep(rampMs);
    const began = performance.now();
    for (let at = 0; at < SLICES; at++) {
      const kind = (at + startsOdd) % 2;
      kinds[kind].push(await slice(server, hasPresenter && kind === 1, began + (at + 1) * sliceMs));
    }
  } finally {
    // The next run needs an idle server, whatever became of this one.
    await loading.catch(() => {});
  }
  const { addedUs, askedUs } = await loading;
  for (const each of kinds.flat())
    each.addedUs = addedUs.filter((_, i) => askedUs[i] >= each.fromUs && askedUs[i] < each.toUs);
  return kinds;
}

const servers = [];
for (const env of [{}, WITH_INSPECTOR]) {
  const server = await startCrossroads(SERVER_CORE, baseUrl, env, { watchesLoop: true });
  const hasPresenter = env === WITH_INSPECTOR;
  const warming = load({ wire: 'crossroads', url: server.url, ...WARM_UP });
  // Whoever opens a server's inspector first has its script of questions tried; that happens once.
  const first = hasPresenter && (await openPresenter(server.url, values.follows));
  await warming;
  if (first) first.close();
  servers.push({ server, hasPresenter, runs: [] });
}
let leftOut = 0;
for (let at = 0; at < runs; at++) {
  for (const each of servers) {
    try {
      each.runs.push(await run(each.server, each.hasPresenter, at % 2));
    } catch (error) {
      // A machine that does other things stops everything for so long that visitors are sent away.
      leftOut += 1;
      console.error(`left out: ${error.message}`);
    }
  }
  console.error(`run ${at + 1} of ${runs}`);
}
for (const { server } of servers) await server.stop();
await close();
if (servers.some((each) => each.runs.length === 0))
  throw new Error('every run was left out: the machine is too busy to measure');

function percentile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
const mean = (numbers) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
const firstWordsMs = (slices) => slices.flatMap(({ addedUs }) => addedUs.map((us) => us / 1000));

const MEASURES = [
  { title: 'CPU, % of a core', of: (slices) => 100 * mean(slices.map(({ share }) => share)) },
  { title: 'loop late, p99 ms', of: (slices) => mean(slices.map(({ lateMs }) => lateMs)) },
  { title: 'first words, p50 ms', of: (slices) => percentile(firstWordsMs(slices), 0.5) },
  { title: 'p90 ms', of: (slices) => percentile(firstWordsMs(slices), 0.9) },
  { title: 'p99 ms', of: (slices) => percentile(firstWordsMs(slices), 0.99) },
];

console.log(
  `\n${runs} runs${leftOut > 0 ? ` (of both servers together ${leftOut} left out: visitors were sent away)` : ''}, ` +
    `${streams} streams at ${values.rate} tokens/s, answers of ${tokens} tokens; servers ` +
    `${isPinned ? 'on a core of their own' : 'not pinned'}; in brackets the single runs' ratios, least to most\n`,
);
console.log(
  `| server | slices | first words | ${MEASURES.map(({ title }) => `${title} | ratio`).join(' | ')} |`,
);
console.log(`|---|---|---|${'---|---|'.repeat(MEASURES.length)}`);
for (const { hasPresenter, runs: done } of servers) {
  const ofKind = (kind) => done.flatMap((kinds) => kinds[kind]);
  for (const kind of [0, 1]) {
    const name = hasPresenter ? ['nobody looks', 'a presenter follows'][kind] : ['even', 'odd'][kind];
    const cells = MEASURES.map(({ of }) => {
      const own = of(ofKind(kind));
      if (kind === 0) return `${own.toFixed(1)} | -`;
      const single = done.map(([even, odd]) => of(odd) / of(even));
      const range = `${Math.min(...single).toFixed(2)} - ${Math.max(...single).toFixed(2)}`;
      return `${own.toFixed(1)} | ${(own / of(ofKind(0))).toFixed(3)}x (${range})`;
    });
    console.log(
      `| ${hasPresenter ? 'with' : 'without'} an inspector | ${name} | ${firstWordsMs(ofKind(kind)).length} | ${cells.join(' | ')} |`,
    );
  }
  if (!hasPresenter) continue;
  const seen = ofKind(1).map((each) => each.seen);
  const rate = (key) => seen.reduce((sum, each) => sum + each[key], 0) / seen.length / (sliceMs / 1000);
  console.log(
    `\nThe presenter was sent ${rate('messages').toFixed(1)} messages and ${(rate('bytes') / 1024).toFixed(0)} kB a second.`,
  );
}
