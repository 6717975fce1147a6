import { expect, test } from 'vitest';
import type { Follower } from '../../src/inspector/follow.ts';
import { createHub } from '../../src/inspector/hub.ts';
import type { Entry } from '../../src/inspector/record.ts';

/** A hub whose followers are told when the test says so. */
function startHub() {
  const due: (() => void)[] = [];
  let ms = 0;
  const hub = createHub({ later: (run) => due.push(run), now: () => ms, clock: () => ms });
  return {
    hub,
    due,
    pass: (by: number) => {
      ms += by;
    },
    /** Lets a moment pass: whoever looks is told, and slices and what they wait for are over. */
    async tell() {
      for (const run of due.splice(0)) run();
      for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    },
    turn(conversationId: string, turnId: string) {
      const watch = hub.observe({ conversationId, turnId, question: `${turnId}?`, past: [] });
      if (!watch) throw new Error('nobody watches');
      return {
        trace: watch.trace,
        say: (text: string) => watch.event({ type: 'answer.delta', turnId, text }),
        end: () => watch.event({ type: 'turn.cancelled', turnId }),
      };
    },
  };
}

function createFollower() {
  const told: { turnId: string; index: number; texts: string[] }[] = [];
  const follower: Follower & { behind: boolean; changes: number; told: typeof told; texts(): string } = {
    behind: false,
    changes: 0,
    told,
    texts: () => told.flatMap(({ texts }) => texts).join(''),
    changed: () => {
      follower.changes += 1;
    },
    happened: (_label, turnId, index, entries) => {
      told.push({ turnId, index, texts: entries.map(textOf) });
    },
    isBehind: () => follower.behind,
  };
  return follower;
}

const textOf = (entry: Entry) =>
  'event' in entry && entry.event.type === 'answer.delta' ? entry.event.text : '';

test('while nobody looks nothing is planned, and no detail is made', () => {
  const { due, turn } = startHub();
  const { trace, say, end } = turn('conversation-1', 'turn-0001');
  let made = 0;
  trace.start('follow-ups')(() => {
    made += 1;
    return { offered: [] };
  });
  for (let i = 0; i < 500; i++) say('word ');
  end();
  expect({ planned: due.length, made }).toEqual({ planned: 0, made: 0 });
});

test('what happens between two tellings is told in one go, and once', async () => {
  const { hub, due, tell, turn } = startHub();
  const follower = createFollower();
  hub.follow(follower, hub.labelOf('conversation-1'));
  const { say } = turn('conversation-1', 'turn-0001');
  for (const word of ['a', 'b', 'c']) say(word);
  expect(due).toHaveLength(1);
  expect(follower.told).toEqual([]);
  await tell();
  say('d');
  await tell();
  await tell();
  expect(follower.told).toEqual([
    { turnId: 'turn-0001', index: 0, texts: ['a', 'b', 'c'] },
    { turnId: 'turn-0001', index: 3, texts: ['d'] },
  ]);
});

test('a detail that takes long ends its slice: visitors are served before the next', async () => {
  const { hub, pass, tell, turn } = startHub();
  const follower = createFollower();
  hub.follow(follower, hub.labelOf('conversation-1'));
  const { trace, say } = turn('conversation-1', 'turn-0001');
  trace.start('follow-ups')(() => {
    pass(5);
    return { offered: [] };
  });
  say('after it');
  await tell();
  expect(follower.told.map(({ index, texts }) => [index, texts.length])).toEqual([
    [0, 2],
    [2, 1],
  ]);
});

test('of other conversations it is told only that something began or ended, however much is said in them', async () => {
  const { hub, tell, turn } = startHub();
  const follower = createFollower();
  hub.follow(follower, hub.labelOf('conversation-1'));
  await tell();
  const before = follower.changes;
  for (let i = 0; i < 20; i++) {
    const { say, end } = turn(`other-${i}`, `turn-${i}`);
    for (let word = 0; word < 100; word++) say('word ');
    end();
  }
  await tell();
  expect(follower.told).toEqual([]);
  expect(follower.changes - before).toBe(1);
});

