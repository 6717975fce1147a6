/** Chooses the driver that keeps conversations, and puts what makes it dependable around it; ledger and vectors are kept in the same place. */
import type { Logger } from 'pino';
import { createMemoryStore } from './memory.ts';
import { createMemoryLedger } from './memory-ledger.ts';
import { createMemoryVectors } from './memory-vectors.ts';
import { createResilientStore } from './resilient.ts';
import { createSqliteStore } from './sqlite.ts';
import { createSqliteConnection, type SqliteOptions } from './sqlite-connection.ts';
import { createSqliteVectors } from './sqlite-vectors.ts';
import type { ConversationStore } from './store.ts';
import type { VectorStore } from './vectors.ts';

type KeptLedger = ReturnType<typeof createMemoryLedger>;

/** The path that stands for no file at all. */
export const MEMORY_STORE = ':memory:';

/** @param path a SQLite file, or {@link MEMORY_STORE}. A file that fails is no error here: it shows in `health`. */
export function createStore(
  path: string,
  { log }: { log: Pick<Logger, 'info' | 'warn' | 'error'> },
): {
  store: ConversationStore;
  ledger: KeptLedger;
  vectors: VectorStore;
  health: () => 'ok' | 'degraded';
} {
  if (path === MEMORY_STORE) {
    const inMemory = { store: createMemoryStore(), ledger: createMemoryLedger() };
    return { ...inMemory, vectors: createMemoryVectors(), health: () => 'ok' };
  }
  const options: SqliteOptions = {
    path,
    onSetAside: (aside, error) =>
      log.error({ err: error, file: aside }, 'store was corrupt: set aside, a new one is begun'),
    onReplaced: () => log.warn('store was removed or replaced: the file that is there now is used'),
  };
  const connection = createSqliteConnection(options);
  const sqlite = createSqliteStore(options, connection);
  const store = createResilientStore(sqlite, createMemoryStore(), { log });
  const vectors = createSqliteVectors(connection);
  return { store, ledger: { add: sqlite.spend }, vectors, health: store.state };
}
