import { setImmediate as nextTick } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  createConversations,
  newConversationId,
  type Opened,
  type Tab,
} from '../../src/chat/conversation.ts';
import { cleanQuestion } from '../../src/chat/question.ts';
import type { RunTurn, TurnInput } from '../../src/chat/turn.ts';
import type { Event } from '../../src/protocol.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import type { ConversationStore } from '../../src/store/store.ts';
import { completed, pastOf, silentLog, wordTurn } from '../server/harness.ts';

function fakeTab() {
  const events: Event[] = [];
  const openings: Opened[] = [];
  const tab: Tab = {
    opened: (opened) => openings.push(opened),
    deliver: (frame) => events.push(JSON.parse(frame)),
    forgotten: () => events.push({ type: 'forgotten' }),
  };
  return { tab, events, openings, id: () => openings.at(-1)?.conversationId ?? '' };
}

function setUp(runTurn: RunTurn, store: ConversationStore = createMemoryStore()) {
  const conversations = createConversations({ runTurn, store, log: silentLog, now: () => 1000 });
  return { conversations, store, settle: () => conversations.drain(120_000) };
}

/** A second process over the same store. */
function restarted(store: ConversationStore) {
  return setUp(wordTurn(['Again.']), store).conversations;
}

describe('what the next turn is given', () => {
  test('is the question without what cannot be seen, and the turns before it', async () => {
    const inputs: TurnInput[] = [];
    const { conversations, store } = setUp(async function* (input) {
      inputs.push(input);
      yield completed(input.turnId);
      return pastOf(input, `answer ${inputs.length}`);
    });
    const { tab, id } = fakeTab();
    await conversations.open({}, tab);
    for (let count = 1; count <= 25; count++) {
      conversations.ask(id(), `turn-${count}`, ` Wh\u200by\u202e ${count}?\r\n`);
      while (conversations.isRunning(id())) await nextTick();
    }
    expect(inputs.at(-1)?.question).toBe('Why 25?');
    const past = inputs.at(-1)?.past.map((turn) => turn.answer);
    expect(past).toEqual(Array.from({ length: 20 }, (_, index) => `answer ${index + 5}`));
    expect(await store.turns(id())).toHaveLength(25);
  });

  test('leaves out a turn that failed before it said anything, and keeps one that was cut', async () => {
    const inputs: TurnInput[] = [];
    const { conversations } = setUp(async function* (input) {
      inputs.push(input);
      if (inputs.length === 2) yield { type: 'answer.delta', turnId: input.turnId, text: 'Half' };
      yield { type: 'turn.cancelled', turnId: input.turnId };
      return pastOf(input, inputs.length === 2 ? 'Half' : '');
    });
    const { tab, id } = fakeTab();
    await conversations.open({}, tab);
    for (const turnId of ['turn-1', 'turn-2', 'turn-3']) {
      conversations.ask(id(), turnId, 'Why?');
      while (conversations.isRunning(id())) await nextTick();
    }
    expect(inputs[2]?.past.map((turn) => turn.answer)).toEqual(['Half']);
  });
});

describe('the newest turn asked anew', () => {
  async function asked() {
    const inputs: TurnInput[] = [];
    const { conversations, store } = setUp(async function* (input) {
      inputs.push(input);
      yield { type: 'turn.started', turnId: input.turnId, question: input.question };
      yield completed(input.turnId);
      return pastOf(input, `answer ${inputs.length}`);
    });
    const one = fakeTab();
    await conversations.open({}, one.tab);
    const ask = async (turnId: string, replaces?: string) => {
      conversations.ask(one.id(), turnId, 'Why?', { replaces });
      while (conversations.isRunning(one.id())) await nextTick();
    };
    return { conversations, store, inputs, one, ask };
  }

  test('takes the place of every version before it, for readers and for later turns', async () => {
    const { conversations, store, inputs, one, ask } = await asked();
    await ask('turn-one');
    await ask('turn-two');
    await ask('turn-anew', 'turn-two');
    await ask('turn-again', 'turn-anew');
    await ask('turn-next');
    expect(inputs.map(({ past }) => past.map(({ turnId }) => turnId))).toEqual([
      [],
      ['turn-one'],
      ['turn-one'],
      ['turn-one'],
      ['turn-one', 'turn-again'],
    ]);
    const started = one.events.filter((event) => event.type === 'turn.started');
    expect(started.map(({ replaces }) => replaces)).toEqual([
      undefined,
      undefined,
      ['turn-two'],
      ['turn-anew', 'turn-two'],
      undefined,
    ]);
    const late = fakeTab();
    await restarted(store).open({ conversationId: one.id() }, late.tab);
    const shown = late.openings[0]?.snapshots.map(({ turnId, replaces }) => [turnId, replaces]);
    expect(shown).toEqual([
      ['turn-one', undefined],
      ['turn-again', ['turn-anew', 'turn-two']],
      ['turn-next', undefined],
    ]);
    // The owner's report still has what was said of the first version.
    expect(await store.turns(one.id())).toHaveLength(5);
    expect(conversations.isRunning(one.id())).toBe(false);
  });

  test('is refused for an older one, and nothing is lost', async () => {
    const { conversations, one, ask } = await asked();
    await ask('turn-one');
    await ask('turn-two');
    await expect(conversations.ask(one.id(), 'turn-anew', 'Why?', { replaces: 'turn-one' })).rejects.toThrow(
      /newest turn/,
    );
    await expect(conversations.ask(one.id(), 'turn-anew', 'Why?', { replaces: 'turn-none' })).rejects.toThrow(
      /newest turn/,
    );
    const again = fakeTab();
    await conversations.open({ conversationId: one.id() }, again.tab);
    expect(again.openings[0]?.snapshots.map(({ turnId }) => turnId)).toEqual(['turn-one', 'turn-two']);
  });
});

