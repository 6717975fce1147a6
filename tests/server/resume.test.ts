import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { PROTOCOL_VERSION } from '../../src/protocol.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import {
  type Client,
  counted,
  createGate,
  type Harness,
  type HarnessOptions,
  startHarness,
  wordTurn,
} from './harness.ts';

const WORDS = ['A ', 'career ', 'is ', 'a ', 'series ', 'of ', 'tests 🙂.'];
const ANSWER = WORDS.join('');

let harness: Harness;
async function start(options?: HarnessOptions) {
  harness = await startHarness(options);
  return harness;
}
afterEach(() => harness.close());

/** The answer as a client shows it that replaces a turn by its snapshot and then appends. */
function shownText(client: Client): string {
  let text = '';
  for (const event of client.events) {
    if (event.type === 'turn.snapshot') text = event.text;
    if (event.type === 'answer.delta') text += event.text;
  }
  return text;
}

describe('a socket cut in the middle of an answer', () => {
  test.each(WORDS.map((_word, index) => index))(
    'after %i words resumes to the identical text',
    async (cutAfter) => {
      const gate = createGate();
      const { started, runTurn } = counted(wordTurn(WORDS, gate.pass));
      const { connect } = await start({ runTurn });
      const before = await connect();
      const { conversationId } = await before.hello();
      before.send({ type: 'ask', turnId: 'turn-0001', text: 'What is a career?' });
      gate.release(cutAfter);
      await before.event('turn.started');
      if (cutAfter > 0)
        await before.event('answer.delta', () => before.text() === WORDS.slice(0, cutAfter).join(''));
      before.socket.terminate();
      await before.closed;
      gate.release(1);

      const after = await connect();
      const ready = await after.hello({ conversationId, lastSeq: before.lastSeq() });
      expect(ready).toMatchObject({ conversationId, recovered: true });
      gate.release(WORDS.length);
      const end = await Promise.race([
        after.event('turn.completed'),
        after.event('turn.snapshot', (snapshot) => snapshot.state === 'completed'),
      ]);
      expect(end.turnId).toBe('turn-0001');
      expect(shownText(after)).toBe(ANSWER);
      expect(started).toEqual(['turn-0001']);
    },
  );

  test('gives whoever comes meanwhile one snapshot of the running turn', async () => {
    const gate = createGate();
    const { connect } = await start({ runTurn: wordTurn(WORDS, gate.pass) });
    const first = await connect();
    const { conversationId } = await first.hello();
    first.send({ type: 'ask', turnId: 'turn-0001', text: 'What is a career?' });
    gate.release(2);
    await first.event('answer.delta', (delta) => delta.text === WORDS[1]);
    const second = await connect();
    await second.hello({ conversationId });
    second.send({ type: 'ping' });
    await second.event('pong');
    expect(second.events).toMatchObject([
      { type: 'ready' },
      { type: 'turn.snapshot', state: 'running', text: 'A career ', seq: first.lastSeq() },
      { type: 'pong' },
    ]);
  });

  test('lets the turn run to its end with nobody watching', async () => {
    const gate = createGate();
    const { connect, conversations } = await start({ runTurn: wordTurn(WORDS, gate.pass) });
    const before = await connect();
    const { conversationId } = await before.hello();
    before.send({ type: 'ask', turnId: 'turn-0001', text: 'What is a career?' });
    await before.event('turn.started');
    before.socket.terminate();
    gate.release(WORDS.length);
    await conversations.drain(120_000);
    const after = await connect();
    await after.hello({ conversationId });
    expect(await after.event('turn.snapshot')).toMatchObject({
      text: ANSWER,
      state: 'completed',
      end: { type: 'turn.completed' },
    });
  });

  test('numbers on from where the conversation was', async () => {
    const { connect } = await start();
    const before = await connect();
    const { conversationId } = await before.hello();
    before.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
    const { seq } = await before.event('turn.completed');
    before.socket.close();
    await once(before.socket, 'close');
    const after = await connect();
    await after.hello({ conversationId, lastSeq: seq });
    after.send({ type: 'ask', turnId: 'turn-0002', text: 'And?' });
    expect((await after.event('turn.started')).seq).toBe(seq + 1);
  });
});

