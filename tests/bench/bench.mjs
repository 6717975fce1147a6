/**
 * Measures what Crossroads adds to a model's stream, beside the thinnest proxy of express, ws and the SDK.
 *
 *   npm run bench -- [--levels 1,50,200] [--rounds 3] [--rate 20] [--tokens 200]
 *
 * Both servers take turns at each level, medians of the rounds are compared. Only the ratios travel between machines.
 * "added" is the time to the first text less what the upstream itself took; "delay" is from a token's writing at the
 * upstream to its reading at the client.
 */
import { parseArgs } from 'node:util';
import { cost, forkServer, isPinned, startCrossroads } from './processes.mjs';
import { createRig, median, SERVER_CORE, WARM_UP } from './rig.mjs';

const { values } = parseArgs({
  options: {
    levels: { type: 'string', default: '1,50,200' },
    rounds: { type: 'string', default: '3' },
    rate: { type: 'string', default: '20' },
    tokens: { type: 'string', default: '200' },
  },
});
const levels = values.levels.split(',').map(Number);
const rounds = Number(values.rounds);
const tokens = Number(values.tokens);
const everyMs = 1000 / Number(values.rate);

const { baseUrl, load, close } = await createRig();

/** One server at one level. A single stream asks short questions one after another; many overlap evenly. */
async function measure(server, wire, streams) {
  const job =
    streams === 1
      ? { answers: 60, pace: { waitMs: 20, everyMs: 5, tokens: 20 } }
      : { answers: 1, rampMs: tokens * everyMs, pace: { waitMs: 200, everyMs, tokens } };
  const before = cost(server.child.pid);
  const result = await load({ wire, url: server.url, streams, ...job });
  const after = cost(server.child.pid);
  return {
    ...result,
    cpuUs: before && after ? (after.cpuUs - before.cpuUs) / result.tokens : null,
    rssMb: after?.rssMb ?? null,
  };
}

const SERVERS = {
  thin: () => forkServer(SERVER_CORE, 'thin-proxy.mjs', { OPENAI_BASE_URL: baseUrl }),
  crossroads: () => startCrossroads(SERVER_CORE, baseUrl),
};

const runs = [];
for (let round = 0; round < rounds; round++) {
  for (const [wire, start] of Object.entries(SERVERS)) {
    const server = await start();
    await load({ wire, url: server.url, ...WARM_UP });
    for (const streams of levels) runs.push({ wire, streams, ...(await measure(server, wire, streams)) });
    await server.stop();
  }
  console.error(`round ${round + 1} of ${rounds} done`);
}

const rules = await startCrossroads(SERVER_CORE);
const byRules = { wire: 'crossroads', url: rules.url, answerer: 'rules' };
await load({ ...byRules, streams: 4, answers: 50 });
const rulesResult = await load({ ...byRules, streams: 1, answers: 500 });
await rules.stop();
await close();

const show = (n, digits = 2) => (n === null ? '-' : n.toFixed(digits));
console.log(
  `\n${rounds} rounds, ${values.rate} tokens/s a stream, servers ${isPinned ? 'on a core of their own' : 'not pinned'}\n`,
);
console.log(
  '| streams | server | added p50 ms | ratio | added p99 ms | ratio | delay p50 | delay p99 | CPU us/token | ratio | RSS MB |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|---|');
for (const streams of levels) {
  const of = (wire, pick) =>
    median(runs.filter((run) => run.wire === wire && run.streams === streams).map(pick));
  for (const wire of Object.keys(SERVERS)) {
    const pair = (pick, digits) => {
      const own = of(wire, pick);
      const floor = of('thin', pick);
      return `${show(own, digits)} | ${own === null || !floor ? '-' : `${(own / floor).toFixed(2)}x`}`;
    };
    const cells = [
      pair((run) => run.added.p50),
      pair((run) => run.added.p99),
      show(of(wire, (run) => run.delay.p50)),
      show(of(wire, (run) => run.delay.p99)),
      pair((run) => run.cpuUs, 1),
      show(
        of(wire, (run) => run.rssMb),
        0,
      ),
    ];
    console.log(`| ${streams} | ${wire} | ${cells.join(' | ')} |`);
  }
}
const { p50, p99 } = rulesResult.first;
console.log(
  `\nWithout a model: first text ${show(p50)} ms after the question (p50), ${show(p99)} ms (p99), 500 questions.`,
);
