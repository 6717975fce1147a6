/** The port that adds up what each visitor has used of the day's budget. */

/**
 * Contract:
 * - `add` adds in one step, also when several servers share the driver, and resolves with the visitor's new sum of that
 *   day; a negative number gives back;
 * - days and visitors do not know each other; a day is forgotten some time after it is over, and visitors beyond
 *   {@link MAX_VISITORS} of a process earlier;
 * - never rejects: a driver that cannot count says what this process has counted.
 */
export interface Tally {
  /** @param day ISO date in UTC. @param visitor an address. */
  add(day: string, visitor: string, tokens: number): Promise<number>;
}

/** Visitors remembered of one day by one process; past it the first are forgotten. */
export const MAX_VISITORS = 100_000;

/** Counts in this process's memory: no address is written anywhere. */
export function createMemoryTally(): Tally {
  let today = '';
  const sums = new Map<string, number>();
  return {
    async add(day, visitor, tokens) {
      if (day !== today) sums.clear();
      today = day;
      const next = (sums.get(visitor) ?? 0) + tokens;
      sums.set(visitor, next);
      for (const oldest of sums.keys()) {
        if (sums.size <= MAX_VISITORS) break;
        sums.delete(oldest);
      }
      return next;
    },
  };
}
