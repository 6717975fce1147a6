/** Keeps what a day has cost in this process's memory: gone with the process. */
import type { Spending } from '../domain.ts';

/** Only the day spent on last is kept; an earlier one begins at nothing again. */
export function createMemoryLedger() {
  let kept: Spending & { day: string } = { day: '', inputTokens: 0, outputTokens: 0, microDollars: 0 };
  return {
    async add(day: string, spent: Spending): Promise<Spending> {
      const before = kept.day === day ? kept : { inputTokens: 0, outputTokens: 0, microDollars: 0 };
      kept = {
        day,
        inputTokens: before.inputTokens + spent.inputTokens,
        outputTokens: before.outputTokens + spent.outputTokens,
        microDollars: before.microDollars + spent.microDollars,
      };
      const { day: _day, ...sum } = kept;
      return sum;
    },
  };
}
