import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RateLimiter } from '../../src/limits/rate-limiter.ts';
import { createRedisRateLimiter } from '../../src/limits/redis-rate-limiter.ts';
import type { Redis } from '../../src/redis/connection.ts';
import { fairNow } from '../support/clock.ts';
import { connectRedis, noRedis, type RedisServer, startRedis } from '../support/redis.ts';
import { describeRateLimiter } from './rate-limiter.ts';

describe.skipIf(noRedis)('limits in Redis', () => {
  let server: RedisServer;
  const servers: Redis[] = [];
  beforeAll(async () => {
    server = await startRedis();
    servers.push(await connectRedis(server, 'limits'), await connectRedis(server, 'limits'));
  });
  afterAll(async () => {
    await Promise.all(servers.map((redis) => redis.close()));
    await server.stop();
  });

  test('while Redis does not answer, a visitor waits a tenth of a second once, and is counted by this server', async () => {
    const [limiter, other] = servers.map((redis) =>
      createRedisRateLimiter(redis, { name: 'slow', points: 2, windowMs: 60_000 }),
    ) as [RateLimiter, RateLimiter];
    expect(await limiter.take('a')).toEqual({ ok: true });
    server.freeze();
    const from = fairNow();
    const verdicts = [];
    for (let n = 0; n < 10; n++) verdicts.push((await limiter.take('a')).ok);
    const waitedMs = fairNow() - from;
    server.thaw();
    expect(verdicts.filter(Boolean)).toHaveLength(2);
    // One call to Redis alone is given 700 ms.
    expect(waitedMs).toBeLessThan(600);
    // By itself, two servers count as one again.
    let keys = 0;
    const thirdPasses = async () => {
      const key = `key ${++keys}`;
      await limiter.take(key);
      await other.take(key);
      return (await limiter.take(key)).ok;
    };
    await expect.poll(thirdPasses, { interval: 300 }).toBe(false);
  });

  // Redis keeps the time here, by a clock of its own, so it has to pass with some to spare.
  const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms + 50));

  describeRateLimiter(
    'one server',
    (limit) => createRedisRateLimiter(servers[0] as Redis, { ...limit, name: `one-${limit.name}` }),
    pass,
  );
  describeRateLimiter(
    'two servers together',
    (limit) => {
      const limiters = servers.map((redis) => createRedisRateLimiter(redis, limit));
      let turn = 0;
      return {
        take: (key, points) => limiters[turn++ % 2]?.take(key, points) ?? Promise.reject(new Error('none')),
      };
    },
    pass,
  );
});
