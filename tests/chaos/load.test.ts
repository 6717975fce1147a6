import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../server/harness.ts';
import { fairNow } from '../support/clock.ts';
import { type ServerProcess, startServer, storeFolder } from './process.ts';
import { startFaultyProxy } from './proxy.ts';
import { FULL, scale } from './scale.ts';
import { openTab } from './tab.ts';
import { type Mood, startModel } from './upstream.ts';

const QUESTION = 'What does an AI engineer do all day?';
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const percentile = (values: number[], share: number) =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** A visitor who asks again as soon as he has his answer, and soon after a refusal. */
async function impatient(port: number, counts: { answered: number; refused: number }) {
  const client = await connect(`ws://127.0.0.1:${port}/ws`, { origin: `http://127.0.0.1:${port}` });
  await client.hello();
  let turns = 0;
  let isOver = false;
  const ask = () =>
    !isOver &&
    client.send({
      type: 'ask',
      turnId: `turn-${String(++turns).padStart(6, '0')}`,
      text: `${QUESTION} ${turns}`,
    });
  client.socket.on('message', (data) => {
    const { type } = JSON.parse(String(data)) as { type: string };
    client.events.length = 0;
    if (type === 'turn.completed') counts.answered += 1;
    else if (type === 'turn.failed' || type === 'error') counts.refused += 1;
    else return;
    // Four times as impatient as he is asked to be; faster than this, his own conversation's limit would stop him.
    if (type === 'turn.completed') ask();
    else setTimeout(ask, 1000);
  });
  return {
    ask,
    stop() {
      isOver = true;
      client.socket.terminate();
    },
  };
}

/**
 * Seconds that a server has spent: in the short form of the processor, of which others take what they like on the machine that
 * tests, in full on the clock.
 */
function spentSeconds(pid: number): number {
  if (FULL) return performance.now() / 1000;
  // After the name, which may hold anything; in hundredths of a second, whatever the machine.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Answers a second by so many impatient visitors, and the 95th percentile of health meanwhile. */
async function goodput(server: ServerProcess, visitors: number, ms: number) {
  const counts = { answered: 0, refused: 0 };
  const all = await Promise.all(Array.from({ length: visitors }, () => impatient(server.port, counts)));
  for (const { ask } of all) ask();
  await wait(ms / 4);
  const before = counts.answered;
  const from = spentSeconds(server.pid);
  const until = performance.now() + ms;
  const health: number[] = [];
  while (performance.now() < until) {
    const asked = fairNow();
    await server.health();
    health.push(fairNow() - asked);
    await wait(50);
  }
  const perSecond = (counts.answered - before) / (spentSeconds(server.pid) - from);
  for (const { stop } of all) stop();
  return { perSecond, healthP95: percentile(health, 0.95), refused: counts.refused };
}

test('ten times as many visitors as it can serve: goodput stays, and health answers', {
  timeout: 300_000,
}, async () => {
  const server = await startServer({ MAX_TURNS: '64', TURNS_AT_ONCE: '100000', TURNS_PER_MINUTE: '1000000' });
  const ms = scale(1500, 5000);
  // The first visitors compile the code.
  await goodput(server, 8, ms / 2);
  const one = await goodput(server, 32, ms);
  const two = await goodput(server, 64, ms);
  const peak = Math.max(one.perSecond, two.perSecond);
  const overload = await goodput(server, scale(320, 1280), ms);
  if (FULL) console.log({ peak, ...overload });
  expect(overload.perSecond / peak).toBeGreaterThanOrEqual(scale(0.5, 0.8));
  expect(overload.healthP95).toBeLessThanOrEqual(scale(1500, 250));
});

const MEMORY = /VmRSS:\s+(\d+) kB/;
function rssMiB(pid: number): number {
  return Number(MEMORY.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** What the process holds open, in the words of the system. */
function descriptors(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
    } catch {
      // Closed since the folder was read.
      return [];
    }
  });
}

/** What happens to the server, one after the other. */
const FAULTS = ['rst', 'half', 'fin', 'cut', 'error', 'hang', 'garbage', 'frames', 'knowledge'] as const;

