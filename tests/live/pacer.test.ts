import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPacer } from '../../src/live/pacer.ts';

const { signal } = new AbortController();
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether it has resolved after that many milliseconds. */
async function resolves(waiting: Promise<void>, afterMs: number): Promise<boolean> {
  let done = false;
  void waiting.then(() => {
    done = true;
  });
  await vi.advanceTimersByTimeAsync(afterMs);
  return done;
}

test('waits until somebody has caught up', async () => {
  let isBehind = true;
  const waiting = createPacer()(() => isBehind, signal);
  expect(await resolves(waiting, 1000)).toBe(false);
  isBehind = false;
  expect(await resolves(waiting, 25)).toBe(true);
});

test('waits three seconds a turn and no longer, however often', async () => {
  const pace = createPacer();
  expect(
    await resolves(
      pace(() => true, signal),
      2900,
    ),
  ).toBe(false);
  await vi.advanceTimersByTimeAsync(100);
  expect(
    await resolves(
      pace(() => true, signal),
      0,
    ),
  ).toBe(true);
});

test('ends with the turn', async () => {
  const abort = new AbortController();
  const waiting = createPacer()(() => true, abort.signal);
  abort.abort();
  expect(await resolves(waiting, 25)).toBe(true);
});
