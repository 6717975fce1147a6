/** Vectors in the SQLite file, beside the conversations. */
import type { SqliteConnection } from './sqlite-connection.ts';
import { fromBytes, toBytes, VECTORS_KEPT_DAYS, type VectorStore } from './vectors.ts';

export interface SqliteVectorsOptions {
  /** Vectors kept in all; past it those not used for longest go. Default 250,000: 1.5 GB at 1,536 dimensions. */
  maxVectors?: number;
  /** Milliseconds since the epoch. Default `Date.now`. */
  now?: () => number;
}

const DAY_MS = 86_400_000;
/** Vectors read, written or removed in one go, some milliseconds; other work is let through in between. */
const BATCH = 32;

const SQL = {
  get: 'SELECT vector, used_on FROM vectors WHERE space = ? AND key = ?',
  use: 'UPDATE vectors SET used_on = ? WHERE space = ? AND key = ?',
  put: 'INSERT OR REPLACE INTO vectors (space, key, used_on, vector) VALUES (?, ?, ?, ?)',
  drop: `DELETE FROM vectors WHERE rowid IN (SELECT rowid FROM vectors WHERE space = ? LIMIT ${BATCH})`,
  prune: `DELETE FROM vectors WHERE rowid IN
    (SELECT rowid FROM vectors WHERE used_on < ? ORDER BY used_on LIMIT ${BATCH})`,
  count: 'SELECT count(*) AS count FROM vectors',
  shorten: 'DELETE FROM vectors WHERE rowid IN (SELECT rowid FROM vectors ORDER BY used_on LIMIT ?)',
} as const;

export function createSqliteVectors(
  { work }: Pick<SqliteConnection, 'work'>,
  { maxVectors = 250_000, now = Date.now }: SqliteVectorsOptions = {},
): VectorStore {
  /** Use is kept by the day, so that reading rarely writes. */
  const today = () => Math.floor(now() / DAY_MS);

  /** Removes a batch at a time until there is nothing left to remove. */
  async function removeAll(remove: () => Promise<number>): Promise<number> {
    let removed = 0;
    for (;;) {
      const changes = await remove();
      removed += changes;
      if (changes < BATCH) return removed;
      await breathe();
    }
  }

  return {
    async get(space, keys) {
      const found = new Map<string, Float32Array>();
      for (let from = 0; from < keys.length; from += BATCH) {
        if (from > 0) await breathe();
        await work('read vectors', (sql) => {
          for (const key of keys.slice(from, from + BATCH)) {
            const [row] = sql(SQL.get).all(space, key) as {
              vector: ArrayBuffer | Uint8Array;
              used_on: number;
            }[];
            // The library gives what was put as a Buffer back as an ArrayBuffer.
            const vector = row && fromBytes(new Uint8Array(row.vector));
            if (!vector) continue;
            found.set(key, vector);
            if (row.used_on < today()) sql(SQL.use).run(today(), space, key);
          }
        });
      }
      return found;
    },

    async put(space, vectors) {
      const all = [...vectors];
      for (let from = 0; from < all.length; from += BATCH) {
        if (from > 0) await breathe();
        await work('keep vectors', (sql) => {
          for (const [key, vector] of all.slice(from, from + BATCH))
            sql(SQL.put).run(space, key, today(), toBytes(vector));
        });
      }
    },

    async drop(space) {
      await removeAll(() => work('delete vectors', (sql) => sql(SQL.drop).run(space).changes));
    },

    async prune() {
      const stale = today() - VECTORS_KEPT_DAYS;
      const removed = await removeAll(() =>
        work('delete vectors', (sql) => sql(SQL.prune).run(stale).changes),
      );
      const [row] = (await work('count vectors', (sql) => sql(SQL.count).all())) as { count: number }[];
      const over = Math.max(0, (row?.count ?? 0) - maxVectors);
      for (let left = over; left > 0; left -= BATCH) {
        await work('delete vectors', (sql) => sql(SQL.shorten).run(Math.min(left, BATCH)));
        await breathe();
      }
      return removed + over;
    },
  };
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
