/** Reasons with a name, each a test: what they are kept in, and how the first that holds is found. */

/** Why a sentence takes no side: by name, the test that says so. They are asked in the order in which they are written. */
export type Reasons<T> = Readonly<Record<string, (it: T) => boolean>>;

/** The name of the first reason that holds. */
export function firstOf<T>(reasons: Reasons<T>, it: T): string | undefined {
  return Object.keys(reasons).find((name) => reasons[name]?.(it));
}
