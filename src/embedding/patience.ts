/** Work in the background that nobody waits for: tried again for as long as it is wanted, ever more rarely. */
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import { toModelError } from '../model/failures.ts';

/** Milliseconds before the second try, and at most; for what an operator must mend, and for what passes by itself. */
const WAITS = { passing: { first: 1000, most: 60_000 }, lasting: { first: 30_000, most: 600_000 } };
/** Longest wait that an endpoint may ask for by `Retry-After`. */
const MAX_ASKED_MS = 3_600_000;

export interface Patience {
  /** Told of each failure before the wait. */
  onFailure: (failure: AppError) => void;
  onSuccess: () => void;
  /** Resolves after those milliseconds, or rejects at the abort. Default: a timer that keeps no process alive. */
  pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** 0 to 1: spreads the tries of many servers. Default `Math.random`. */
  random?: () => number;
}

const timer = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal, ref: false });

/**
 * Does it until it works. @throws what it threw when `mayRetry` says no, or `AppError('cancelled')` at the abort.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  { onFailure, onSuccess, pause = timer, random = Math.random }: Patience,
  { signal, mayRetry = () => true }: { signal: AbortSignal; mayRetry?: (failure: AppError) => boolean },
): Promise<T> {
  for (let failures = 0; ; failures++) {
    if (signal.aborted) throw new AppError('cancelled', 'no longer wanted');
    try {
      const done = await work();
      onSuccess();
      return done;
    } catch (error) {
      const failure = toModelError(error);
      if (signal.aborted || !mayRetry(failure)) throw failure;
      onFailure(failure);
      await pause(waitMs(failure, failures, random()), signal).catch(() => {});
    }
  }
}

/** @param failures those before this one. */
export function waitMs({ retryable, retryAfterMs = 0 }: AppError, failures: number, random: number): number {
  const { first, most } = retryable ? WAITS.passing : WAITS.lasting;
  const own = Math.min(most, first * 2 ** failures);
  return Math.max(own * (0.75 + random / 2), Math.min(retryAfterMs, MAX_ASKED_MS));
}
