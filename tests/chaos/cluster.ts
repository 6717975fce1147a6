/** Several servers behind HAProxy, with one Redis: all of them real, on ports of their own. */
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { freePort, isMissing, startProgram } from '../support/programs.ts';
import { noRedis, startRedis } from '../support/redis.ts';
import { startServer } from './process.ts';

export const noCluster = isMissing('haproxy', 'haproxy') || noRedis;

const HAPROXY_CONFIG = fileURLToPath(new URL('../../deploy/haproxy.cfg', import.meta.url));

/** @param options its Redis's command line. */
export async function startCluster(env: Record<string, string>, options: string[] = []) {
  const redis = await startRedis(options);
  onTestFinished(redis.stop);
  const start = () => startServer({ REDIS_URL: redis.url, TRUSTED_PROXY_HOPS: '1', ...env });
  const servers = [await start(), await start(), await start()];
  const port = await freePort();
  const addresses = servers.map((server, at) => [`SERVER_${at + 1}`, `127.0.0.1:${server.port}`]);
  const variables = Object.fromEntries([['BIND', `127.0.0.1:${port}`], ...addresses]);
  const haproxy = await startProgram('haproxy', ['-f', HAPROXY_CONFIG], port, variables);
  onTestFinished(() => haproxy.stop('SIGKILL'));
  return { redis, servers, port };
}
