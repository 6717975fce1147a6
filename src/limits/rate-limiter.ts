/** The port that counts how often something is done, and says when it has been done enough. */

/** `retryAfterMs`: milliseconds until the next is let through; at least 1. */
export type Verdict = { ok: true } | { ok: false; retryAfterMs: number };

/**
 * Contract:
 * - a key's window begins with its first point and lasts `windowMs`; within it `points` are given, and no more;
 * - keys do not know each other, and neither do limiters of different names;
 * - calls at once are counted one after the other, also by several processes where the driver is shared;
 * - never rejects: a driver that cannot count lets pass what this process alone would let pass.
 */
export interface RateLimiter {
  /** @param points what this one costs; default 1. */
  take(key: string, points?: number): Promise<Verdict>;
}

export interface RateLimit {
  /** Unique among the limiters of a server. */
  name: string;
  points: number;
  windowMs: number;
}

export type MakeRateLimiter = (limit: RateLimit) => RateLimiter;
