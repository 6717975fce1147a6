/** Conversations, and what days have cost, in one SQLite file: survives the death of the process, and any number of processes may share it. */
import type { Database } from 'libsql';
import type { Spending } from '../domain.ts';
import { AppError } from '../errors.ts';
import { createRecentTurns } from './recent-turns.ts';
import { type Shortfall, shortfallOf } from './shortfall.ts';
import { isCorrupt, isPassing, openExisting, openFile, setAside } from './sqlite-file.ts';
import type { ConversationStore, Feedback, StoredTurn } from './store.ts';

export interface SqliteStoreOptions {
  /** The file; it and its folder are made when missing, readable by this user only. */
  path: string;
  /** Told where a corrupt file was put, once a new one is in its place. */
  onSetAside?: (aside: string, error: unknown) => void;
  /** Milliseconds since the epoch, for the name of a file set aside. */
  now?: () => number;
  /** Takes the file as it is: made, migrated or set aside it is never. For whoever only reads. */
  readOnly?: boolean;
}

/** Turns of a conversation that are read; older ones wait for their retention to end. */
const MAX_TURNS = 200;
/** Turns purged in one go; other work is let through in between. */
const PURGE_BATCH = 50;

const SQL = {
  turns: `SELECT json FROM turns WHERE conversation = ? ORDER BY position DESC LIMIT ${MAX_TURNS}`,
  putTurn: `INSERT INTO turns (conversation, turn, asked_at, json) VALUES (?, ?, ?, ?)
    ON CONFLICT (conversation, turn) DO UPDATE SET asked_at = excluded.asked_at, json = excluded.json`,
  putFeedback: 'UPDATE turns SET rating = ?, comment = ? WHERE conversation = ? AND turn = ?',
  forget: 'DELETE FROM turns WHERE conversation = ?',
  since: 'SELECT json, rating, comment FROM turns WHERE asked_at >= ? ORDER BY asked_at',
  purge: `DELETE FROM turns WHERE position IN
    (SELECT position FROM turns WHERE asked_at < ? LIMIT ${PURGE_BATCH})`,
  spend: `INSERT INTO spending VALUES (?, ?, ?, ?)
    ON CONFLICT (day) DO UPDATE SET input_tokens = input_tokens + excluded.input_tokens,
      output_tokens = output_tokens + excluded.output_tokens, micro_dollars = micro_dollars + excluded.micro_dollars
    RETURNING input_tokens AS inputTokens, output_tokens AS outputTokens, micro_dollars AS microDollars`,
  // Differs after another connection has written, and only then.
  dataVersion: 'PRAGMA data_version',
  // Deleted rows are zeroed in the file; until this is done the write-ahead log still holds them.
  emptyLog: 'PRAGMA wal_checkpoint(TRUNCATE)',
} as const;

export interface SqliteStore extends ConversationStore {
  /** Adds to what that day (ISO date) has cost. @returns the day's sum. */
  spend(day: string, spent: Spending): Promise<Spending>;
}

/** A connection with its statements, each prepared when first used. */
function prepared(db: Database) {
  const statements = new Map<keyof typeof SQL, ReturnType<Database['prepare']>>();
  return {
    get(name: keyof typeof SQL) {
      const statement = statements.get(name) ?? db.prepare(SQL[name]);
      statements.set(name, statement);
      return statement;
    },
    close: () => db.close(),
  };
}

/**
 * The file is opened by the first call, and opened again by the next call after a failure that the connection may not
 * survive. A corrupt file is set aside, never deleted; the call that found it broken while it was in use rejects.
 * Each write is one statement, so one transaction. Calls are synchronous inside and take well under a millisecond.
 */
export function createSqliteStore(options: SqliteStoreOptions): SqliteStore {
  const { path, onSetAside, now = Date.now, readOnly = false } = options;
  let connection: ReturnType<typeof prepared> | undefined;
  let isClosed = false;
  const recent = createRecentTurns(MAX_TURNS);
  let dataVersion: number | undefined;

  function open() {
    if (isClosed) throw new AppError('internal', 'The store is closed.');
    if (readOnly) return prepared(openExisting(path));
    try {
      return prepared(openFile(path));
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      onSetAside?.(setAside(path, now()), error);
      return prepared(openFile(path));
    }
  }

  /** Makes room for a new file where the old one broke while in use. @returns what went wrong, renaming included. */
  function replace(error: unknown): unknown {
    if (readOnly) return error;
    try {
      onSetAside?.(setAside(path, now()), error);
      return error;
    } catch (renaming) {
      return renaming;
    }
  }

  function disconnect(): void {
    recent.clear();
    connection?.close();
    connection = undefined;
  }

  async function work<T>(what: string, use: (connection: ReturnType<typeof prepared>) => T): Promise<T> {
    try {
      connection ??= open();
      return use(connection);
    } catch (error) {
      if (!isPassing(error)) disconnect();
      if (error instanceof AppError) throw error;
      throw new AppError('internal', `The store ${path} could not ${what}.`, {
        retryable: true,
        cause: isCorrupt(error) ? replace(error) : error,
      });
    }
  }

  // Written by putTurn below, so it is what it claims to be.
  const parse = (json: string) => JSON.parse(json) as StoredTurn;

  return {
    turns: (conversationId) =>
      work('read', (db) => {
        const [now] = db.get('dataVersion').all() as { data_version: number }[];
        if (now?.data_version !== dataVersion) recent.clear();
        dataVersion = now?.data_version;
        const known = recent.get(conversationId);
        if (known) return known;
        const rows = db.get('turns').all(conversationId) as { json: string }[];
        return recent.read(conversationId, rows.map(({ json }) => json).reverse());
      }),

    putTurn: (conversationId, turn) =>
      work('write', (db) => {
        const { turnId } = turn.snapshot;
        const json = JSON.stringify(turn);
        db.get('putTurn').run(conversationId, turnId, turn.askedAt, json);
        recent.wrote(conversationId, json);
      }),

    putFeedback: (conversationId, { turnId, rating, comment }) =>
      work('write', (db) => {
        db.get('putFeedback').run(rating, comment ?? null, conversationId, turnId);
      }),

    forget: (conversationId) =>
      work('delete', (db) => {
        recent.forget(conversationId);
        const { changes } = db.get('forget').run(conversationId);
        if (changes > 0) db.get('emptyLog').all();
      }),

    shortfalls: (since) =>
      work('read', (db) => {
        const found: Shortfall[] = [];
        const rows = db.get('since').iterate(since) as Iterable<{
          json: string;
          rating: Feedback['rating'] | null;
          comment: string | null;
        }>;
        for (const { json, rating, comment } of rows) {
          const feedback = { ...(rating ? { rating } : {}), ...(comment ? { comment } : {}) };
          const shortfall = shortfallOf(parse(json), feedback);
          if (shortfall) found.push(shortfall);
        }
        return found;
      }),

    async purge(before) {
      recent.clear();
      let purged = 0;
      for (;;) {
        const { changes } = await work('delete', (db) => db.get('purge').run(before));
        purged += changes;
        if (changes < PURGE_BATCH) break;
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (purged > 0) await work('delete', (db) => db.get('emptyLog').all());
      return purged;
    },

    spend: (day, { inputTokens, outputTokens, microDollars }) =>
      work('write', (db) => {
        const [row] = db.get('spend').all(day, inputTokens, outputTokens, microDollars) as Spending[];
        return { inputTokens, outputTokens, microDollars, ...row };
      }),

    async close() {
      isClosed = true;
      disconnect();
    },
  };
}
