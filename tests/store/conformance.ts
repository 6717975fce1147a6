/** What every driver of the store must do. Each driver's test calls this with its own way to make an empty store. */
import { describe, expect, test } from 'vitest';
import { newSnapshot } from '../../src/live/snapshot.ts';
import type { ConversationStore, StoredTurn } from '../../src/store/store.ts';

/** @returns a turn as it is kept; `text` is its answer, and gives it its size. */
export function storedTurn(turnId: string, text = 'Because.', seq = 3): StoredTurn {
  return {
    snapshot: { ...newSnapshot(turnId, 'Why? ☂ "\n'), text, state: 'completed' },
    seq,
    askedAt: 1_700_000_000_000,
    past: {
      turnId,
      question: 'Why?',
      answer: text,
      answerer: 'rules',
      outcome: 'answered',
      citations: [],
      standaloneQuery: 'why',
      memory: { topic: 'reasons', depth: [1, { two: null }] },
    },
  };
}

export function describeStore(name: string, open: () => Promise<ConversationStore>): void {
  async function withStore(check: (store: ConversationStore) => Promise<void>): Promise<void> {
    const store = await open();
    try {
      await check(store);
    } finally {
      await store.close();
    }
  }

  describe(`${name} keeps conversations:`, () => {
    test('an unknown one has no turns', () =>
      withStore(async (store) => {
        expect(await store.turns('unknown-1')).toEqual([]);
      }));

    test('a turn comes back exactly as it was put', () =>
      withStore(async (store) => {
        await store.putTurn('conversation-1', storedTurn('turn-0001'));
        expect(await store.turns('conversation-1')).toEqual([storedTurn('turn-0001')]);
      }));

    test('a turn put again is replaced and keeps its place', () =>
      withStore(async (store) => {
        for (const id of ['turn-b', 'turn-a', 'turn-c'])
          await store.putTurn('conversation-1', storedTurn(id));
        await store.putTurn('conversation-1', storedTurn('turn-a', 'Another answer.', 9));
        const turns = await store.turns('conversation-1');
        expect(turns.map((turn) => turn.snapshot.turnId)).toEqual(['turn-b', 'turn-a', 'turn-c']);
        expect(turns[1]).toEqual(storedTurn('turn-a', 'Another answer.', 9));
      }));

    test('a turn replaced by one without an end loses what the earlier one had', () =>
      withStore(async (store) => {
        await store.putTurn('conversation-1', storedTurn('turn-0001'));
        const running: StoredTurn = { snapshot: newSnapshot('turn-0001', 'Why?'), seq: 1, askedAt: 5 };
        await store.putTurn('conversation-1', running);
        expect(await store.turns('conversation-1')).toEqual([running]);
      }));

    test('later changes of the object put or read do not reach it', () =>
      withStore(async (store) => {
        const turn = storedTurn('turn-0001');
        await store.putTurn('conversation-1', turn);
        turn.snapshot.text = 'changed';
        const [read] = await store.turns('conversation-1');
        if (read) read.snapshot.text = 'changed too';
        expect(await store.turns('conversation-1')).toEqual([storedTurn('turn-0001')]);
      }));

    test('two with turns of the same id do not meet', () =>
      withStore(async (store) => {
        await store.putTurn('conversation-1', storedTurn('turn-0001', 'One.'));
        await store.putTurn('conversation-2', storedTurn('turn-0001', 'Two.'));
        await store.forget('conversation-1');
        expect(await store.turns('conversation-1')).toEqual([]);
        expect(await store.turns('conversation-2')).toEqual([storedTurn('turn-0001', 'Two.')]);
      }));

    test('one that is forgotten may begin anew; forgetting an unknown one is fine', () =>
      withStore(async (store) => {
        await store.forget('unknown-1');
        await store.putTurn('conversation-1', storedTurn('turn-0001'));
        await store.putFeedback('conversation-1', { turnId: 'turn-0001', rating: 'down', comment: 'No.' });
        await store.forget('conversation-1');
        await store.putTurn('conversation-1', storedTurn('turn-0002'));
        expect(await store.turns('conversation-1')).toEqual([storedTurn('turn-0002')]);
      }));

    test('ids that are names of object properties are ids like any other', () =>
      withStore(async (store) => {
        for (const id of ['__proto__', 'constructor', 'toString']) {
          expect(await store.turns(id)).toEqual([]);
          await store.putTurn(id, storedTurn('__proto__'));
          expect(await store.turns(id)).toEqual([storedTurn('__proto__')]);
        }
      }));
  });
}
