import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { keepRetention } from '../../src/store/retention.ts';
import { storedTurn } from './conformance.ts';

const DAY_MS = 86_400_000;
const log = pino({ level: 'silent' });

function clock(start: number) {
  let time = start;
  let tick: (() => void) | undefined;
  return {
    now: () => time,
    every: (_ms: number, callback: () => void) => {
      tick = callback;
      return () => {
        tick = undefined;
      };
    },
    isTicking: () => tick !== undefined,
    async pass(ms: number) {
      time += ms;
      tick?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('turns go at the start and later, each once it is older than its days', async () => {
  const { now, every, pass } = clock(100 * DAY_MS);
  const store = createMemoryStore();
  await store.putTurn('old', { ...storedTurn('turn-0001'), askedAt: 60 * DAY_MS });
  await store.putTurn('newer', { ...storedTurn('turn-0001'), askedAt: 71 * DAY_MS });
  const stop = keepRetention(store, { days: 30, log, now, every });
  await pass(0);
  expect([await store.turns('old'), (await store.turns('newer')).length]).toEqual([[], 1]);
  await pass(1 * DAY_MS);
  expect(await store.turns('newer')).toHaveLength(1);
  await pass(1);
  expect(await store.turns('newer')).toEqual([]);
  await stop();
});

test('a purge that fails is tried again, and one that runs is not doubled; stopping waits for it', async () => {
  const { every, pass, isTicking } = clock(0);
  const purges: ((error?: Error) => void)[] = [];
  const purge = () =>
    new Promise<number>((resolve, reject) => {
      purges.push((error) => (error ? reject(error) : resolve(0)));
    });
  const stop = keepRetention({ purge }, { days: 1, log, every });
  await pass(1);
  expect(purges).toHaveLength(1);
  purges[0]?.(new Error('disk'));
  await pass(1);
  await pass(1);
  expect(purges).toHaveLength(2);
  let isStopped = false;
  const stopped = stop().then(() => {
    isStopped = true;
  });
  await pass(1);
  expect([isStopped, isTicking()]).toEqual([false, false]);
  purges[1]?.();
  await stopped;
  expect(purges).toHaveLength(2);
});
