/** One question's time at the model: the visitor's abort and three deadlines, joined in one signal. */
import type { AppError } from '../errors.ts';
import { cancelled, timedOut } from './failures.ts';

export interface DeadlineOptions {
  /** From the question to the first text, retries included. Reasoning does not count: the visitor sees nothing. */
  firstDeltaTimeoutMs: number;
  /** Between two pieces of text, counted only while somebody waits for one. */
  gapTimeoutMs: number;
  /** From the question to the end of the answer. */
  totalTimeoutMs: number;
  /** Milliseconds that only grow. */
  now: () => number;
}

export interface Deadlines {
  /** Aborts when a deadline passes or the visitor leaves; hand it to everything that can wait. */
  readonly signal: AbortSignal;
  /** Why `signal` aborted. */
  reason(): AppError | undefined;
  /** Somebody waits for text from now on: the gap starts anew. A slow reader is not the upstream's fault. */
  waiting(): void;
  /** Text arrived. */
  arrived(): void;
  /** Releases timer and listener. */
  stop(): void;
}

/**
 * A single timer is kept and looks at the clock when it fires: a timer set anew for each delta costs more than
 * everything else done with it.
 */
export function startDeadlines(options: DeadlineOptions, outer: AbortSignal): Deadlines {
  const { firstDeltaTimeoutMs, gapTimeoutMs, totalTimeoutMs, now } = options;
  const controller = new AbortController();
  const startedAt = now();
  let lastAt = startedAt;
  let started = false;
  let someoneWaits = true;
  let reason: AppError | undefined;

  const fail = (error: AppError) => {
    reason ??= error;
    controller.abort();
  };
  const check = () => {
    const at = now();
    const total = startedAt + totalTimeoutMs;
    const next = !started ? startedAt + firstDeltaTimeoutMs : (someoneWaits ? lastAt : at) + gapTimeoutMs;
    if (at >= total) fail(timedOut('complete answer', totalTimeoutMs));
    else if (at >= next)
      fail(started ? timedOut('more text', gapTimeoutMs) : timedOut('text', firstDeltaTimeoutMs));
    else timer = setTimeout(check, Math.max(1, Math.min(next, total) - at));
  };
  const leave = () => fail(cancelled());

  let timer = setTimeout(check, Math.min(firstDeltaTimeoutMs, gapTimeoutMs, totalTimeoutMs));
  outer.addEventListener('abort', leave, { once: true });
  if (outer.aborted) leave();

  return {
    signal: controller.signal,
    reason: () => reason,
    waiting() {
      lastAt = now();
      someoneWaits = true;
    },
    arrived() {
      started = true;
      someoneWaits = false;
    },
    stop() {
      clearTimeout(timer);
      outer.removeEventListener('abort', leave);
    },
  };
}