test(`${scale(24, 600)} seconds of visitors, with a fault every ${scale(1.5, 10)}: memory is flat, and every descriptor comes back`, {
  timeout: 900_000,
}, async () => {
  const folder = await storeFolder();
  const article = join(folder, 'article.md');
  const GOOD =
    '# Work\n\n## The day\n\nAn AI engineer integrates models into products all day. An ML engineer trains models all day.\n';
  await writeFile(article, GOOD);
  const model = await startModel({
    say: () => 'AI engineers integrate models into products [1], day after day [1].',
  });
  model.setPace(2);
  const server = await startServer({
    OPENAI_BASE_URL: model.baseUrl,
    KNOWLEDGE_DIR: article,
    STORE_PATH: join(folder, 'store.db'),
    FIRST_DELTA_TIMEOUT_MS: '500',
    GAP_TIMEOUT_MS: '500',
    DAILY_TOKEN_BUDGET: '0',
    VISITOR_TOKEN_BUDGET: '0',
    // A heap that may be large is not collected whole for a while, and grows meanwhile by what is no leak.
    NODE_OPTIONS: '--max-old-space-size=128',
  });
  const proxy = await startFaultyProxy(server.port);
  onTestFinished(async () => {
    await proxy.close();
    await model.close();
  });
  const before = descriptors(server.pid).length;
  const ends = { completed: 0, failed: 0, interrupted: 0 };
  let isOver = false;
  const visitor = async () => {
    while (!isOver) {
      const tab = openTab({ port: proxy.port, haste: 20 });
      for (let turns = 0; turns < 5 && !isOver; turns++) {
        const turn = await tab.ended(tab.ask(`${QUESTION} ${Math.random()}`));
        if (turn.state in ends) ends[turn.state as keyof typeof ends] += 1;
        await wait(20);
      }
      tab.close();
    }
  };
  const visitors = Array.from({ length: 12 }, visitor);

  // Long enough for a young heap to grow and be collected whole once: fifteen seconds were not.
  const totalMs = scale(24_000, 600_000);
  const everyMs = scale(1500, 10_000);
  const samples: number[] = [];
  for (let past = 0, n = 0; past < totalMs; past += everyMs, n++) {
    const fault = FAULTS[n % FAULTS.length] ?? 'rst';
    model.setMood(['cut', 'error', 'hang', 'garbage'].includes(fault) ? (fault as Mood) : 'none');
    if (fault === 'rst' || fault === 'half' || fault === 'fin') proxy.breakAll(fault);
    if (fault === 'knowledge') await writeFile(article, Buffer.from([0x23, 0xff, 0xfe, 0x0a]));
    else await writeFile(article, `${GOOD}\nRound ${n}.\n`);
    if (fault === 'frames') {
      const client = await connect(`ws://127.0.0.1:${server.port}/ws`, { origin: server.url });
      for (let count = 0; count < 50; count++) client.send('{"type":['.repeat(1000));
      await client.closed;
    }
    await wait(everyMs);
    samples.push(rssMiB(server.pid));
  }
  isOver = true;
  model.setMood('none');
  await Promise.all(visitors);
  // A peer that fell silent is dropped after 45 s, a request that never ended after 35 s: each gets its time, and then
  // nothing is left.
  const LEFT = 8;
  await expect
    .poll(() => [descriptors(server.pid)].find((open) => open.length > before + LEFT))
    .toBeUndefined();

  const quarter = Math.floor(samples.length / 4);
  const growth = Math.min(...samples.slice(-quarter)) - Math.min(...samples.slice(quarter, 2 * quarter));
  if (FULL)
    console.log({
      ends,
      growthMiB: growth,
      rssMiB: samples.at(-1),
      descriptors: { before, after: descriptors(server.pid).length },
    });
  expect(growth).toBeLessThan(scale(32, 16));
  expect(ends.completed).toBeGreaterThan(20);
  expect((await server.health()).status).toBe(200);
  server.child.kill('SIGTERM');
  expect(await server.exit).toBe(0);
  expect(server.said.out + server.said.err).not.toMatch(/"level":"fatal"|crashed|Unhandled|turn threw/);
});
