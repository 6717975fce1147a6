/** Everything that servers share through Redis, put together. */
import type { Logger } from 'pino';
import { createMemoryRateLimiter } from './limits/memory-rate-limiter.ts';
import type { MakeRateLimiter } from './limits/rate-limiter.ts';
import { createRedisRateLimiter } from './limits/redis-rate-limiter.ts';
import { createRedisTally } from './limits/redis-tally.ts';
import { createRedisTurns } from './live/redis-turns.ts';
import { createRedis, type RedisOptions } from './redis/connection.ts';
import { createSharedStore } from './store/shared.ts';

/** Limits that guard what all servers pay for together; the others guard a server, and are counted where it stands. */
const SHARED_LIMITS = ['turns', 'upgrades'];

export interface SharedOptions extends RedisOptions {
  /** That a conversation is kept. */
  days: number;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** Tries to connect; a Redis that cannot be had is no error: it shows in `state`, and is tried again for ever. */
export async function connectShared(options: SharedOptions) {
  const redis = createRedis(options);
  await redis.start();
  const makeLimiter: MakeRateLimiter = (limit) =>
    SHARED_LIMITS.includes(limit.name)
      ? createRedisRateLimiter(redis, limit)
      : createMemoryRateLimiter(limit);
  return {
    store: createSharedStore(redis, options),
    turns: createRedisTurns(redis),
    makeLimiter,
    tally: createRedisTally(redis),
    /** Calls that carry no text, by name; see the programs' interfaces. */
    bell: {
      listen: (name: string, heard: () => void) =>
        redis.listen(redis.key('call', name), (message) => message !== '' && heard()),
      ring: (name: string) =>
        void redis.run((client) => client.publish(redis.key('call', name), 'stop')).catch(() => {}),
    },
    state: redis.state,
    close: redis.close,
  };
}