describe('a tab that was away', () => {
  const ask = async (client: Client, turns: number, from = 0) => {
    for (let n = from + 1; n <= from + turns; n++) {
      const turnId = `turn-${String(n).padStart(4, '0')}`;
      client.send({ type: 'ask', turnId, text: `Question ${n}?` });
      await client.event('turn.completed', (event) => event.turnId === turnId);
    }
  };
  const snapshots = async (client: Client) => {
    client.send({ type: 'ping' });
    await client.event('pong');
    return client.events.flatMap((event) => (event.type === 'turn.snapshot' ? [event.question] : []));
  };

  test.each([119, 121, 86_400])(
    'for %i seconds is told all that it missed, and that this is all',
    async (seconds) => {
      const { connect, advance } = await start();
      const [away, stays] = [await connect(), await connect()];
      const { conversationId } = await away.hello();
      await stays.hello({ conversationId });
      await ask(away, 1);
      away.socket.terminate();
      await ask(stays, 2, 1);
      stays.socket.terminate();
      advance(seconds * 1000);
      const back = await connect();
      expect(await back.hello({ conversationId, lastSeq: away.lastSeq() })).toMatchObject({
        conversationId,
        recovered: true,
      });
      expect(await snapshots(back)).toEqual(['Question 2?', 'Question 3?']);
    },
  );

  test('while the server was another is told so by its numbers: the history comes whole', async () => {
    const store = createMemoryStore();
    const first = await startHarness({ store });
    const before = await first.connect();
    const { conversationId } = await before.hello();
    await ask(before, 3);
    await first.close();
    // Of what this tab saw last nothing was kept.
    const { connect } = await start({ store });
    const back = await connect();
    const ready = await back.hello({ conversationId, lastSeq: before.lastSeq() + 5 });
    expect(ready).toMatchObject({ conversationId, recovered: false });
    expect(await snapshots(back)).toEqual(['Question 1?', 'Question 2?', 'Question 3?']);
  });

  test('for more turns than it may be given gets the newest, and is told that it lacks some', async () => {
    const { connect } = await start();
    const [away, stays] = [await connect(), await connect()];
    const { conversationId } = await away.hello();
    await stays.hello({ conversationId });
    away.socket.terminate();
    await ask(stays, 60);
    const back = await connect();
    expect((await back.hello({ conversationId, lastSeq: 0 })).recovered).toBe(false);
    const held = await snapshots(back);
    expect([held.length, held[0], held.at(-1)]).toEqual([50, 'Question 11?', 'Question 60?']);
  });

  test('whose conversation is gone begins a new one, and is told so', async () => {
    const { connect } = await start();
    const back = await connect();
    const ready = await back.hello({ conversationId: 'of-a-server-that-forgot', lastSeq: 12 });
    expect(ready).toMatchObject({ recovered: false, conversationId: expect.not.stringContaining('forgot') });
    expect(await snapshots(back)).toEqual([]);
  });
});

describe('a conversation id', () => {
  test('that nobody gave out is not adopted', async () => {
    const { connect } = await start();
    const client = await connect();
    const ready = await client.hello({ conversationId: 'invented-by-the-client', lastSeq: 7 });
    expect(ready.conversationId).not.toBe('invented-by-the-client');
    expect(ready.recovered).toBe(false);
  });

  test('under which nothing was asked is gone with its last tab', async () => {
    const { connect, connectionCount } = await start();
    const first = await connect();
    const { conversationId } = await first.hello();
    first.socket.terminate();
    const watcher = await connect();
    while (connectionCount() > 1) {
      const pongs = watcher.events.length;
      watcher.send({ type: 'ping' });
      await watcher.event('pong', () => watcher.events.length > pongs);
    }
    expect((await watcher.hello({ conversationId })).conversationId).not.toBe(conversationId);
  });

  test('may be changed on one socket: the conversation left is heard no more', async () => {
    const { connect } = await start();
    const [first, second] = [await connect(), await connect()];
    const { conversationId } = await first.hello();
    await second.hello({ conversationId });
    second.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION });
    await second.event('ready', (ready) => ready.conversationId !== conversationId);
    first.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
    await first.event('turn.completed');
    second.send({ type: 'ping' });
    await second.event('pong');
    expect(second.text()).toBe('');
  });

  test('of another conversation shows nothing of this one', async () => {
    const { connect } = await start();
    const [mine, theirs] = [await connect(), await connect()];
    await mine.hello();
    await theirs.hello();
    mine.send({ type: 'ask', turnId: 'turn-0001', text: 'My secret?' });
    await mine.event('turn.completed');
    theirs.send({ type: 'cancel', turnId: 'turn-0001' });
    theirs.send({ type: 'feedback', turnId: 'turn-0001', rating: 'down' });
    expect(await theirs.event('error')).toMatchObject({ code: 'not_found' });
    expect(JSON.stringify(theirs.events)).not.toContain('secret');
  });
});
