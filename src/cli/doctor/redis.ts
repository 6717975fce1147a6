/** Looks at Redis by the means of the server: the address, the rights of its user, and what it does when it is full. */
import type { Config } from '../../config.ts';
import { createRedis, type Redis, script } from '../../redis/connection.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

/** What a server does all the time: a script that writes, and calls. */
const TRY = script(`
redis.call('SET', KEYS[1], '1', 'PX', 1000)
return redis.call('PUBLISH', ARGV[1], 'news doctor')`);

/** Milliseconds for an answer: more than a server waits, for this machine may be busy just now. */
const DEADLINE_MS = 2000;

export async function checkRedis(redis: NonNullable<Config['redis']>): Promise<Finding> {
  const link = createRedis({ ...redis, log: { info() {}, error() {} }, deadlineMs: DEADLINE_MS });
  try {
    await link.start();
    const key = link.key('doctor');
    if (link.reason() === undefined) await link.call(TRY, [key], [key]).catch(() => {});
    const reason = link.reason();
    if (reason === undefined) return await checkFull(link);
    const isMute = /in time|cannot be reached/.test(reason);
    const scheme = redis.url.startsWith('rediss:')
      ? 'without TLS, write redis://'
      : 'with TLS, write rediss://';
    return problem('redis', `Redis ${reason}.${isMute ? ` If it speaks ${scheme} in REDIS_URL.` : ''}`);
  } finally {
    await link.close();
  }
}

/** Whoever may not ask for it is not warned. */
async function checkFull(link: Redis): Promise<Finding> {
  const info = await link.run((client) => client.info('memory')).catch(() => '');
  const limit = Number(/^maxmemory:(\d+)/m.exec(info)?.[1] ?? 0);
  const policy = /^maxmemory_policy:([\w-]+)/m.exec(info)?.[1] ?? 'noeviction';
  return limit > 0 && policy !== 'noeviction'
    ? warning(
        'redis',
        `It works, and throws conversations away when it is full (maxmemory-policy ${policy}): set noeviction.`,
      )
    : ok('redis', 'It answers, and can be written to.');
}
