/**
 * Measures what the inspector costs visitors: without one, with one at which nobody looks, and with a presenter who follows
 * a conversation. Under four minutes as it is called without options; needs a build.
 *
 *   npm run bench:inspector -- [--rounds 4] [--streams 200] [--answers 4] [--rate 10] [--tokens 25] [--follows one|newest]
 *
 * Two servers take turns, one of them with an inspector. Each is measured twice a round, there and back: the first both
 * times alike, which says what this machine cannot tell from nothing; the second with nobody looking and with a presenter,
 * since two processes of one program differ by more than what is sought. The slowest hundredth of one pass is too few:
 * the first words of all rounds are put together. Late first words are also made by a server that is nearly full, so its
 * pace is one at which it is not. A machine that does other things meanwhile measures those.
 */
import { parseArgs } from 'node:util';
import { openPresenter, WITH_INSPECTOR } from './presenter.mjs';
import { cost, isPinned, loopDelay, startCrossroads } from './processes.mjs';
import { createRig, median, SERVER_CORE, WARM_UP } from './rig.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '4' },
    streams: { type: 'string', default: '200' },
    answers: { type: 'string', default: '4' },
    rate: { type: 'string', default: '10' },
    tokens: { type: 'string', default: '25' },
    follows: { type: 'string', default: 'one' },
  },
});
const [rounds, streams, answers, tokens] = [values.rounds, values.streams, values.answers, values.tokens].map(
  Number,
);
const pace = { waitMs: 200, everyMs: 1000 / Number(values.rate), tokens };
const job = { wire: 'crossroads', streams, answers, rampMs: tokens * pace.everyMs, pace };

const { baseUrl, load, close } = await createRig();
const [without, inspected] = [{}, WITH_INSPECTOR].map((env) =>
  startCrossroads(SERVER_CORE, baseUrl, env, { watchesLoop: true }),
);
const FORMS = [
  { name: 'no inspector', server: await without },
  { name: 'nobody looks', server: await inspected, beside: 0 },
  { name: 'a presenter follows', server: await inspected, beside: 1, isFollowed: true },
  { name: 'no inspector, again', server: await without, beside: 0 },
];
for (const { server } of FORMS.slice(0, 2)) await load({ wire: 'crossroads', url: server.url, ...WARM_UP });

async function pass({ server, isFollowed }) {
  const presenter = isFollowed && (await openPresenter(server.url, values.follows));
  await loopDelay(server.child);
  const before = cost(server.child.pid);
  const { addedUs, tokens: told } = await load({ ...job, url: server.url });
  const after = cost(server.child.pid);
  const lateMs = await loopDelay(server.child);
  const cpuUs = before && after ? (after.cpuUs - before.cpuUs) / told : null;
  return { addedUs, cpuUs, lateMs, seen: presenter ? presenter.close() : undefined };
}

const done = [];
for (let round = 0; round < rounds; round++) {
  const passes = [];
  const order = [...FORMS.keys()];
  try {
    for (const at of round % 2 ? order.reverse() : order) passes[at] = await pass(FORMS[at]);
    done.push(passes);
  } catch (error) {
    // A machine that does other things stops everything for so long that visitors are sent away.
    console.error(`left out: ${error.message}`);
  }
  console.error(`round ${round + 1} of ${rounds}`);
}
for (const { server } of FORMS.slice(0, 2)) await server.stop();
await close();
if (done.length === 0) throw new Error('every round was left out: the machine is too busy to measure');

function percentile(us, share) {
  const sorted = us.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1000;
}

/** Of all rounds together, and `ratio` the same of one form over another, with the least and the most of single rounds. */
const MEASURES = [
  { title: 'CPU us/token', of: (passes) => median(passes.map(({ cpuUs }) => cpuUs)) ?? Number.NaN },
  { title: 'loop late, p99 ms', of: (passes) => median(passes.map(({ lateMs }) => lateMs)) },
  { title: 'first words p50 ms', of: (passes) => percentile(firstWords(passes), 0.5) },
  { title: 'p99 ms', of: (passes) => percentile(firstWords(passes), 0.99) },
];
const firstWords = (passes) => passes.flatMap(({ addedUs }) => addedUs);
const ofForm = (at) => done.map((passes) => passes[at]);

console.log(
  `\n${done.length} rounds${done.length < rounds ? ` (${rounds - done.length} left out: visitors were sent away)` : ''}, ` +
    `${streams} streams at ${values.rate} tokens/s, ${answers} answers of ${tokens} tokens each; ` +
    `${firstWords(ofForm(0)).length} first words a form; servers ${isPinned ? 'on a core of their own' : 'not pinned'}`,
);
const [{ seen }] = ofForm(2);
console.log(
  `The presenter was sent ${seen.messages} messages of ${Math.round(seen.bytes / 1024)} kB in all.\n`,
);
console.log(`| inspector | beside | ${MEASURES.map(({ title }) => `${title} | ratio`).join(' | ')} |`);
console.log(`|---|---|${'---|---|'.repeat(MEASURES.length)}`);
for (const [at, { name, beside }] of FORMS.entries()) {
  const cells = MEASURES.map(({ of }) => {
    const own = of(ofForm(at));
    if (beside === undefined) return `${own.toFixed(1)} | -`;
    const single = done.map((passes) => of([passes[at]]) / of([passes[beside]]));
    const range = `${Math.min(...single).toFixed(2)} - ${Math.max(...single).toFixed(2)}`;
    return `${own.toFixed(1)} | ${(own / of(ofForm(beside))).toFixed(3)}x (${range})`;
  });
  console.log(`| ${name} | ${FORMS[beside]?.name ?? '-'} | ${cells.join(' | ')} |`);
}
