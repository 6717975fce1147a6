/** Conversations and the ledger in Redis, and what makes them dependable while it fails. */
import type { Logger } from 'pino';
import type { Redis } from '../redis/connection.ts';
import type { createStore } from './create.ts';
import { createMemoryStore } from './memory.ts';
import { createRedisStore } from './redis.ts';
import { createRedisLedger } from './redis-ledger.ts';
import { createRedisVectors } from './redis-vectors.ts';
import { createResilientStore } from './resilient.ts';

/** Milliseconds between attempts to write again, at most: Redis comes back sooner than a disk does. */
const MAX_RETRY_MS = 2000;
const DAY_MS = 86_400_000;

/** @param days that a conversation is kept after its last turn. */
export function createSharedStore(
  redis: Redis,
  { days, log }: { days: number; log: Pick<Logger, 'info' | 'warn' | 'error'> },
): ReturnType<typeof createStore> {
  const kept = createRedisStore(redis, { keepMs: days * DAY_MS });
  const store = createResilientStore(kept, createMemoryStore(), { log, maxRetryMs: MAX_RETRY_MS });
  return {
    store,
    ledger: createRedisLedger(redis),
    vectors: createRedisVectors(redis),
    health: store.state,
  };
}
