/** Keeps what a day has cost in Redis: one sum for all servers. */
import type { Spending } from '../domain.ts';
import { type Redis, script } from '../redis/connection.ts';

/** Two days: the day itself, and its night everywhere. */
const KEEP_MS = 2 * 86_400_000;

const ADD = script(`
local sums = {}
for i, field in ipairs({'inputTokens', 'outputTokens', 'microDollars'}) do
  sums[i] = redis.call('HINCRBY', KEYS[1], field, ARGV[i])
end
redis.call('PEXPIRE', KEYS[1], ${KEEP_MS})
return sums`);

export function createRedisLedger(redis: Redis) {
  return {
    async add(day: string, { inputTokens, outputTokens, microDollars }: Spending): Promise<Spending> {
      const added = [inputTokens, outputTokens, microDollars];
      const sums = (await redis.call(ADD, [redis.key('spent', day)], added)) as [number, number, number];
      return { inputTokens: sums[0], outputTokens: sums[1], microDollars: sums[2] };
    },
  };
}
