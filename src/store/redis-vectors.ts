/** Vectors in Redis: what one server embedded, the others need not. Each ends by itself some days after its last use. */
import type { Redis } from '../redis/connection.ts';
import { fromBytes, toBytes, VECTORS_KEPT_DAYS, type VectorStore } from './vectors.ts';

const KEEP_MS = VECTORS_KEPT_DAYS * 86_400_000;
/** Vectors in one go: below a tenth of a second, also for the longest. */
const BATCH = 100;

export function createRedisVectors(redis: Redis): VectorStore {
  const prefixOf = (space: string) => redis.key('vectors', space);
  const keyOf = (space: string, key: string) => `${prefixOf(space)}:${key}`;

  return {
    async get(space, keys) {
      const found = new Map<string, Float32Array>();
      for (let from = 0; from < keys.length; from += BATCH) {
        const some = keys.slice(from, from + BATCH);
        // One command a key: in a cluster they stand in different slots.
        const kept = await redis.run((client) =>
          Promise.all(some.map((key) => client.getexBuffer(keyOf(space, key), 'PX', KEEP_MS))),
        );
        for (const [i, bytes] of kept.entries()) {
          const vector = bytes ? fromBytes(bytes) : undefined;
          if (vector) found.set(some[i] as string, vector);
        }
      }
      return found;
    },

    async put(space, vectors) {
      const all = [...vectors];
      for (let from = 0; from < all.length; from += BATCH) {
        await redis.run((client) =>
          Promise.all(
            all
              .slice(from, from + BATCH)
              .map(([key, vector]) => client.set(keyOf(space, key), toBytes(vector), 'PX', KEEP_MS)),
          ),
        );
      }
    },

    async drop(space) {
      let cursor = '0';
      do {
        const [next, keys] = await redis.run((client) =>
          client.scan(cursor, 'MATCH', `${prefixOf(space)}:*`, 'COUNT', 1000),
        );
        await redis.run((client) => Promise.all(keys.map((key) => client.del(key))));
        cursor = next;
      } while (cursor !== '0');
    },

    // Redis does it.
    prune: async () => 0,
  };
}
