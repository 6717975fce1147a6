import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createResilientStore } from '../../src/store/resilient.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import type { ConversationStore } from '../../src/store/store.ts';
import { completedTurn, describeStore, storedTurn } from './conformance.ts';
import { temporaryFolder } from './folder.ts';

const log = pino({ level: 'silent' });

/** Timers that run when told to. */
function manualTimers() {
  let due: { ms: number; callback: () => void } | undefined;
  return {
    after: (ms: number, callback: () => void) => {
      const timer = { ms, callback };
      due = timer;
      return () => {
        if (due === timer) due = undefined;
      };
    },
    waitMs: () => due?.ms,
    fire: () => {
      const timer = due;
      due = undefined;
      timer?.callback();
    },
  };
}

type Method = keyof ConversationStore;
const WRITES: Method[] = ['putTurn', 'putFeedback', 'forget', 'purge'];

/** A memory store whose methods of these names reject. */
function breakable() {
  const kept = createMemoryStore();
  const broken = new Set<Method>();
  const guard =
    <A extends unknown[], R>(name: Method, method: (...args: A) => Promise<R>) =>
    async (...args: A) => {
      if (broken.has(name)) throw new AppError('internal', `${name} is broken`);
      return method(...args);
    };
  const store: ConversationStore = {
    turns: guard('turns', kept.turns),
    putTurn: guard('putTurn', kept.putTurn),
    putFeedback: guard('putFeedback', kept.putFeedback),
    forget: guard('forget', kept.forget),
    shortfalls: guard('shortfalls', kept.shortfalls),
    purge: guard('purge', kept.purge),
    close: kept.close,
  };
  return { kept, store, broken };
}

/** Lets an attempt to heal come to its end. */
async function settled(): Promise<void> {
  for (let tick = 0; tick < 20; tick++) await new Promise((resolve) => setImmediate(resolve));
}

function setUp() {
  const { kept, store: primary, broken } = breakable();
  const timers = manualTimers();
  const options = { log, after: timers.after, minRetryMs: 1000, maxRetryMs: 5000 };
  const store = createResilientStore(primary, createMemoryStore(), options);
  /** Runs the attempt that is due. */
  const retry = () => {
    timers.fire();
    return settled();
  };
  return { kept, broken, store, timers, retry };
}

describeStore('resilient, over a store that works,', async () =>
  createResilientStore(createMemoryStore(), createMemoryStore(), { log }),
);

describeStore('resilient, over a store that takes no turn,', async () => {
  const { store, broken } = breakable();
  broken.add('putTurn');
  return createResilientStore(store, createMemoryStore(), { log });
});

