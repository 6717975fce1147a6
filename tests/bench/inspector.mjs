/**
 * Measures what the inspector costs visitors: without one, with one at which nobody looks, with a presenter who follows one
 * conversation as the page does, and with one who turns to whoever asked last.
 *
 *   npm run bench:inspector -- [--streams 200] [--rounds 3] [--passes 2] [--rate 20] [--tokens 100] [--answers 2]
 *     [--forms 0,1,2,3]
 *
 * Each round starts every form anew, since two processes of one program differ as well, and lets them take turns, so many
 * times there and back. Processor time is compared pass by pass; the times to the first words of all passes are put
 * together, as a hundredth of one is too few. A form may be named twice (`--forms 0,0,1`): how much the two differ is what
 * this machine cannot tell from nothing. A machine that does other things meanwhile measures those: run it first,
 * `nice -n -20 npm run bench:inspector`.
 */
import { parseArgs } from 'node:util';
import WebSocket from 'ws';
import { cost, isPinned, startCrossroads } from './processes.mjs';
import { createRig, median, SERVER_CORE, WARM_UP } from './rig.mjs';

const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '3' },
    passes: { type: 'string', default: '2' },
    rate: { type: 'string', default: '20' },
    tokens: { type: 'string', default: '100' },
    answers: { type: 'string', default: '2' },
    forms: { type: 'string', default: '0,1,2,3' },
  },
});
const [streams, rounds, passes, answers] = [values.streams, values.rounds, values.passes, values.answers].map(
  Number,
);
const pace = { waitMs: 200, everyMs: 1000 / Number(values.rate), tokens: Number(values.tokens) };

const TOKEN = 'bench-inspector-token';
const env = { INSPECTOR_TOKEN: TOKEN };
const EVERY_FORM = [
  { name: 'no inspector' },
  { name: 'nobody looks', env },
  { name: 'a presenter follows one conversation', env, follows: 'one' },
  { name: 'a presenter follows whoever asked last', env, follows: 'newest' },
];
const FORMS = values.forms.split(',').map((i) => EVERY_FORM[Number(i)]);

/** Opens the inspector as its page does, and follows the first conversation, or always the newest. */
async function follow(url, which) {
  const page = url.replace(/^ws/, 'http').replace(/\/ws$/, '');
  const entered = await fetch(`${page}/inspector?token=${TOKEN}`);
  const cookie = entered.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (!cookie) throw new Error('the inspector did not open');
  const socket = new WebSocket(url.replace(/\/ws$/, '/inspector/ws'), { origin: page, headers: { cookie } });
  let seen = 0;
  let followed;
  socket.on('message', (data) => {
    // A presenter's own machine reads what it is sent; here that would slow down the visitors beside it.
    if (seen > 0 && which === 'one') return;
    const event = JSON.parse(data.toString());
    if (event.type === 'entries' || event.type === 'entry') seen += 1;
    const running =
      event.type === 'conversations' ? event.conversations.find((each) => each.isRunning) : undefined;
    if (!running || running.label === followed || (which === 'one' && followed)) return;
    followed = running.label;
    socket.send(JSON.stringify({ type: 'follow', conversation: followed }));
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    /** @throws Error when nothing was seen: then nothing was measured. */
    close() {
      socket.close();
      if (seen === 0) throw new Error('the presenter saw nothing');
    },
  };
}

const { baseUrl, load, close } = await createRig();
let leftOut = 0;
const runs = FORMS.map(() => ({ cpuUs: [], addedUs: [] }));

async function measure({ server, form, at }, sum, added) {
  const presenter = form.follows && (await follow(server.url, form.follows));
  const before = cost(server.child.pid);
  const rampMs = pace.tokens * pace.everyMs;
  const result = await load({ wire: 'crossroads', url: server.url, streams, answers, rampMs, pace });
  const after = cost(server.child.pid);
  presenter?.close();
  added[at].push(...result.addedUs);
  if (before && after) sum[at] += (after.cpuUs - before.cpuUs) / result.tokens / 2;
}

for (let round = 0; round < rounds; round++) {
  const started = [];
  for (const [at, form] of FORMS.entries()) {
    const server = await startCrossroads(SERVER_CORE, baseUrl, form.env);
    await load({ wire: 'crossroads', url: server.url, ...WARM_UP });
    started.push({ server, form, at });
  }
  for (let pass = 0; pass < passes; pass++) {
    const sum = FORMS.map(() => 0);
    const added = FORMS.map(() => []);
    try {
      for (const each of [...started, ...started.toReversed()]) await measure(each, sum, added);
    } catch (error) {
      // A machine that does other things stops everything for so long that visitors are sent away.
      leftOut += 1;
      console.error(`left out: ${error.message}`);
      continue;
    }
    for (const at of FORMS.keys()) {
      runs[at].cpuUs.push(sum[at]);
      runs[at].addedUs.push(...added[at]);
    }
    console.error(`round ${round + 1} of ${rounds}: ${sum.map((us) => us.toFixed(2)).join(' ')} us/token`);
  }
  for (const { server } of started) await server.stop();
}
await close();

if (runs[0].cpuUs.length === 0)
  throw new Error('every pass was left out: the machine is too busy to measure');

function percentile(us, share) {
  const sorted = us.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1000;
}

console.log(
  `\n${rounds} rounds of ${passes} passes, ${streams} streams at ${values.rate} tokens/s, ${answers} answers of ${values.tokens} tokens each, ` +
    `twice a pass; servers ${isPinned ? 'on a core of their own' : 'not pinned'}` +
    `${leftOut > 0 ? `; ${leftOut} passes left out, in which visitors were sent away` : ''}\n`,
);
console.log(
  '| inspector | CPU us/token | ratio, median of passes | from - to | first words p50 ms | p99 ms | ratio |',
);
console.log('|---|---|---|---|---|---|---|');
for (const [at, { name }] of FORMS.entries()) {
  const { cpuUs, addedUs } = runs[at];
  const ratios = cpuUs.map((us, pass) => us / runs[0].cpuUs[pass]);
  const p99 = percentile(addedUs, 0.99);
  const cells = [
    median(cpuUs).toFixed(1),
    `${median(ratios).toFixed(3)}x`,
    `${Math.min(...ratios).toFixed(3)} - ${Math.max(...ratios).toFixed(3)}`,
    percentile(addedUs, 0.5).toFixed(1),
    p99.toFixed(1),
    `${(p99 / percentile(runs[0].addedUs, 0.99)).toFixed(2)}x`,
  ];
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
