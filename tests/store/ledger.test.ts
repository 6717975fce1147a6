import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Ledger } from '../../src/limits/ledger.ts';
import { createMemoryLedger } from '../../src/store/memory-ledger.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import { temporaryFolder } from './folder.ts';
import { describeLedger, NOTHING, SOME } from './ledger.ts';

const sqlite = (path: string): Ledger => ({ add: createSqliteStore({ path }).spend });
describeLedger('the ledger in memory', createMemoryLedger);
describeLedger('the ledger in a file', () => sqlite(join(temporaryFolder(), 'store.db')));

test('a file is shared by two processes, and read again after a restart', async () => {
  const path = join(temporaryFolder(), 'store.db');
  const [one, two] = [sqlite(path), sqlite(path)];
  await one.add('2026-03-01', SOME);
  expect(await two.add('2026-03-01', NOTHING)).toEqual(SOME);
  expect(await sqlite(path).add('2026-03-01', NOTHING)).toEqual(SOME);
});
