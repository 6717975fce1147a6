/** Conversations in Redis: shared by any number of servers, gone by themselves when their time is over. */
import type { Redis } from '../redis/connection.ts';
import { script } from '../redis/connection.ts';
import { type Shortfall, shortfallOf } from './shortfall.ts';
import type { ConversationStore, Feedback, StoredTurn } from './store.ts';

export interface RedisStoreOptions {
  /** Milliseconds that a conversation is kept after its last turn. */
  keepMs: number;
}

/** Turns of a conversation that are read; older ones wait for their time to be over. */
const MAX_TURNS = 200;
/** Turns that are looked at in one go by what goes over all conversations. */
const BATCH = 100;

// KEYS of each: turns (id -> JSON), order (ids as they came), ratings (id -> JSON).
const TURNS = script(`
local ids = redis.call('LRANGE', KEYS[2], -${MAX_TURNS}, -1)
if #ids == 0 then return {} end
return redis.call('HMGET', KEYS[1], unpack(ids))`);
const PUT_TURN = script(`
if redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) == 1 then redis.call('RPUSH', KEYS[2], ARGV[1]) end
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[3]) end`);
const PUT_FEEDBACK = script(`
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return end
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[3], ARGV[3])`);
const FORGET = script(`
local ids = redis.call('LRANGE', KEYS[2], 0, -1)
redis.call('DEL', unpack(KEYS))
return ids`);
const DROP_TURN = script(`
redis.call('LREM', KEYS[2], 1, ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
return redis.call('HDEL', KEYS[1], ARGV[1])`);

/**
 * `asked` lists every turn by the time it was asked, for the owner's report and for retention. It is written before the
 * turn and read with care: an entry without a turn means nothing.
 */
export function createRedisStore(redis: Redis, { keepMs }: RedisStoreOptions): ConversationStore {
  const asked = redis.key('asked');
  const entryOf = (conversationId: string, turnId: string) => `${conversationId} ${turnId}`;
  const keysOf = (conversationId: string) =>
    ['turns', 'order', 'ratings'].map((part) => redis.keyOf(conversationId, part));

  /** Entries of `asked`, in order, a batch at a time; `next` says where the next batch begins. */
  async function eachBatch(
    min: string,
    max: string,
    see: (batch: { conversationId: string; turnId: string }[]) => Promise<number>,
  ): Promise<void> {
    let offset = 0;
    for (;;) {
      const entries = await redis.run((client) =>
        client.zrangebyscore(asked, min, max, 'LIMIT', offset, BATCH),
      );
      if (entries.length === 0) return;
      offset += await see(
        entries.map((entry) => {
          const [conversationId = '', turnId = ''] = entry.split(' ');
          return { conversationId, turnId };
        }),
      );
    }
  }

  async function shortfall(conversationId: string, turnId: string): Promise<Shortfall | undefined> {
    const [turns = '', , ratings = ''] = keysOf(conversationId);
    const json = await redis.run((client) => client.hget(turns, turnId));
    if (!json) return undefined;
    const rating = await redis.run((client) => client.hget(ratings, turnId));
    // Both were written below.
    return shortfallOf(JSON.parse(json) as StoredTurn, rating ? (JSON.parse(rating) as Feedback) : {});
  }

  return {
    async turns(conversationId) {
      const found = (await redis.call(TURNS, keysOf(conversationId), [])) as (string | null)[];
      return found.flatMap((json) => (json === null ? [] : [JSON.parse(json) as StoredTurn]));
    },

    async putTurn(conversationId, turn) {
      const { turnId } = turn.snapshot;
      await Promise.all([
        redis.run((client) => client.zadd(asked, turn.askedAt, entryOf(conversationId, turnId))),
        redis.call(PUT_TURN, keysOf(conversationId), [turnId, JSON.stringify(turn), keepMs]),
        redis.run((client) => client.pexpire(asked, keepMs)),
      ]);
    },

    async putFeedback(conversationId, feedback) {
      await redis.call(PUT_FEEDBACK, keysOf(conversationId), [
        feedback.turnId,
        JSON.stringify(feedback),
        keepMs,
      ]);
    },

    async forget(conversationId) {
      const ids = (await redis.call(FORGET, keysOf(conversationId), [])) as string[];
      if (ids.length === 0) return;
      await redis.run((client) => client.zrem(asked, ...ids.map((id) => entryOf(conversationId, id))));
    },

    async shortfalls(since) {
      const found: Shortfall[] = [];
      await eachBatch(String(since), '+inf', async (batch) => {
        const all = await Promise.all(
          batch.map(({ conversationId, turnId }) => shortfall(conversationId, turnId)),
        );
        found.push(...all.filter((one) => one !== undefined));
        return batch.length;
      });
      return found;
    },

    async purge(before) {
      let purged = 0;
      await eachBatch('-inf', `(${before}`, async (batch) => {
        for (const { conversationId, turnId } of batch) {
          purged += (await redis.call(DROP_TURN, keysOf(conversationId), [turnId])) as number;
        }
        const entries = batch.map(({ conversationId, turnId }) => entryOf(conversationId, turnId));
        await redis.run((client) => client.zrem(asked, ...entries));
        return 0;
      });
      return purged;
    },

    // The link is not this driver's.
    async close() {},
  };
}
