/** Counts in Redis, for all servers together; while Redis fails or is slow, each server counts for itself. */
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Redis } from '../redis/connection.ts';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';
import { createPatience } from './patience.ts';
import type { RateLimit, RateLimiter, Verdict } from './rate-limiter.ts';

export function createRedisRateLimiter(redis: Redis, limit: RateLimit): RateLimiter {
  const { name, points, windowMs } = limit;
  const own = createMemoryRateLimiter(limit);
  const patiently = createPatience();
  let shared: RateLimiterRedis | undefined;
  return {
    async take(key, cost = 1) {
      const verdict = await patiently(() =>
        redis.run(async (storeClient): Promise<Verdict> => {
          shared ??= new RateLimiterRedis({
            storeClient,
            keyPrefix: redis.key('limit', name),
            points,
            duration: windowMs / 1000,
            // Whoever has used up all is refused by this process alone: a flood does not reach Redis.
            inMemoryBlockOnConsumed: points,
          });
          try {
            await shared.consume(key, cost);
            return { ok: true };
          } catch (refused) {
            if (!(refused instanceof RateLimiterRes)) throw refused;
            return { ok: false, retryAfterMs: Math.max(1, refused.msBeforeNext) };
          }
        }),
      );
      return verdict ?? own.take(key, cost);
    },
  };
}
