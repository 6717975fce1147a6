import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPatience, PATIENCE_MS, PAUSE_MS } from '../../src/limits/patience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A call that answers after so many milliseconds, and how often it was made. */
function slowBy(ms: number) {
  let calls = 0;
  return {
    calls: () => calls,
    call: () => {
      calls += 1;
      return new Promise<string>((resolve) => setTimeout(resolve, ms, 'answer'));
    },
  };
}

test('an answer in time is given', async () => {
  const patiently = createPatience();
  const asked = patiently(slowBy(PATIENCE_MS - 1).call);
  await vi.advanceTimersByTimeAsync(PATIENCE_MS);
  expect(await asked).toBe('answer');
  expect(vi.getTimerCount()).toBe(0);
});

test('a late one is not waited for, nor asked for again for a second', async () => {
  const patiently = createPatience();
  const { call, calls } = slowBy(500);
  const asked = patiently(call);
  await vi.advanceTimersByTimeAsync(PATIENCE_MS + 1);
  expect(await asked).toBeUndefined();
  for (let n = 0; n < 100; n++) expect(await patiently(call)).toBeUndefined();
  expect(calls()).toBe(1);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  const again = patiently(slowBy(1).call);
  await vi.advanceTimersByTimeAsync(1);
  expect(await again).toBe('answer');
});

test('a failure is no answer, and no reason to wait', async () => {
  const patiently = createPatience();
  expect(await patiently(() => Promise.reject(new Error('down')))).toBeUndefined();
  expect(await patiently(() => Promise.resolve(1))).toBe(1);
});