test('on a busy server the list of conversations is told twice a second, and its last change as well', async () => {
  const { hub, due, pass, tell, turn } = startHub();
  const follower = createFollower();
  hub.follow(follower);
  for (let tenths = 0; tenths < 20; tenths++) {
    turn(`conversation-${tenths}`, `turn-00${tenths}`);
    await tell();
    pass(100);
  }
  expect(follower.changes).toBe(4);
  while (due.length > 0) {
    await tell();
    pass(100);
  }
  expect(follower.changes).toBe(5);
});

test('one that reads slowly is told nothing until it has caught up, and then misses nothing', async () => {
  const { hub, tell, turn } = startHub();
  const [slow, quick] = [createFollower(), createFollower()];
  const label = hub.labelOf('conversation-1');
  hub.follow(slow, label);
  hub.follow(quick, label);
  const { say, end } = turn('conversation-1', 'turn-0001');
  slow.behind = true;
  for (let i = 0; i < 10; i++) {
    say(`${i}`);
    await tell();
  }
  end();
  await tell();
  expect(slow.told).toEqual([]);
  expect(quick.texts()).toBe('0123456789');
  slow.behind = false;
  await tell();
  expect(slow.texts()).toBe('0123456789');
  expect(slow.told).toHaveLength(1);
});

test('the history is made a detail at a time, visitors have their turn in between, and what is said then is in it', async () => {
  const { hub, pass, turn } = startHub();
  const { trace, say } = turn('conversation-1', 'turn-0001');
  let made = 0;
  for (let i = 0; i < 3; i++) {
    trace.start('follow-ups')(() => {
      pass(5);
      made += 1;
      return { offered: [] };
    });
  }
  let madeBefore: number | undefined;
  setImmediate(() => {
    madeBefore = made;
    say('meanwhile');
  });
  const texts: string[] = [];
  for await (const { entries } of hub.turns('c1')) texts.push(...entries.map(textOf));
  expect({ made, madeBefore, texts: texts.filter(Boolean) }).toEqual({
    made: 3,
    madeBefore: 1,
    texts: ['meanwhile'],
  });
});

test('a conversation that is followed stays, under its label, while more others begin than are kept', async () => {
  const { hub, tell, turn } = startHub();
  const follower = createFollower();
  const label = hub.labelOf('conversation-1');
  hub.follow(follower, label);
  const first = turn('conversation-1', 'turn-0001');
  for (let i = 0; i < 250; i++) turn(`other-${i}`, `turn-${i}`).end();
  first.say('still here');
  first.end();
  turn('conversation-1', 'turn-0002').say(', and again');
  await tell();
  expect(follower.texts()).toBe('still here, and again');
  expect(hub.labelOf('conversation-1')).toBe(label);
  expect(hub.conversations().map(({ question }) => question)).toContain('turn-249?');
});

test('a followed conversation of more turns than are kept loses its own oldest', async () => {
  const { hub, turn } = startHub();
  const follower = createFollower();
  hub.follow(follower, hub.labelOf('conversation-1'));
  for (let i = 0; i < 150; i++) turn('conversation-1', `turn-${i}`).end();
  turn('other-1', 'turn-other');
  const [other, followed] = hub.conversations();
  expect([other?.question, followed?.question, followed?.turns]).toEqual(['turn-other?', 'turn-149?', 99]);
});

test('what stood in the history is not told again', async () => {
  const { hub, tell, turn } = startHub();
  const follower = createFollower();
  const { say } = turn('conversation-1', 'turn-0001');
  say('a');
  say('b');
  const told = new Map<string, number>();
  for await (const { turnId, entries } of hub.turns('c1')) told.set(turnId, entries.length);
  say('c');
  hub.follow(follower, 'c1', told);
  await tell();
  expect(follower.told).toEqual([{ turnId: 'turn-0001', index: 2, texts: ['c'] }]);
});

test('who turns elsewhere in the middle of a telling is told no more of the first', async () => {
  const { hub, tell, turn } = startHub();
  const follower = createFollower();
  hub.follow(follower, hub.labelOf('conversation-1'));
  for (const turnId of ['turn-0001', 'turn-0002']) turn('conversation-1', turnId).say('a');
  const { happened } = follower;
  follower.happened = (...told) => {
    happened(...told);
    hub.follow(follower);
  };
  await tell();
  expect(follower.told.map(({ turnId }) => turnId)).toEqual(['turn-0001']);
});
