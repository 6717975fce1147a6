/** Waits for a shared count only as long as a visitor does not notice. */

/** Milliseconds that one call may take; past them this process counts by itself. */
export const PATIENCE_MS = 100;
/** Milliseconds for which nobody waits after a call that took longer: one visitor a second finds out whether it is over. */
export const PAUSE_MS = 1000;

/** @returns what calls: it resolves with the answer, or with nothing when that failed, is late, or was late a moment ago. */
export function createPatience() {
  let isLate = false;
  return async <T>(call: () => Promise<T>): Promise<T | undefined> => {
    if (isLate) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      // After a pause of this process the answer may be here, unread: it is let in first.
      timer = setTimeout(() => setImmediate(() => resolve(undefined)), PATIENCE_MS);
    });
    const answer = call().then(
      (value) => ({ value }),
      () => ({ value: undefined }),
    );
    const first = await Promise.race([answer, late]);
    clearTimeout(timer);
    if (first) return first.value;
    isLate = true;
    setTimeout(() => {
      isLate = false;
    }, PAUSE_MS).unref();
    return undefined;
  };
}
