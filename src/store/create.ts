/** Chooses the driver that keeps conversations, and puts what makes it dependable around it; the ledger is kept in the same place. */
import type { Logger } from 'pino';
import { createMemoryStore } from './memory.ts';
import { createMemoryLedger } from './memory-ledger.ts';
import { createResilientStore } from './resilient.ts';
import { createSqliteStore } from './sqlite.ts';
import type { ConversationStore } from './store.ts';

type KeptLedger = ReturnType<typeof createMemoryLedger>;

/** The path that stands for no file at all. */
export const MEMORY_STORE = ':memory:';

/** @param path a SQLite file, or {@link MEMORY_STORE}. A file that fails is no error here: it shows in `health`. */
export function createStore(
  path: string,
  { log }: { log: Pick<Logger, 'info' | 'warn' | 'error'> },
): { store: ConversationStore; ledger: KeptLedger; health: () => 'ok' | 'degraded' } {
  if (path === MEMORY_STORE) {
    return { store: createMemoryStore(), ledger: createMemoryLedger(), health: () => 'ok' };
  }
  const sqlite = createSqliteStore({
    path,
    onSetAside: (aside, error) =>
      log.error({ err: error, file: aside }, 'store was corrupt: set aside, a new one is begun'),
  });
  const store = createResilientStore(sqlite, createMemoryStore(), { log });
  return { store, ledger: { add: sqlite.spend }, health: store.state };
}
