/** Decides when a turn may begin: within its visitor's limits first, then as the server has room for it. */
import { AppError } from '../errors.ts';
import type { RateLimiter } from './rate-limiter.ts';

export interface AdmissionOptions {
  /** Turns, by address. */
  turns: RateLimiter;
  /** Turns of one address that may run or wait at once. */
  perVisitor: number;
  /** Turns that may run at once. */
  total: number;
  /** 0 to 1, so that those who are sent away do not all come back at once. Default `Math.random`. */
  random?: () => number;
  /** Runs the callback once other events had their turn. Default `setImmediate`. */
  soon?: (run: () => void) => void;
}

export interface Admission {
  /**
   * Waits for a place, 400 ms at most.
   * @returns how to give it back, to be called once.
   * @throws AppError `rate_limited` (this visitor's limit) or `busy` (everybody's), with `retryAfterMs`.
   */
  enter(visitor: string | undefined): Promise<() => void>;
}

/** Turns that wait for a place; past it the rest are sent away at once. */
const MAX_WAITING = 100;
const MAX_WAIT_MS = 400;
/** Turns that begin before other events are looked at: by rules each takes a few milliseconds in one go. */
const STARTS_IN_A_GO = 2;
/** When to come back, at least and at most. */
const RETRY_MS = [1000, 4000] as const;

interface Waiting {
  timer: NodeJS.Timeout;
  start(): void;
}

export function createAdmission(options: AdmissionOptions): Admission {
  const { turns, perVisitor, total, random = Math.random, soon = setImmediate } = options;
  const queue = new Set<Waiting>();
  /** Turns running or waiting, by visitor. */
  const own = new Map<string, number>();
  let running = 0;
  let startedNow = 0;
  let isPumping = false;

  const busy = () => {
    const [min, max] = RETRY_MS;
    const retryAfterMs = Math.round(min + random() * (max - min));
    return new AppError('busy', 'No room for another turn.', { retryable: true, retryAfterMs });
  };
  const hasRoom = () => running < total && startedNow < STARTS_IN_A_GO;

  function pumpSoon(): void {
    if (isPumping) return;
    isPumping = true;
    soon(() => {
      isPumping = false;
      startedNow = 0;
      for (const waiting of queue) {
        if (!hasRoom()) break;
        queue.delete(waiting);
        clearTimeout(waiting.timer);
        waiting.start();
      }
      if (queue.size > 0 && running < total) pumpSoon();
    });
  }

  function begin(): void {
    running += 1;
    startedNow += 1;
    pumpSoon();
  }

  function place(): Promise<void> {
    if (queue.size === 0 && hasRoom()) {
      begin();
      return Promise.resolve();
    }
    if (queue.size >= MAX_WAITING) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        queue.delete(waiting);
        reject(busy());
      }, MAX_WAIT_MS);
      const waiting: Waiting = {
        timer,
        start() {
          begin();
          resolve();
        },
      };
      queue.add(waiting);
      pumpSoon();
    });
  }

  function count(visitor: string | undefined, change: 1 | -1): void {
    if (visitor === undefined) return;
    const next = (own.get(visitor) ?? 0) + change;
    if (next > 0) own.set(visitor, next);
    else own.delete(visitor);
  }

  return {
    async enter(visitor) {
      if (visitor !== undefined) {
        const verdict = await turns.take(visitor);
        if (!verdict.ok) {
          const { retryAfterMs } = verdict;
          throw new AppError('rate_limited', 'Too many turns.', { retryable: true, retryAfterMs });
        }
        if ((own.get(visitor) ?? 0) >= perVisitor) {
          const [retryAfterMs] = RETRY_MS;
          throw new AppError('rate_limited', 'Too many turns at once.', { retryable: true, retryAfterMs });
        }
      }
      count(visitor, 1);
      try {
        await place();
      } catch (error) {
        count(visitor, -1);
        throw error;
      }
      return () => {
        running -= 1;
        count(visitor, -1);
        if (queue.size > 0) pumpSoon();
      };
    },
  };
}
