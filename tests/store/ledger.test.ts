import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../src/limits/ledger.ts';
import { createMemoryLedger } from '../../src/store/memory-ledger.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import { temporaryFolder } from './folder.ts';

const NOTHING = { inputTokens: 0, outputTokens: 0, microDollars: 0 };
const SOME = { inputTokens: 1200, outputTokens: 300, microDollars: 7 };

function describeLedger(name: string, open: () => Ledger): void {
  describe(`${name}:`, () => {
    test('a new day has cost nothing', async () => {
      expect(await open().add('2026-03-01', NOTHING)).toEqual(NOTHING);
    });

    test('adding resolves with the sum, of that day only', async () => {
      const ledger = open();
      await ledger.add('2026-03-01', SOME);
      expect(await ledger.add('2026-03-01', SOME)).toEqual({
        inputTokens: 2400,
        outputTokens: 600,
        microDollars: 14,
      });
      expect(await ledger.add('2026-03-02', SOME)).toEqual(SOME);
    });

    test('additions at once are all counted', async () => {
      const ledger = open();
      await Promise.all(Array.from({ length: 50 }, () => ledger.add('2026-03-01', SOME)));
      expect(await ledger.add('2026-03-01', NOTHING)).toMatchObject({ inputTokens: 60_000 });
    });
  });
}

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