describe('a store that fails', () => {
  test('is replaced by memory at once, and says so', async () => {
    const { store, broken } = setUp();
    expect(store.state()).toBe('ok');
    broken.add('putTurn');
    await store.putTurn('c', storedTurn('turn-0001'));
    expect(store.state()).toBe('degraded');
    expect(await store.turns('c')).toEqual([storedTurn('turn-0001')]);
  });

  test('to write still tells what it has, and what waits takes its place', async () => {
    const { store, broken } = setUp();
    await store.putTurn('c', storedTurn('turn-0001'));
    await store.putTurn('c', storedTurn('turn-0002', 'Running.'));
    for (const method of WRITES) broken.add(method);
    await store.putTurn('c', storedTurn('turn-0002', 'Done.'));
    await store.putTurn('c', storedTurn('turn-0003'));
    expect(await store.turns('c')).toEqual([
      storedTurn('turn-0001'),
      storedTurn('turn-0002', 'Done.'),
      storedTurn('turn-0003'),
    ]);
  });

  test('is given what waited when it works again', async () => {
    const { kept, store, broken, retry } = setUp();
    await store.putTurn('c', storedTurn('turn-0001'));
    for (const method of WRITES) broken.add(method);
    await store.putTurn('c', completedTurn('turn-0002', { question: 'Why?', askedAt: 5 }));
    await store.putTurn('d', storedTurn('turn-0001'));
    await store.putFeedback('c', { turnId: 'turn-0002', rating: 'down' });
    broken.clear();
    await retry();
    expect(store.state()).toBe('ok');
    expect((await kept.turns('c')).map(({ snapshot }) => snapshot.turnId)).toEqual([
      'turn-0001',
      'turn-0002',
    ]);
    expect(await kept.turns('d')).toHaveLength(1);
    expect(await kept.shortfalls(0)).toMatchObject([{ reason: 'rated down' }]);
    expect(await store.turns('c')).toHaveLength(2);
  });

  test('is tried again after a second, then ever later, up to the longest wait', async () => {
    const { store, broken, timers, retry } = setUp();
    for (const method of WRITES) broken.add(method);
    await store.putTurn('c', storedTurn('turn-0001'));
    const waits = [timers.waitMs()];
    for (let attempt = 0; attempt < 4; attempt++) {
      await retry();
      waits.push(timers.waitMs());
    }
    expect(waits).toEqual([1000, 2000, 4000, 5000, 5000]);
    broken.clear();
    await retry();
    expect([store.state(), timers.waitMs()]).toEqual(['ok', undefined]);
    broken.add('putTurn');
    await store.putTurn('c', storedTurn('turn-0002'));
    expect(timers.waitMs()).toBe(1000);
  });

  test('and reads well but cannot write is not taken for healed', async () => {
    const { store, broken, retry } = setUp();
    for (const method of WRITES) broken.add(method);
    await store.purge(0);
    await retry();
    expect(store.state()).toBe('degraded');
  });

  test('does not lose a turn that is put while what waited is written', async () => {
    const { kept, store, broken, timers } = setUp();
    broken.add('putTurn');
    for (let n = 0; n < 5; n++) await store.putTurn('c', storedTurn(`turn-${n}`));
    broken.clear();
    timers.fire();
    for (let n = 5; n < 40; n++) {
      await store.putTurn('c', storedTurn(`turn-${n}`));
      if (n % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await settled();
    expect(store.state()).toBe('ok');
    expect(await kept.turns('c')).toHaveLength(40);
    expect(await store.turns('c')).toEqual(await kept.turns('c'));
  });

  test('does not claim to have deleted, forgets at once what it can, and the rest when it works again', async () => {
    const { kept, store, broken, retry } = setUp();
    await store.putTurn('c', storedTurn('turn-0001'));
    for (const method of WRITES) broken.add(method);
    await store.putTurn('c', storedTurn('turn-0002'));
    await store.putFeedback('c', { turnId: 'turn-0002', rating: 'down' });
    await expect(store.forget('c')).rejects.toMatchObject({ name: 'AppError', retryable: true });
    expect(await store.turns('c')).toEqual([]);
    expect(await kept.turns('c')).toHaveLength(1);
    broken.clear();
    await retry();
    expect(await kept.turns('c')).toEqual([]);
    expect(await store.turns('c')).toEqual([]);
  });

  test('that is well again by the time somebody wants to be forgotten deletes at once', async () => {
    const { kept, store, broken } = setUp();
    await store.putTurn('c', storedTurn('turn-0001'));
    broken.add('putTurn');
    await store.putTurn('c', storedTurn('turn-0002'));
    broken.clear();
    await store.forget('c');
    expect(await kept.turns('c')).toEqual([]);
    expect(store.state()).toBe('ok');
  });

  test('is given what waited, if it can take it, when everything closes', async () => {
    const { kept, store, broken, timers } = setUp();
    broken.add('putTurn');
    await store.putTurn('c', storedTurn('turn-0001'));
    broken.clear();
    await store.close();
    expect(await kept.turns('c')).toHaveLength(1);
    expect(timers.waitMs()).toBeUndefined();
  });
});

test('a file whose folder comes back is filled with what was said meanwhile', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'data', 'store.db');
  writeFileSync(join(folder, 'data'), '');
  const timers = manualTimers();
  const store = createResilientStore(createSqliteStore({ path }), createMemoryStore(), {
    log,
    after: timers.after,
  });
  await store.putTurn('c', storedTurn('turn-0001'));
  await store.putTurn('c', storedTurn('turn-0002'));
  expect(store.state()).toBe('degraded');
  rmSync(join(folder, 'data'));
  await store.close();
  const reader = createSqliteStore({ path });
  expect(await reader.turns('c')).toEqual([storedTurn('turn-0001'), storedTurn('turn-0002')]);
  await reader.close();
});
