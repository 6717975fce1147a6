/** Stops asking an upstream that fails, and finds out by one call at a time when it is back. */
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  type IBackoff,
  type IBreaker,
  SamplingBreaker,
} from 'cockatiel';
import { AppError, type ErrorCode } from '../errors.ts';
import { MAX_RETRY_AFTER_MS } from './retry.ts';

/** Failures in a row that open it; one that cost a visitor a whole deadline counts twice. */
const MAX_IN_A_ROW = 5;
/** Opens as well when more than this share of at least ten calls within the window failed. */
const MAX_SHARE = 0.4;
const WINDOW_MS = 10_000;
/** Milliseconds from opening, or from a failed probe, to the next probe. */
export const PROBE_AFTER_MS = 6000;
/** Longest wait that an upstream may ask for by `Retry-After`; then it is probed all the same. */
export const MAX_PAUSE_MS = 60_000;

/** `closed`: calls go through. `half-open`: one call finds out whether they may again. */
export interface BreakerState {
  state: 'closed' | 'open' | 'half-open';
  /** Code of the failure that opened it last; absent when closed. */
  reason?: ErrorCode;
}

export interface Breaker {
  /**
   * Runs one upstream call. `call` rejects with an `AppError`.
   * @throws what `call` throws; AppError `upstream_unavailable`, at once and not retryable, when it may not be made.
   */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** Counts a failure that came after its call had succeeded. */
  report(failure: AppError): void;
  current(): BreakerState;
}

/**
 * A failure that passes by itself opens the breaker when it repeats. One that does not (a refused key, no quota, a wrong
 * address) or that asks for more patience than a retry has opens it at once. What says nothing about the upstream's health, a rejected
 * prompt or a visitor who left, is not counted. Times are the system's clock.
 * @param onChange told of each change of state, with the failure that caused it.
 */
export function createBreaker(
  onChange: (state: BreakerState, failure?: AppError) => void = () => {},
): Breaker {
  const inARow = new ConsecutiveBreaker(MAX_IN_A_ROW);
  const sampled = new SamplingBreaker({ threshold: MAX_SHARE, duration: WINDOW_MS, minimumRps: 1 });
  let lastFailure: AppError | undefined;
  let openNow = false;

  const rule: IBreaker = {
    state: undefined,
    success(state) {
      inARow.success();
      sampled.success(state);
    },
    failure(state) {
      const tooMany = inARow.failure() || (lastFailure?.code === 'upstream_timeout' && inARow.failure());
      const opens = sampled.failure(state) || tooMany || openNow;
      openNow = false;
      return opens;
    },
  };
  const policy = circuitBreaker(
    handleWhen((error) => {
      // Somebody who leaves a probe has proved nothing; without this the breaker would close.
      const unproved = policy.state === CircuitState.HalfOpen && !isAnswer(error);
      if (!(error instanceof AppError) || !(isOutage(error) || unproved)) return false;
      if (!isOutage(error)) return true;
      lastFailure = error;
      openNow ||= !error.retryable || (error.retryAfterMs ?? 0) > MAX_RETRY_AFTER_MS;
      return true;
    }),
    { breaker: rule, halfOpenAfter: { next: ({ result }) => pauseAfter(result) } },
  );

  const current = (): BreakerState => {
    if (policy.state === CircuitState.Closed) return { state: 'closed' };
    const state = policy.state === CircuitState.HalfOpen ? 'half-open' : 'open';
    return lastFailure ? { state, reason: lastFailure.code } : { state };
  };
  policy.onStateChange((state) => onChange(current(), state === CircuitState.Open ? lastFailure : undefined));

  return {
    async run(call) {
      // The library would let the others wait for the probe; a visitor should rather have the rules at once.
      if (policy.state === CircuitState.HalfOpen) throw notAsked(lastFailure);
      try {
        return await policy.execute(call);
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw notAsked(lastFailure);
        throw error;
      }
    },
    report(failure) {
      if (policy.state !== CircuitState.Closed) return;
      // What it throws is the failure that the caller knows.
      policy.execute(() => Promise.reject(failure)).catch(() => {});
    },
    current,
  };
}

function isOutage({ code }: AppError): boolean {
  return code.startsWith('upstream_') && code !== 'upstream_rejected';
}

/** A rejected prompt is an answer of a living upstream. */
function isAnswer(error: unknown): boolean {
  return error instanceof AppError && error.code === 'upstream_rejected';
}

function pauseAfter(result: { error?: unknown } | object): IBackoff<{ result: object }> {
  const asked = 'error' in result && result.error instanceof AppError ? result.error.retryAfterMs : undefined;
  const duration = Math.min(MAX_PAUSE_MS, Math.max(PROBE_AFTER_MS, asked ?? 0));
  return { duration, next: ({ result }) => pauseAfter(result) };
}

function notAsked(because: AppError | undefined): AppError {
  return new AppError('upstream_unavailable', 'The model was not asked: it has failed too often just now.', {
    cause: because,
  });
}