describe('a turn is kept', () => {
  test('before it is acknowledged, and whole before its end is told', async () => {
    const order: string[] = [];
    const memory = createMemoryStore();
    const store: ConversationStore = {
      ...memory,
      putTurn: async (conversationId, turn) => {
        await memory.putTurn(conversationId, turn);
        order.push(`stored ${turn.snapshot.state} ${turn.seq}`);
      },
    };
    const { conversations, settle } = setUp(wordTurn(['Yes.']), store);
    const { tab, id } = fakeTab();
    tab.deliver = (frame) => order.push(`told ${JSON.parse(frame).type}`);
    await conversations.open({}, tab);
    conversations.ask(id(), 'turn-0001', 'Why?');
    await settle();
    expect(order).toEqual([
      'stored running 1',
      'told turn.started',
      'told answer.delta',
      'stored completed 3',
      'told turn.completed',
    ]);
  });

  test('or not, when the store fails: the visitor is answered all the same', async () => {
    const broken = async () => {
      throw new Error('disk full');
    };
    let isBroken = false;
    const memory = createMemoryStore();
    const store: ConversationStore = {
      ...memory,
      turns: (conversationId) => (isBroken ? broken() : memory.turns(conversationId)),
      putTurn: broken,
    };
    const { conversations, settle } = setUp(wordTurn(['Yes.']), store);
    const { tab, events, id } = fakeTab();
    await conversations.open({}, tab);
    isBroken = true;
    conversations.ask(id(), 'turn-0001', 'Why?');
    await settle();
    expect(events.map((event) => event.type)).toEqual(['turn.started', 'answer.delta', 'turn.completed']);
  });

  test('with exactly one end, whatever the generator yields after it', async () => {
    const { conversations, settle } = setUp(async function* (input) {
      const { turnId } = input;
      yield { type: 'turn.cancelled', turnId };
      yield { type: 'answer.delta', turnId, text: 'too late' };
      yield completed(turnId);
      return pastOf(input, '');
    });
    const { tab, events, id } = fakeTab();
    await conversations.open({}, tab);
    conversations.ask(id(), 'turn-0001', 'Why?');
    await settle();
    expect(events.map((event) => event.type)).toEqual(['turn.cancelled']);
  });
});

describe('after the process died', () => {
  test('a finished turn is whole, is not asked again, and numbers go on', async () => {
    const { conversations, store, settle } = setUp(wordTurn(['Yes.']));
    const before = fakeTab();
    await conversations.open({}, before.tab);
    conversations.ask(before.id(), 'turn-0001', 'Why?');
    await settle();

    const next = restarted(store);
    const after = fakeTab();
    await next.open({ conversationId: before.id(), lastSeq: 1 }, after.tab);
    expect(after.openings[0]).toMatchObject({ recovered: true, snapshots: [{ text: 'Yes.', seq: 3 }] });
    expect(await next.ask(before.id(), 'turn-0001', 'Why?')).toBe(false);
    expect(await next.ask(before.id(), 'turn-0002', 'How?')).toBe(true);
    await next.drain(120_000);
    expect(after.events[0]).toMatchObject({ type: 'turn.started', seq: 4 });
  });

  test('a turn it was in the middle of is interrupted, with a number above all that were told', async () => {
    const store = createMemoryStore();
    const { conversations } = setUp(
      wordTurn(['a', 'b', 'c'], (index) => (index < 2 ? Promise.resolve() : new Promise(() => {}))),
      store,
    );
    const before = fakeTab();
    await conversations.open({}, before.tab);
    conversations.ask(before.id(), 'turn-0001', 'Why?');
    while (before.events.length < 3) await nextTick();
    const lastSeq = Math.max(...before.events.map((event) => ('seq' in event ? event.seq : 0)));

    const after = fakeTab();
    await restarted(store).open({ conversationId: before.id(), lastSeq }, after.tab);
    const [snapshot] = after.openings[0]?.snapshots ?? [];
    expect(snapshot).toMatchObject({
      state: 'interrupted',
      end: { type: 'turn.failed', code: 'interrupted', retryable: true },
    });
    expect(snapshot?.seq).toBeGreaterThan(lastSeq);
    expect(after.openings[0]?.recovered).toBe(true);
  });
});

