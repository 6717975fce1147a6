/** Counts in this process's memory: a key is forgotten when its window ends. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimit, RateLimiter } from './rate-limiter.ts';

export function createMemoryRateLimiter({ name, points, windowMs }: RateLimit): RateLimiter {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: windowMs / 1000 });
  return {
    async take(key, cost = 1) {
      try {
        await limiter.consume(key, cost);
        return { ok: true };
      } catch (refused) {
        // The library refuses by rejecting with its result; an error is an error.
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return { ok: false, retryAfterMs: Math.max(1, refused.msBeforeNext) };
      }
    },
  };
}
