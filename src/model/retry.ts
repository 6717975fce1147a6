/** Whether and when a failed call is tried once more. */
import type { AppError } from '../errors.ts';

/** Longest wait the upstream may ask for; past it the rules answer instead of a visitor waiting. */
export const MAX_RETRY_AFTER_MS = 1000;
const MIN_DELAY_MS = 100;
const JITTER_MS = 200;

/**
 * Milliseconds to wait before the second call, or undefined when there should be none. Only failures that may pass by
 * themselves are retried: no connection, 408, 409, 429, 5xx. A deadline that passed is not, the visitor has waited.
 * @param random 0 to 1: spreads the retries of many visitors.
 */
export function retryDelayMs(failure: AppError, random: number): number | undefined {
  if (failure.code !== 'upstream_unavailable' && failure.code !== 'upstream_rate_limited') return undefined;
  if (!failure.retryable) return undefined;
  const asked = failure.retryAfterMs ?? 0;
  if (asked > MAX_RETRY_AFTER_MS) return undefined;
  return Math.max(asked, MIN_DELAY_MS) + random * JITTER_MS;
}

/** Second calls per question in the long run: a dead upstream must not see twice the load. */
const RETRIES_PER_QUESTION = 0.09;
/** So that the first question after a quiet time can be retried, and a burst of failures a few times. */
const INITIAL = 1;
const MAX_SAVED = 5;

/** A token bucket over all questions of one model (the retry budget of Google's SRE book, chapter "Handling Overload"). */
export function createRetryBudget(): { earn(): void; spend(): boolean } {
  let saved = INITIAL;
  return {
    earn() {
      saved = Math.min(MAX_SAVED, saved + RETRIES_PER_QUESTION);
    },
    spend() {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}
