/**
 * Measures what the inspector costs visitors: without one, with one at which nobody looks, and with a presenter who
 * follows whoever asks. All three forms take turns; their rounds are compared by medians.
 */
import WebSocket from 'ws';
import { cost, startCrossroads } from './processes.mjs';

const TOKEN = 'bench-inspector-token';
const FORMS = [
  ['no inspector', {}, false],
  ['nobody looks', { INSPECTOR_TOKEN: TOKEN }, false],
  ['a presenter follows', { INSPECTOR_TOKEN: TOKEN }, true],
];

/** Opens the inspector as its page does, and follows the conversation in which something happened last. */
async function follow(url) {
  const page = url.replace(/^ws/, 'http').replace(/\/ws$/, '');
  const entered = await fetch(`${page}/inspector?token=${TOKEN}`);
  const cookie = entered.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (!cookie) throw new Error('the inspector did not open');
  const socket = new WebSocket(url.replace(/\/ws$/, '/inspector/ws'), { origin: page, headers: { cookie } });
  let entries = 0;
  let followed;
  socket.on('message', (data) => {
    const event = JSON.parse(data.toString());
    if (event.type === 'entry') entries += 1;
    const newest = event.type === 'conversations' ? event.conversations[0]?.label : undefined;
    if (newest === undefined || newest === followed) return;
    followed = newest;
    socket.send(JSON.stringify({ type: 'follow', conversation: newest }));
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    /** @throws Error when nothing was seen: then nothing was measured. */
    close() {
      socket.close();
      if (entries === 0) throw new Error('the presenter saw nothing');
    },
  };
}

/**
 * @param load runs one job of the load generator and gives its result.
 * @returns lines of a table, its heading included.
 */
export async function measureInspector({ load, core, baseUrl, rounds, streams, pace, warmUp, median }) {
  const runs = FORMS.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, [, env, isFollowed]] of FORMS.entries()) {
      const server = await startCrossroads(core, baseUrl, env);
      const job = { wire: 'crossroads', url: server.url };
      await load({ ...job, ...warmUp });
      const presenter = isFollowed ? await follow(server.url) : undefined;
      const before = cost(server.child.pid);
      const result = await load({ ...job, streams, answers: 1, rampMs: pace.tokens * pace.everyMs, pace });
      const after = cost(server.child.pid);
      presenter?.close();
      await server.stop();
      const cpuUs = before && after ? (after.cpuUs - before.cpuUs) / result.tokens : null;
      runs[at].push({ added: result.added.p99, cpuUs });
    }
  }
  const of = (at, pick) => median(runs[at].map(pick));
  const show = (at, pick) => {
    const own = of(at, pick);
    const bare = of(0, pick);
    return own === null || !bare ? '- | -' : `${own.toFixed(1)} | ${(own / bare).toFixed(2)}x`;
  };
  return [
    `| inspector, ${streams} streams | added p99 ms | ratio | CPU us/token | ratio |`,
    '|---|---|---|---|---|',
    ...FORMS.map(
      ([name], at) => `| ${name} | ${show(at, (run) => run.added)} | ${show(at, (run) => run.cpuUs)} |`,
    ),
  ];
}
