/** What live turns promise visitors, wherever their tabs are connected. Each driver's test calls this with its own doors. */
import { describe, expect, test } from 'vitest';
import type { RunTurn } from '../../src/chat/turn.ts';
import { type Client, counted, createGate, type Harness, wordTurn } from './harness.ts';

const WORDS = ['A ', 'career ', 'is ', 'a series of ', 'tests 🙂.'];
const ANSWER = WORDS.join('');

/** The turn's text as the widget would hold it: what a snapshot or a new start says replaces what was there. */
export function shown({ events }: Pick<Client, 'events'>, turnId: string): string {
  let text = '';
  for (const event of events) {
    if (!('turnId' in event) || event.turnId !== turnId) continue;
    if (event.type === 'turn.started') text = '';
    if (event.type === 'turn.snapshot') text = event.text;
    if (event.type === 'answer.delta') text += event.text;
  }
  return text;
}

/** Resolves when the tab knows that the turn has ended: it saw that, or was told so when it came. */
export function ended(client: Client, turnId: string) {
  return Promise.race([
    client.event('turn.completed', (event) => event.turnId === turnId),
    client.event('turn.snapshot', (event) => event.turnId === turnId && event.end !== undefined),
  ]);
}

const ask = (turnId: string, more: object = {}) => ({ type: 'ask', turnId, text: 'Why?', ...more });

