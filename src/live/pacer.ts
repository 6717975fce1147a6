/** Holds a turn back while everybody who watches it reads too slowly, so that the model is read no faster. */
/** Milliseconds that one turn is held back in all; then it goes on, and whoever still does not read is cut. */
const PATIENCE_MS = 3000;
const STEP_MS = 25;

/** @returns what waits until somebody has caught up, the signal aborts, or the patience of this turn is at its end. */
export function createPacer(): (isBehind: () => boolean, signal: AbortSignal) => Promise<void> {
  let leftMs = PATIENCE_MS;
  return async (isBehind, signal) => {
    while (leftMs > 0 && !signal.aborted && isBehind()) {
      leftMs -= STEP_MS;
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
  };
}
