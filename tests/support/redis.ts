/** A real Redis of a test's own: on a free port, with its data in a folder that goes with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createRedis, type Redis } from '../../src/redis/connection.ts';
import { freePort, isMissing, startProgram } from './programs.ts';

export const noRedis = isMissing('redis-server', 'redis-server');

export type RedisServer = Awaited<ReturnType<typeof startRedis>>;

/** @param options its command line, e.g. `--requirepass secret`. */
export async function startRedis(options: string[] = []) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'crossroads-redis-'));
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...options];
  const start = () => startProgram('redis-server', args, port);
  let running = await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    /** Answers nobody until it goes on, and closes no connection. */
    freeze: () => running.child.kill('SIGSTOP'),
    thaw: () => running.child.kill('SIGCONT'),
    kill: () => running.stop('SIGKILL'),
    /** Starts it again once it has ended; one that still runs stays, or nobody would end it. */
    async restart() {
      if (running.child.exitCode === null && running.child.signalCode === null) return;
      running = await start();
    },
    async stop() {
      await running.stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let links = 0;

/** A link of a server's own, under a prefix that nobody else uses unless one is given. */
export async function connectRedis(
  { url }: Pick<RedisServer, 'url'>,
  prefix = `test-${++links}`,
): Promise<Redis> {
  const redis = createRedis({ url, prefix, log: pino({ level: 'silent' }) });
  await redis.start();
  return redis;
}
