import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { describeStore, storedTurn } from './conformance.ts';

describeStore('memory', async () => createMemoryStore());

describe('memory is bounded:', () => {
  test('the conversation that was used least recently goes first', async () => {
    const store = createMemoryStore({ maxConversations: 2 });
    await store.putTurn('a', storedTurn('turn-0001'));
    await store.putTurn('b', storedTurn('turn-0001'));
    await store.turns('a');
    await store.putTurn('c', storedTurn('turn-0001'));
    expect(await store.turns('b')).toEqual([]);
    expect(await store.turns('a')).toHaveLength(1);
    expect(await store.turns('c')).toHaveLength(1);
  });

  test('the oldest turns of a long conversation go first', async () => {
    const store = createMemoryStore({ maxTurns: 3 });
    for (const id of ['t1', 't2', 't3', 't4', 't5']) await store.putTurn('a', storedTurn(id));
    expect((await store.turns('a')).map((turn) => turn.snapshot.turnId)).toEqual(['t3', 't4', 't5']);
  });

  test('characters are counted, also of turns replaced and forgotten', async () => {
    const store = createMemoryStore({ maxChars: 5000 });
    await store.putTurn('a', storedTurn('turn-0001', 'x'.repeat(1000)));
    for (let count = 0; count < 20; count++)
      await store.putTurn('b', storedTurn('turn-0001', 'y'.repeat(1000)));
    await store.forget('nobody');
    expect(await store.turns('a')).toHaveLength(1);
    await store.putTurn('c', storedTurn('turn-0001', 'z'.repeat(1000)));
    expect(await store.turns('b')).toEqual([]);
    expect(await store.turns('a')).toHaveLength(1);
    await store.forget('a');
    await store.putTurn('d', storedTurn('turn-0001', 'z'.repeat(1000)));
    expect(await store.turns('c')).toHaveLength(1);
  });
});
