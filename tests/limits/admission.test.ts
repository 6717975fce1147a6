import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type AdmissionOptions, createAdmission } from '../../src/limits/admission.ts';
import { createMemoryRateLimiter } from '../../src/limits/memory-rate-limiter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(options: Partial<AdmissionOptions> & { turnsPerMinute?: number } = {}) {
  const { turnsPerMinute = 1000, ...rest } = options;
  const turns = createMemoryRateLimiter({ name: 'turns', points: turnsPerMinute, windowMs: 60_000 });
  return createAdmission({ turns, perVisitor: 1000, total: 1000, random: () => 0, ...rest });
}

/** How each of them ended so far: `in`, a code, or `waits`. */
async function outcomes(entering: Promise<unknown>[]): Promise<string[]> {
  const found = entering.map(() => 'waits');
  entering.forEach((entry, index) => {
    entry.then(
      () => (found[index] = 'in'),
      (error) => (found[index] = error.code),
    );
  });
  for (let i = 0; i < 20; i++) await Promise.resolve();
  return found;
}

/** Lets the server come to itself, then waits. */
async function soon<T>(entering: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(1);
  return entering;
}

describe('the shared ceiling', () => {
  test('lets that many run, and gives a place that is free again to who waited longest', async () => {
    const { enter } = setUp({ total: 2 });
    const leave = await enter('a');
    await enter('b');
    const [third, fourth] = [enter('c'), enter('d')];
    await vi.advanceTimersByTimeAsync(0);
    expect(await outcomes([third, fourth])).toEqual(['waits', 'waits']);
    leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(await outcomes([third, fourth])).toEqual(['in', 'waits']);
  });

  test('sends away who has waited 400 ms, and says when to come back', async () => {
    const { enter } = setUp({ total: 1, random: () => 0.5 });
    await enter('a');
    const refused = expect(enter('b')).rejects.toMatchObject({
      code: 'busy',
      retryable: true,
      retryAfterMs: 2500,
    });
    await vi.advanceTimersByTimeAsync(400);
    await refused;
  });

  test('sends away at once whoever comes when a hundred wait', async () => {
    const { enter } = setUp({ total: 1 });
    await enter('a');
    const waiting = Array.from({ length: 100 }, () => enter('b'));
    for (const entry of waiting) entry.catch(() => {});
    await expect(enter('c')).rejects.toMatchObject({ code: 'busy' });
    expect(new Set(await outcomes(waiting))).toEqual(new Set(['waits']));
    await vi.advanceTimersByTimeAsync(400);
  });

  test('starts a few turns in a go, and lets other events come in between', async () => {
    const goes: (() => void)[] = [];
    const { enter } = setUp({ soon: (run) => void goes.push(run) });
    const entering = Array.from({ length: 8 }, () => enter('a'));
    expect((await outcomes(entering)).filter((state) => state === 'in')).toHaveLength(2);
    goes.shift()?.();
    expect((await outcomes(entering)).filter((state) => state === 'in')).toHaveLength(4);
    for (const go of goes.splice(0)) go();
    for (const go of goes.splice(0)) go();
    expect(new Set(await outcomes(entering))).toEqual(new Set(['in']));
  });
});

describe("a visitor's own limits", () => {
  test('are asked first, and hold nobody else up', async () => {
    const { enter } = setUp({ turnsPerMinute: 3, total: 4 });
    const own = Array.from({ length: 10 }, () => enter('greedy'));
    for (const entry of own) entry.catch(() => {});
    await vi.advanceTimersByTimeAsync(0);
    expect((await outcomes(own)).filter((state) => state === 'rate_limited')).toHaveLength(7);
    await enter('other');
    await expect(enter('greedy')).rejects.toMatchObject({ retryAfterMs: expect.any(Number) });
    await vi.advanceTimersByTimeAsync(60_000);
  });

  test('bound what she has running at once, so that she cannot fill the queue', async () => {
    const { enter } = setUp({ perVisitor: 2, total: 3 });
    const leave = await enter('greedy');
    await enter('greedy');
    await expect(enter('greedy')).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 1000 });
    await soon(enter('other'));
    leave();
    await soon(enter('greedy'));
  });

  test('count a refusal of the server as no turn of hers', async () => {
    const { enter } = setUp({ perVisitor: 1, total: 1 });
    const leave = await enter('a');
    const refused = expect(enter('b')).rejects.toMatchObject({ code: 'busy' });
    await vi.advanceTimersByTimeAsync(400);
    await refused;
    leave();
    await enter('b');
  });

  test('do not hold for a visitor without a name', async () => {
    const { enter } = setUp({ turnsPerMinute: 1, perVisitor: 1 });
    const entering = Array.from({ length: 4 }, () => enter(undefined));
    await vi.advanceTimersByTimeAsync(10);
    expect(new Set(await outcomes(entering))).toEqual(new Set(['in']));
  });
});
