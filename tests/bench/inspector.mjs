/**
 * Measures what the inspector costs visitors: its watching while nobody looks, and a presenter who follows a conversation.
 * Twenty minutes without options; needs a build.
 *
 *   npm run bench:inspector -- [--runs 3] [--streams 200] [--rate 10] [--tokens 40] [--slices 8] [--seconds 12] [--follows one|newest]
 *     [--only without|watching|following]
 *
 * Two processes of one program differ by more than what is sought. So one server is held under one steady load, and in
 * half of the slices of that time its watching is switched on; on another, a presenter opens the inspector, follows, and
 * leaves again. A server without an inspector goes through the same slices: how much its two kinds differ is what this
 * machine cannot tell from nothing.
 *
 * The worst hundredth of first words are those asked while the collector of memory takes the core, some times a minute. A
 * slice has to be long beside that and beside an answer, and there have to be many: with slices of four seconds, a single
 * such moment decided the p99 of its kind. Which slices are followed is the Thue-Morse sequence, whose two halves have the
 * same place in time on average; the intervals are by bootstrap over slices (Efron 1979).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { nowUs } from './clock.mjs';
import { openPresenter, WITH_INSPECTOR } from './presenter.mjs';
import { cost, isPinned, loopDelay, startCrossroads, switchWatching } from './processes.mjs';
import { createRig, SERVER_CORE, WARM_UP } from './rig.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    streams: { type: 'string', default: '200' },
    rate: { type: 'string', default: '10' },
    tokens: { type: 'string', default: '40' },
    slices: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '12' },
    follows: { type: 'string', default: 'one' },
    only: { type: 'string' },
  },
});
const [runs, streams, tokens, slices] = [values.runs, values.streams, values.tokens, values.slices].map(
  Number,
);
const sliceMs = 1000 * Number(values.seconds);
const pace = { waitMs: 200, everyMs: 1000 / Number(values.rate), tokens };
const rampMs = tokens * pace.everyMs;

const { baseUrl, load, close } = await createRig();

/**
 * Each server's two kinds of slices, by name. `before`: what makes a slice one of its kind; `during`: who comes for its
 * time, as part of what is measured.
 */
const SERVERS = {
  without: { title: 'without an inspector', kinds: ['0', '1'] },
  watching: {
    title: 'with an inspector',
    env: WITH_INSPECTOR,
    kinds: ['not watched', 'watched, nobody looks'],
    async before(server, kind) {
      await switchWatching(server.child, kind === 1);
      // What began before is watched, or not, to its end.
      await sleep(pace.waitMs + rampMs);
    },
  },
  following: {
    title: 'with an inspector',
    env: WITH_INSPECTOR,
    kinds: ['nobody looks', 'a presenter follows'],
    during: (server, kind) => (kind === 1 ? openPresenter(server.url, values.follows) : undefined),
  },
};

/** The kind of a slice: 0, 1, 1, 0, 1, 0, 0, 1, … */
const kindOf = (at) => [...at.toString(2)].filter((bit) => bit === '1').length % 2;

/** One slice of a run, seen from outside the server. */
async function slice(server, { before, during }, kind, endsAt) {
  await before?.(server, kind);
  await loopDelay(server.child);
  const [fromUs, spent] = [nowUs(), cost(server.child.pid)];
  const presenter = await during?.(server, kind);
  await sleep(endsAt - performance.now());
  const [toUs, after] = [nowUs(), cost(server.child.pid)];
  const lateMs = await loopDelay(server.child);
  const share = spent && after ? (after.cpuUs - spent.cpuUs) / (toUs - fromUs) : Number.NaN;
  return { fromUs, toUs, share, lateMs, ...(presenter ? { seen: presenter.close() } : {}) };
}

/** @returns slices by kind, each with its first words. */
async function run(server, which, count, startsWith) {
  // All streams run from the end of the ramp to that of the last slice.
  const answers = Math.ceil((rampMs + count * sliceMs) / (pace.waitMs + rampMs));
  const loading = load({ wire: 'crossroads', url: server.url, streams, answers, rampMs, pace });
  const kinds = [[], []];
  try {
    await sleep(rampMs);
    const began = performance.now();
    for (let at = 0; at < count; at++) {
      const kind = (kindOf(at) + startsWith) % 2;
      kinds[kind].push(await slice(server, SERVERS[which], kind, began + (at + 1) * sliceMs));
    }
  } finally {
    // The next run needs an idle server, whatever became of this one.
    await loading.catch(() => {});
  }
  const { firstWords } = await loading;
  for (const each of kinds.flat())
    each.firstWords = firstWords.filter(({ askedUs }) => askedUs >= each.fromUs && askedUs < each.toUs);
  return kinds;
}

