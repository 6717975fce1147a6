/** Conversations, and what days have cost, in one SQLite file: survives the death of the process, and any number of processes may share it. */
import type { Spending } from '../domain.ts';
import { createRecentTurns } from './recent-turns.ts';
import { type Shortfall, shortfallOf } from './shortfall.ts';
import { createSqliteConnection, type SqliteOptions } from './sqlite-connection.ts';
import type { ConversationStore, Feedback, StoredTurn } from './store.ts';

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

/**
 * Each write is one statement, so one transaction. Calls are synchronous inside and take well under a millisecond.
 * @param connection whose file it is; by default one of its own, which `close` closes in any case.
 */
export function createSqliteStore(
  options: SqliteOptions,
  connection = createSqliteConnection(options),
): SqliteStore {
  const { work } = connection;
  const recent = createRecentTurns(MAX_TURNS);
  let dataVersion: number | undefined;
  connection.onDisconnect(recent.clear);

  // Written by putTurn below, so it is what it claims to be.
  const parse = (json: string) => JSON.parse(json) as StoredTurn;

  return {
    turns: (conversationId) =>
      work('read', (sql) => {
        const [now] = sql(SQL.dataVersion).all() as { data_version: number }[];
        if (now?.data_version !== dataVersion) recent.clear();
        dataVersion = now?.data_version;
        const known = recent.get(conversationId);
        if (known) return known;
        const rows = sql(SQL.turns).all(conversationId) as { json: string }[];
        return recent.read(conversationId, rows.map(({ json }) => json).reverse());
      }),

    putTurn: (conversationId, turn) =>
      work('write', (sql) => {
        const { turnId } = turn.snapshot;
        const json = JSON.stringify(turn);
        sql(SQL.putTurn).run(conversationId, turnId, turn.askedAt, json);
        recent.wrote(conversationId, json);
      }),

    putFeedback: (conversationId, { turnId, rating, comment }) =>
      work('write', (sql) => {
        sql(SQL.putFeedback).run(rating, comment ?? null, conversationId, turnId);
      }),

    forget: (conversationId) =>
      work('delete', (sql) => {
        recent.forget(conversationId);
        const { changes } = sql(SQL.forget).run(conversationId);
        if (changes > 0) sql(SQL.emptyLog).all();
      }),

    shortfalls: (since) =>
      work('read', (sql) => {
        const found: Shortfall[] = [];
        const rows = sql(SQL.since).iterate(since) as Iterable<{
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
        const { changes } = await work('delete', (sql) => sql(SQL.purge).run(before));
        purged += changes;
        if (changes < PURGE_BATCH) break;
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (purged > 0) await work('delete', (sql) => sql(SQL.emptyLog).all());
      return purged;
    },

    spend: (day, { inputTokens, outputTokens, microDollars }) =>
      work('write', (sql) => {
        const [row] = sql(SQL.spend).all(day, inputTokens, outputTokens, microDollars) as Spending[];
        return { inputTokens, outputTokens, microDollars, ...row };
      }),

    async close() {
      connection.close();
    },
  };
}