/** @param open two ways to the same conversations, through which turns run as `runTurn` says; closed when the test ends. */
export function describeLiveTurns(
  driver: string,
  open: (runTurn: RunTurn) => Promise<readonly [Harness, Harness]>,
): void {
  /** Two tabs of one conversation, one at each door; `turn-0001` runs, asked by the first, and has said two words. */
  async function running() {
    const gate = createGate();
    const { started, runTurn } = counted(wordTurn(WORDS, gate.pass));
    const doors = await open(runTurn);
    const one = await doors[0].connect();
    const { conversationId } = await one.hello();
    one.send(ask('turn-0001'));
    gate.release(2);
    await one.event('answer.delta', ({ text }) => text === 'career ');
    const two = await doors[1].connect();
    const ready = await two.hello({ conversationId });
    expect(ready.conversationId).toBe(conversationId);
    return { doors, gate, started, one, two, conversationId };
  }

  /** The same when the turn has ended. */
  async function answered() {
    const { gate, ...rest } = await running();
    gate.release(1000);
    await Promise.all([ended(rest.one, 'turn-0001'), ended(rest.two, 'turn-0001')]);
    return rest;
  }

  describe(`${driver}:`, () => {
    test('a tab that comes sees a running turn so far, and then each word', async () => {
      const { gate, one, two } = await running();
      gate.release(1);
      await two.event('answer.delta', ({ text }) => text === 'is ');
      gate.release(2);
      await Promise.all([ended(one, 'turn-0001'), ended(two, 'turn-0001')]);
      expect([shown(one, 'turn-0001'), shown(two, 'turn-0001')]).toEqual([ANSWER, ANSWER]);
      expect(two.lastSeq()).toBe(one.lastSeq());
    });

    test('a question at either door is answered at the tabs of both, with the same numbers', async () => {
      const { one, two } = await answered();
      two.send(ask('turn-0002'));
      await Promise.all([ended(one, 'turn-0002'), ended(two, 'turn-0002')]);
      one.send(ask('turn-0003'));
      await Promise.all([ended(one, 'turn-0003'), ended(two, 'turn-0003')]);
      const later = ({ events }: Client) =>
        events.filter((event) => 'turnId' in event && event.turnId !== 'turn-0001');
      expect(later(two)).toEqual(later(one));
    });

    test('a turnId sent five times at once through both doors is one turn, and so it is afterwards', async () => {
      const { doors, conversationId, started } = await answered();
      const tabs = await Promise.all([0, 1, 0, 1, 1].map((at) => (doors[at] as Harness).connect()));
      await Promise.all(tabs.map((tab) => tab.hello({ conversationId })));
      for (const tab of tabs) tab.send(ask('turn-0002'));
      await Promise.all(tabs.map((tab) => ended(tab, 'turn-0002')));
      for (const tab of tabs) tab.send(ask('turn-0002'));
      for (const tab of tabs) tab.send({ type: 'ping' });
      await Promise.all(tabs.map((tab) => tab.event('pong')));
      expect(started).toEqual(['turn-0001', 'turn-0002']);
      expect(new Set(tabs.map((tab) => shown(tab, 'turn-0002')))).toEqual(new Set([ANSWER]));
      expect(tabs.flatMap(({ events }) => events.filter(({ type }) => type === 'error'))).toEqual([]);
    });

    test('a second question while one runs is busy, and may be asked when that has ended', async () => {
      const { gate, one, two } = await running();
      two.send(ask('turn-0002'));
      expect(await two.event('error')).toMatchObject({ code: 'busy', turnId: 'turn-0002' });
      gate.release(1000);
      await Promise.all([ended(one, 'turn-0001'), ended(two, 'turn-0001')]);
      two.send(ask('turn-0002'));
      await ended(one, 'turn-0002');
      expect(shown(one, 'turn-0002')).toBe(ANSWER);
    });

    test('a stop reaches the turn from the other door, and keeps what was said', async () => {
      const { doors, one, two, conversationId } = await running();
      two.send({ type: 'cancel', turnId: 'turn-0001' });
      await Promise.all([one.event('turn.cancelled'), two.event('turn.cancelled')]);
      const late = await doors[1].connect();
      await late.hello({ conversationId });
      expect(await late.event('turn.snapshot')).toMatchObject({ text: 'A career ', state: 'cancelled' });
    });

    test('a tab that was cut goes on through the other door, nothing lost and nothing twice', async () => {
      const { doors, gate, one, two, conversationId, started } = await running();
      // Both doors have heard as much.
      await expect.poll(() => shown(two, 'turn-0001')).toBe('A career ');
      const lastSeq = one.lastSeq();
      one.socket.terminate();
      await one.closed;
      const back = await doors[1].connect();
      expect(await back.hello({ conversationId, lastSeq })).toMatchObject({
        conversationId,
        recovered: true,
      });
      gate.release(1000);
      await ended(back, 'turn-0001');
      expect(shown({ events: [...one.events, ...back.events] }, 'turn-0001')).toBe(ANSWER);
      expect(started).toEqual(['turn-0001']);
    });

    test('a tab that missed nothing is sent nothing again', async () => {
      const { doors, one, conversationId } = await answered();
      const back = await doors[1].connect();
      const ready = await back.hello({ conversationId, lastSeq: one.lastSeq() });
      back.send({ type: 'ping' });
      await back.event('pong');
      expect(ready.recovered).toBe(true);
      expect(back.events.map(({ type }) => type)).toEqual(['ready', 'pong']);
    });

    test('a tab with a number that was never given gets the whole history, and is told so', async () => {
      const { doors, one, two, conversationId } = await answered();
      one.send(ask('turn-0002'));
      await Promise.all([ended(one, 'turn-0002'), ended(two, 'turn-0002')]);
      const odd = await doors[1].connect();
      expect((await odd.hello({ conversationId, lastSeq: 1_000_000_000 })).recovered).toBe(false);
      await ended(odd, 'turn-0002');
      expect([shown(odd, 'turn-0001'), shown(odd, 'turn-0002')]).toEqual([ANSWER, ANSWER]);
    });

    test('the newest turn can be asked anew through the other door, and takes its place at both', async () => {
      const { doors, one, two, conversationId } = await answered();
      two.send(ask('turn-0002', { replaces: 'turn-0001' }));
      await Promise.all([ended(one, 'turn-0002'), ended(two, 'turn-0002')]);
      for (const tab of [one, two])
        expect(await tab.event('turn.started', ({ turnId }) => turnId === 'turn-0002')).toMatchObject({
          replaces: ['turn-0001'],
        });
      const late = await doors[0].connect();
      await late.hello({ conversationId });
      late.send({ type: 'ping' });
      await late.event('pong');
      expect(late.events.filter(({ type }) => type === 'turn.snapshot')).toMatchObject([
        { turnId: 'turn-0002' },
      ]);
    });

    test('a turn can be rated through the other door', async () => {
      const { doors, two } = await answered();
      two.send({ type: 'feedback', turnId: 'turn-0001', rating: 'down' });
      two.send({ type: 'ping' });
      await two.event('pong');
      expect(two.events.filter(({ type }) => type === 'error')).toEqual([]);
      expect(await doors[0].store.shortfalls(0)).toHaveLength(1);
    });

    test('what is forgotten through one door stops, is gone at both, and is never read again', async () => {
      const { doors, one, two, conversationId } = await running();
      two.send({ type: 'forget' });
      await Promise.all([one.event('forgotten'), two.event('forgotten')]);
      await Promise.all(doors.map(({ conversations }) => conversations.drain(120_000)));
      for (const { store, connect } of doors) {
        expect(await store.turns(conversationId)).toEqual([]);
        const later = await connect();
        const ready = await later.hello({ conversationId, lastSeq: 2 });
        expect(ready.recovered).toBe(false);
        expect(ready.conversationId).not.toBe(conversationId);
      }
    });
  });
}