const measured = Object.keys(SERVERS).filter((which) => which === (values.only ?? which));
if (measured.length === 0) throw new Error(`--only must be one of ${Object.keys(SERVERS).join(', ')}`);
const kindsOf = Object.fromEntries(measured.map((which) => [which, [[], []]]));
let leftOut = 0;

/** A server of its own for each run: two processes of one program differ, so some of each kind are needed. */
async function measure(which, at) {
  const server = await startCrossroads(SERVER_CORE, baseUrl, SERVERS[which].env, { isProbed: true });
  try {
    await load({ wire: 'crossroads', url: server.url, ...WARM_UP });
    // What runs for the first time is compiled, the inspector's part as well.
    await run(server, which, 1, 1);
    const kinds = await run(server, which, slices, at % 2);
    for (const [kind, done] of kinds.entries()) kindsOf[which][kind].push(...done);
  } catch (error) {
    // A machine that does other things stops everything for so long that visitors are sent away.
    leftOut += 1;
    console.error(`left out: ${error.message}`);
  } finally {
    await server.stop();
  }
}

for (let at = 0; at < runs; at++) {
  for (const which of at % 2 === 0 ? measured : measured.toReversed()) await measure(which, at);
  console.error(`run ${at + 1} of ${runs}`);
}
await close();
if (Object.values(kindsOf).some(([none]) => none.length === 0))
  throw new Error('every run was left out: the machine is too busy to measure');

function percentile(numbers, share) {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
const mean = (numbers) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
const ofFirstWords = (field, share) => (done) =>
  percentile(
    done.flatMap(({ firstWords }) => firstWords.map((each) => each[field] / 1000)),
    share,
  );

const MEASURES = [
  { title: 'CPU, % of a core', of: (done) => 100 * mean(done.map(({ share }) => share)) },
  { title: 'loop late, p99 ms', of: (done) => mean(done.map(({ lateMs }) => lateMs)) },
  { title: 'first words, p50 ms', of: ofFirstWords('waitedUs', 0.5) },
  { title: 'p99 ms', of: ofFirstWords('waitedUs', 0.99) },
  { title: 'of that added, p50 ms', of: ofFirstWords('addedUs', 0.5) },
  { title: 'p90 ms', of: ofFirstWords('addedUs', 0.9) },
  { title: 'p99 ms', of: ofFirstWords('addedUs', 0.99) },
];

/** Between which two ratios nineteen of twenty lie, if each kind's slices are drawn anew from those there were. */
function interval(of, [none, followed]) {
  const drawn = (from) => from.map(() => from[Math.floor(Math.random() * from.length)]);
  const ratios = Array.from({ length: 1000 }, () => of(drawn(followed)) / of(drawn(none)));
  return [0.025, 0.975].map((share) => percentile(ratios, share).toFixed(2)).join(' - ');
}

console.log(
  `\n${runs} runs of ${slices} slices of ${values.seconds} s${leftOut > 0 ? ` (of both servers together ${leftOut} left out: visitors were sent away)` : ''}, ` +
    `${streams} streams at ${values.rate} tokens/s, answers of ${tokens} tokens by a model that takes ${pace.waitMs} ms to begin; servers ` +
    `${isPinned ? 'on a core of their own' : 'not pinned'}; in brackets 95 % intervals\n`,
);
console.log(
  `| server | slices | first words | ${MEASURES.map(({ title }) => `${title} | ratio`).join(' | ')} |`,
);
console.log(`|---|---|---|${'---|---|'.repeat(MEASURES.length)}`);
for (const [which, kinds] of Object.entries(kindsOf)) {
  for (const [kind, done] of kinds.entries()) {
    const cells = MEASURES.map(({ of }) => {
      const own = of(done);
      const ratio = kind === 0 ? '-' : `${(own / of(kinds[0])).toFixed(3)}x (${interval(of, kinds)})`;
      return `${own.toFixed(1)} | ${ratio}`;
    });
    const count = done.reduce((sum, { firstWords }) => sum + firstWords.length, 0);
    console.log(
      `| ${SERVERS[which].title} | ${SERVERS[which].kinds[kind]} | ${count} | ${cells.join(' | ')} |`,
    );
  }
  const seen = kinds.flat().flatMap(({ seen }) => seen ?? []);
  if (seen.length === 0) continue;
  const rate = (key) => seen.reduce((sum, each) => sum + each[key], 0) / seen.length / (sliceMs / 1000);
  console.log(
    `\nThe presenter was sent ${rate('messages').toFixed(1)} messages and ${(rate('bytes') / 1024).toFixed(0)} kB a second.`,
  );
}
