/** What a stranger runs: the built program, in one file so that no two tests build at the same time. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { readApart } from '../../src/reading.ts';
import { connect } from '../server/harness.ts';
import { slowness } from '../support/clock.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a command in the project without any setting of Crossroads; a group of its own ends with the test. */
function run(command: string, args: string[]) {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, NODE_ENV: 'production', STORE_PATH: ':memory:' };
  const child = spawn(command, args, {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const signal = (name: NodeJS.Signals) =>
    child.exitCode === null && child.pid && process.kill(-child.pid, name);
  onTestFinished(async () => {
    signal('SIGKILL');
    await closed;
  });
  return { child, closed, signal };
}

/** The address in the line with which the server says that it is up. */
async function address(child: ReturnType<typeof run>['child']): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /Crossroads is at (http:\/\/\S+) /.exec(line)?.[1];
    if (url) return url;
  }
  throw new Error('the server ended before it said where it is');
}

/** Milliseconds of processor time that a group of processes has spent. */
function spentMs(group: number): number {
  const spent = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        // What follows the name, which may hold anything; times are in hundredths of a second.
        const fields =
          readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? [];
        const [own = 0, system = 0, children = 0, theirs = 0] = fields.slice(11, 15);
        return fields[2] === group ? own + system + children + theirs : 0;
      } catch {
        // It has ended since.
        return 0;
      }
    });
  return spent.reduce((sum, ticks) => sum + ticks, 0) * 10;
}

beforeAll(async () => {
  // Builds if the build is older than its sources, so that no test below measures that.
  const { status } = spawnSync('node', ['bin/crossroads.js', '--help'], { cwd: ROOT, stdio: 'ignore' });
  expect(status).toBe(0);
});

test('npm start answers its first question within seconds', async () => {
  const from = performance.now();
  const { child } = run('npm', ['start', '--', '--port', '0']);
  const url = await address(child);
  const client = await connect(`${url.replace('http', 'ws')}/ws`, { origin: url });
  await client.hello();
  client.send({ type: 'ask', turnId: 'turn-00001', text: 'What does an AI engineer do all day?' });
  const { outcome } = await client.event('turn.completed');
  const ms = performance.now() - from;
  const cost = spentMs(child.pid ?? 0) / slowness();
  client.socket.terminate();
  expect(outcome).toBe('answered');
  console.info(`npm start to first answer: ${Math.round(ms)} ms, at a cost of ${Math.round(cost)} ms`);
  // Two seconds on a machine that does nothing else; printed above, since a clock beside other tests measures those too.
  expect(cost).toBeLessThan(5000);
});

test('the page, its scripts and the health of the server are served', async () => {
  const { child } = run('node', ['bin/crossroads.js', 'serve', '--port', '0']);
  const url = await address(child);
  const page = await fetch(url);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain('widget.js');
  const scripts = [...html.matchAll(/<script[^>]*\bsrc="([^"]+)"/g)].map(([, src = '']) => src);
  const styles = [...html.matchAll(/<link[^>]*\brel="stylesheet"[^>]*\bhref="([^"]+)"/g)].map(
    ([, href = '']) => href,
  );
  expect(scripts.length).toBeGreaterThan(0);
  for (const path of [...scripts, ...styles, '/widget.js', '/panel.en.js', '/healthz', '/readyz']) {
    expect((await fetch(new URL(path, url))).status, path).toBe(200);
  }
});

test('a stop signal ends the server with 0, also right after it said where it is', async () => {
  const { child, closed, signal } = run('node', ['bin/crossroads.js', 'serve', '--port', '0']);
  await address(child);
  signal('SIGTERM');
  expect((await closed)[0]).toBe(0);
});

/** The files that this process holds open. */
const openFiles = () =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith('/') && !path.startsWith('/dev') ? [path] : [];
    } catch {
      // Closed since the folder was read.
      return [];
    }
  });

// Of the build, whose thread opens its files many at a time.
test('readings of the knowledge that are given up at any moment leave no file open', async () => {
  const { href } = new URL('../../dist/reading.js', import.meta.url);
  const built = (await import(href)) as { readApart: typeof readApart };
  const read = (signal: AbortSignal) => built.readApart('knowledge', `${ROOT}/starter`, { signal });
  const known = new Set(openFiles());
  const from = performance.now();
  await read(new AbortController().signal);
  const wholeMs = performance.now() - from;
  for (const share of [0.2, 0.3, 0.4, 0.5, 0.7, 0.9])
    await read(AbortSignal.timeout(Math.round(wholeMs * share))).catch(() => {});
  await expect.poll(() => openFiles().filter((file) => !known.has(file))).toEqual([]);
});
