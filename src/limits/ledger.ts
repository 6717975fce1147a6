/** The port that keeps what a day's answers have cost. */
import type { Spending } from '../domain.ts';
import type { Usage } from '../protocol.ts';

/**
 * Contract:
 * - `add` adds to the day's sum in one step, also when several processes share it, and resolves with the new sum;
 *   adding nothing reads it;
 * - a resolved `add` survives whatever the driver promises to survive (memory: nothing);
 * - any failure rejects, and then nothing was added.
 */
export interface Ledger {
  /** @param day ISO date in UTC, e.g. "2026-03-01". */
  add(day: string, spent: Spending): Promise<Spending>;
}

export const NOTHING: Readonly<Spending> = { inputTokens: 0, outputTokens: 0, microDollars: 0 };

/** Dollars a million tokens, so millionths of a dollar a token. */
export interface Price {
  input: number;
  output: number;
}

/** What that usage costs, rounded up; nothing when the price is not known. */
export function spendingOf(
  { inputTokens, outputTokens }: Pick<Usage, 'inputTokens' | 'outputTokens'>,
  price: Price | undefined,
): Spending {
  const microDollars = price ? Math.ceil(inputTokens * price.input + outputTokens * price.output) : 0;
  return { inputTokens, outputTokens, microDollars };
}

export function sum(a: Spending, b: Spending): Spending {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    microDollars: a.microDollars + b.microDollars,
  };
}
