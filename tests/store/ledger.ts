/** What every driver of the ledger must do. Each driver's test calls this with its own way to make an empty one. */
import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../src/limits/ledger.ts';

export const NOTHING = { inputTokens: 0, outputTokens: 0, microDollars: 0 };
export const SOME = { inputTokens: 1200, outputTokens: 300, microDollars: 7 };

export function describeLedger(name: string, open: () => Ledger | Promise<Ledger>): void {
  describe(`${name}:`, () => {
    test('a new day has cost nothing', async () => {
      expect(await (await open()).add('2026-03-01', NOTHING)).toEqual(NOTHING);
    });

    test('adding resolves with the sum, of that day only', async () => {
      const ledger = await open();
      await ledger.add('2026-03-01', SOME);
      expect(await ledger.add('2026-03-01', SOME)).toEqual({
        inputTokens: 2400,
        outputTokens: 600,
        microDollars: 14,
      });
      expect(await ledger.add('2026-03-02', SOME)).toEqual(SOME);
    });

    test('additions at once are all counted', async () => {
      const ledger = await open();
      await Promise.all(Array.from({ length: 50 }, () => ledger.add('2026-03-01', SOME)));
      expect(await ledger.add('2026-03-01', NOTHING)).toMatchObject({ inputTokens: 60_000 });
    });
  });
}
