/** What every driver of the store must do. Each driver's test calls this with its own way to make an empty store. */
import { describe, expect, test } from 'vitest';
import { newSnapshot } from '../../src/live/snapshot.ts';
import type { Outcome, TurnSnapshot } from '../../src/protocol.ts';
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

/** @returns a turn that ran to its end, as the owner may want to hear of. */
export function completedTurn(
  turnId: string,
  given: { question: string; askedAt: number; outcome?: Outcome; score?: number },
): StoredTurn {
  const { question, askedAt, outcome = 'answered', score = 1 } = given;
  const turn = storedTurn(turnId);
  const end: TurnSnapshot['end'] = {
    type: 'turn.completed',
    turnId,
    answerer: 'rules',
    outcome,
    finishReason: 'stop',
    followUps: [],
    grounding: { score, unsupported: [] },
  };
  const past = turn.past && { ...turn.past, question, outcome };
  return { ...turn, snapshot: { ...turn.snapshot, question, end }, askedAt, ...(past ? { past } : {}) };
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
        // What is read may be frozen instead of a copy.
        if (read) Reflect.set(read.snapshot, 'text', 'changed too');
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

    test('retention takes the turns that are old enough, and a feedback on them, and counts them', () =>
      withStore(async (store) => {
        const askedAt = (turnId: string, time: number) => ({ ...storedTurn(turnId), askedAt: time });
        await store.putTurn('conversation-1', askedAt('turn-old', 1000));
        await store.putFeedback('conversation-1', { turnId: 'turn-old', rating: 'down' });
        await store.putTurn('conversation-1', askedAt('turn-new', 2000));
        await store.putTurn('conversation-2', askedAt('turn-old', 1999));
        expect(await store.purge(2000)).toBe(2);
        expect(await store.turns('conversation-1')).toEqual([askedAt('turn-new', 2000)]);
        expect(await store.turns('conversation-2')).toEqual([]);
        expect(await store.shortfalls(0)).toEqual([]);
        expect(await store.purge(2000)).toBe(0);
      }));

    test('the newest two hundred turns of a long one, in order', () =>
      withStore(async (store) => {
        const ids = Array.from({ length: 230 }, (_, n) => `turn-${n}`);
        for (const id of ids) await store.putTurn('conversation-1', storedTurn(id));
        const read = (await store.turns('conversation-1')).map(({ snapshot }) => snapshot.turnId);
        expect(read.slice(-200)).toEqual(ids.slice(-200));
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

  describe(`${name} tells its owner`, () => {
    test('which questions were not answered, answered on little, or answered badly, oldest first', () =>
      withStore(async (store) => {
        const turns = [
          completedTurn('turn-0001', { question: 'Fine?', askedAt: 10 }),
          completedTurn('turn-0002', { question: 'Little?', askedAt: 50, score: 0.4 }),
          completedTurn('turn-0003', { question: 'Rated down?', askedAt: 20 }),
          completedTurn('turn-0004', { question: 'Rated up?', askedAt: 20 }),
          completedTurn('turn-0005', { question: 'Nothing?', askedAt: 30, outcome: 'abstained' }),
          completedTurn('turn-0006', { question: 'No.', askedAt: 40, outcome: 'refused', score: 0 }),
          completedTurn('turn-0007', { question: 'Hello', askedAt: 45, outcome: 'smalltalk', score: 0 }),
        ];
        for (const turn of turns) await store.putTurn('conversation-1', turn);
        await store.putFeedback('conversation-1', { turnId: 'turn-0003', rating: 'up' });
        await store.putFeedback('conversation-1', { turnId: 'turn-0003', rating: 'down', comment: 'No.' });
        await store.putFeedback('conversation-1', { turnId: 'turn-0004', rating: 'up' });
        await store.putFeedback('conversation-2', { turnId: 'turn-0001', rating: 'down' });
        const told = await store.shortfalls(0);
        expect(told.map(({ question, reason }) => `${question} ${reason}`)).toEqual([
          'Rated down? rated down',
          'Nothing? abstained',
          'No. refused',
          'Little? poorly grounded',
        ]);
        expect(told.map(({ comment }) => comment)).toEqual(['No.', undefined, undefined, undefined]);
        expect((await store.shortfalls(40)).map(({ question }) => question)).toEqual(['No.', 'Little?']);
      }));

    test('a rating that came before the end of its turn', () =>
      withStore(async (store) => {
        const running: StoredTurn = { snapshot: newSnapshot('turn-0001', 'Why?'), seq: 1, askedAt: 5 };
        await store.putTurn('conversation-1', running);
        await store.putFeedback('conversation-1', { turnId: 'turn-0001', rating: 'down' });
        expect(await store.shortfalls(0)).toEqual([]);
        await store.putTurn('conversation-1', completedTurn('turn-0001', { question: 'Why?', askedAt: 5 }));
        expect(await store.shortfalls(0)).toEqual([
          { question: 'Why?', standaloneQuery: 'why', reason: 'rated down', askedAt: 5 },
        ]);
      }));

    test('nothing that names a conversation or a turn', () =>
      withStore(async (store) => {
        const turn = completedTurn('turn-secret', { question: 'Why?', askedAt: 5, outcome: 'abstained' });
        await store.putTurn('conversation-secret', turn);
        expect(JSON.stringify(await store.shortfalls(0))).not.toContain('secret');
      }));
  });
}