describe('the history that a tab is given', () => {
  test('is bounded: the newest fifty turns, said not to be all that was missed', async () => {
    const { conversations } = setUp(wordTurn(['Yes.']));
    const { tab, id } = fakeTab();
    await conversations.open({}, tab);
    for (let count = 1; count <= 60; count++) {
      conversations.ask(id(), `turn-${count}`, 'Why?');
      while (conversations.isRunning(id())) await nextTick();
    }
    const late = fakeTab();
    await conversations.open({ conversationId: id(), lastSeq: 1 }, late.tab);
    expect(late.openings[0]?.recovered).toBe(false);
    expect(late.openings[0]?.snapshots.map((snapshot) => snapshot.turnId)).toEqual(
      Array.from({ length: 50 }, (_, index) => `turn-${index + 11}`),
    );
  });
});

test('a history of long answers is cut to what a tab can take at once', async () => {
  const { conversations } = setUp(wordTurn(['x'.repeat(100_000)]));
  const { tab, id } = fakeTab();
  await conversations.open({}, tab);
  for (const turnId of ['turn-1', 'turn-2', 'turn-3', 'turn-4']) {
    conversations.ask(id(), turnId, 'Why?');
    while (conversations.isRunning(id())) await nextTick();
  }
  const late = fakeTab();
  await conversations.open({ conversationId: id() }, late.tab);
  expect(late.openings[0]?.snapshots.map((snapshot) => snapshot.turnId)).toEqual(['turn-3', 'turn-4']);
});

describe('what happens at the same time', () => {
  /** A store in which one kind of call can be made to wait. */
  function slowStore() {
    const memory = createMemoryStore();
    const held: (() => void)[] = [];
    let holding: 'turns' | 'putTurn' | undefined;
    const hold = (call: 'turns' | 'putTurn') =>
      holding === call ? new Promise<void>((resolve) => held.push(resolve)) : Promise.resolve();
    const store: ConversationStore = {
      ...memory,
      turns: async (conversationId) => {
        const turns = await memory.turns(conversationId);
        await hold('turns');
        return turns;
      },
      putTurn: async (conversationId, turn) => {
        await hold('putTurn');
        await memory.putTurn(conversationId, turn);
      },
    };
    return {
      store,
      hold: (call: typeof holding) => {
        holding = call;
      },
      release: () => {
        holding = undefined;
        for (const resolve of held.splice(0)) resolve();
      },
    };
  }

  test('a turn that ends while a tab reads the history is not taken for interrupted', async () => {
    const { store, hold, release } = slowStore();
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { conversations } = setUp(
      wordTurn(['Yes.'], () => finished),
      store,
    );
    const first = fakeTab();
    await conversations.open({}, first.tab);
    conversations.ask(first.id(), 'turn-0001', 'Why?');
    while (first.events.length === 0) await nextTick();

    const second = fakeTab();
    hold('turns');
    const opening = conversations.open({ conversationId: first.id() }, second.tab);
    for (let step = 0; step < 10; step++) await nextTick();
    hold(undefined);
    finish();
    while (conversations.isRunning(first.id())) await nextTick();
    release();
    await opening;
    expect(second.openings[0]?.snapshots).toMatchObject([{ state: 'completed', text: 'Yes.' }]);
  });

  test('a write under way while the conversation is forgotten does not bring it back', async () => {
    const { store, hold, release } = slowStore();
    const { conversations, settle } = setUp(wordTurn(['Yes.']), store);
    const { tab, id } = fakeTab();
    await conversations.open({}, tab);
    const conversationId = id();
    hold('putTurn');
    conversations.ask(conversationId, 'turn-0001', 'Why?');
    for (let step = 0; step < 10; step++) await nextTick();
    const forgetting = conversations.forget(conversationId);
    for (let step = 0; step < 10; step++) await nextTick();
    release();
    await forgetting;
    await settle();
    expect(await store.turns(conversationId)).toEqual([]);
    expect(conversations.liveCount()).toBe(0);
  });
});

describe('an id', () => {
  test('of a conversation is 24 characters of which no two are alike', () => {
    const ids = Array.from({ length: 1000 }, newConversationId);
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^[\w-]{24}$/);
  });
});

describe('a question', () => {
  test.each([
    ['  What?\r\nWhy?\t ', 'What?\nWhy?'],
    ['a\u0000b\u001bc\u007fd\u009fe', 'abcde'],
    ['\u202eevil\u202c \u2066x\u2069', 'evil x'],
    ['zero\u200bwidth\ufeff\u2060', 'zerowidth'],
    ['tag\u{e0041}\u{e0042}\u{e007f}', 'tag'],
    ['hidden\ufe01\u{e0101} in selectors', 'hidden in selectors'],
    ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
    ['naïve café 日本語 🙂', 'naïve café 日本語 🙂'],
  ])('%j is read as %j', (typed, read) => {
    expect(cleanQuestion(typed)).toBe(read);
  });
});
