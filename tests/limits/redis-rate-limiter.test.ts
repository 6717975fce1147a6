import { afterAll, beforeAll, describe } from 'vitest';
import { createRedisRateLimiter } from '../../src/limits/redis-rate-limiter.ts';
import type { Redis } from '../../src/redis/connection.ts';
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
