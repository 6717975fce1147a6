/** Counts in Redis, for all servers together; while Redis fails, each server counts for itself. */
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Redis } from '../redis/connection.ts';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';
import type { RateLimit, RateLimiter } from './rate-limiter.ts';

export function createRedisRateLimiter(redis: Redis, limit: RateLimit): RateLimiter {
  const { name, points, windowMs } = limit;
  const own = createMemoryRateLimiter(limit);
  let shared: RateLimiterRedis | undefined;
  return {
    async take(key, cost = 1) {
      try {
        return await redis.run(async (storeClient) => {
          const keyPrefix = redis.key('limit', name);
          shared ??= new RateLimiterRedis({ storeClient, keyPrefix, points, duration: windowMs / 1000 });
          try {
            await shared.consume(key, cost);
            return { ok: true };
          } catch (refused) {
            if (!(refused instanceof RateLimiterRes)) throw refused;
            return { ok: false, retryAfterMs: Math.max(1, refused.msBeforeNext) };
          }
        });
      } catch {
        return own.take(key, cost);
      }
    },
  };
}
