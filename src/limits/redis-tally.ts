/** Adds up in Redis, for all servers together; while Redis fails or is slow, each server counts for itself. */
import { type Redis, script } from '../redis/connection.ts';
import { createPatience } from './patience.ts';
import { createMemoryTally, type Tally } from './tally.ts';

/** Two days: the day itself, and its night everywhere. */
const KEEP_MS = 2 * 86_400_000;

const ADD = script(`
local sum = redis.call('INCRBY', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ${KEEP_MS})
return sum`);

export function createRedisTally(redis: Redis): Tally {
  const own = createMemoryTally();
  const patiently = createPatience();
  return {
    async add(day, visitor, tokens) {
      const here = await own.add(day, visitor, tokens);
      const key = redis.key('limit', 'tokens', day, visitor);
      const all = await patiently(() => redis.call(ADD, [key], [Math.round(tokens)]));
      return typeof all === 'number' ? all : here;
    },
  };
}
