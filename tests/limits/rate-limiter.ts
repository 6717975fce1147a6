/** What every driver that counts must do. Each driver's test calls this with its own way to make one. */
import { describe, expect, test } from 'vitest';
import type { MakeRateLimiter, Verdict } from '../../src/limits/rate-limiter.ts';

const WINDOW_MS = 2000;

/** @param pass lets that many milliseconds go by for the driver. */
export function describeRateLimiter(
  driver: string,
  make: MakeRateLimiter,
  pass: (ms: number) => Promise<unknown>,
): void {
  let made = 0;
  const limiter = (points: number) => make({ name: `limit-${++made}`, points, windowMs: WINDOW_MS });
  const ok = (verdicts: Verdict[]) => verdicts.filter((verdict) => verdict.ok).length;

  describe(`${driver} counts:`, () => {
    test('lets the points of a window pass, and says when there are more', async () => {
      const { take } = limiter(2);
      expect([await take('a'), await take('a')]).toEqual([{ ok: true }, { ok: true }]);
      const refused = await take('a');
      expect(refused.ok).toBe(false);
      const retryAfterMs = refused.ok ? 0 : refused.retryAfterMs;
      expect(retryAfterMs).toBeGreaterThan(0);
      expect(retryAfterMs).toBeLessThanOrEqual(WINDOW_MS);
      await pass(retryAfterMs);
      expect(await take('a')).toEqual({ ok: true });
    });

    test('a refused attempt does not make the window longer', async () => {
      const { take } = limiter(1);
      await take('a');
      await pass(WINDOW_MS / 2);
      for (let i = 0; i < 20; i++) await take('a');
      await pass(WINDOW_MS / 2);
      expect(await take('a')).toEqual({ ok: true });
    });

    test('keys do not know each other, and neither do limiters', async () => {
      const [one, other] = [limiter(1), limiter(1)];
      await one.take('a');
      expect(await one.take('b')).toEqual({ ok: true });
      expect(await other.take('a')).toEqual({ ok: true });
      expect((await one.take('a')).ok).toBe(false);
    });

    test('counts a costly one as many', async () => {
      const { take } = limiter(10);
      expect(await take('a', 8)).toEqual({ ok: true });
      expect((await take('a', 3)).ok).toBe(false);
    });

    test('of many at once, just as many pass as there are points', async () => {
      const { take } = limiter(5);
      expect(ok(await Promise.all(Array.from({ length: 50 }, () => take('a'))))).toBe(5);
    });

    test.each(['::1', '2001:db8:1:2::/64', 'a:b', '', '__proto__', '☂', 'x'.repeat(500)])(
      'any text is a key: %j',
      async (key) => {
        const { take } = limiter(1);
        expect(await take(key)).toEqual({ ok: true });
        expect((await take(key)).ok).toBe(false);
      },
    );
  });
}
