/** Decides before an upgrade whether an address may open one more socket. */
import type { RateLimiter } from './rate-limiter.ts';

export interface ConnectionOptions {
  /** Attempts to connect, by address. */
  attempts: RateLimiter;
  /** Sockets that one address may have open. */
  perVisitor: number;
  /** Sockets that all may have open together. */
  total: number;
}

/** `busy`: the server has no room for anybody. `retryAfterMs` is a guess there. */
export interface ConnectionRefusal {
  code: 'rate_limited' | 'busy';
  retryAfterMs: number;
}

const FULL_RETRY_MS = 10_000;

/** A visitor without a name has no limit of her own; see `VisitorOf`. What is asked first is the visitor's own limit. */
export function createConnections({ attempts, perVisitor, total }: ConnectionOptions) {
  const open = new Map<string, number>();
  let all = 0;
  return {
    /** Counts an attempt. @returns why it is refused. */
    async attempt(visitor: string | undefined): Promise<ConnectionRefusal | undefined> {
      const verdict = visitor === undefined ? { ok: true as const } : await attempts.take(visitor);
      return verdict.ok ? undefined : { code: 'rate_limited', retryAfterMs: verdict.retryAfterMs };
    },

    /** Whether there is room right now. @returns why not. */
    full(visitor: string | undefined): ConnectionRefusal | undefined {
      const own = visitor === undefined ? 0 : (open.get(visitor) ?? 0);
      if (own >= perVisitor) return { code: 'rate_limited', retryAfterMs: FULL_RETRY_MS };
      return all >= total ? { code: 'busy', retryAfterMs: FULL_RETRY_MS } : undefined;
    },

    opened(visitor: string | undefined): void {
      all += 1;
      if (visitor !== undefined) open.set(visitor, (open.get(visitor) ?? 0) + 1);
    },

    closed(visitor: string | undefined): void {
      all -= 1;
      if (visitor === undefined) return;
      const left = (open.get(visitor) ?? 0) - 1;
      if (left > 0) open.set(visitor, left);
      else open.delete(visitor);
    },
  };
}

export type Connections = ReturnType<typeof createConnections>;
