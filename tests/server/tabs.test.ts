import { afterEach, describe, expect, test } from 'vitest';
import { counted, createGate, type Harness, type HarnessOptions, startHarness, wordTurn } from './harness.ts';

const WORDS = ['A ', 'career ', 'is ', 'a ', 'series ', 'of ', 'tests.'];

let harness: Harness;
async function start(options?: HarnessOptions) {
  harness = await startHarness(options);
  return harness;
}
afterEach(() => harness.close());

describe('two tabs of one conversation', () => {
  test('see the same events with the same numbers', async () => {
    const { connect } = await start();
    const [first, second] = [await connect(), await connect()];
    const { conversationId } = await first.hello();
    await second.hello({ conversationId });
    first.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
    await Promise.all([first.event('turn.completed'), second.event('turn.completed')]);
    expect(second.events.slice(1)).toEqual(first.events.slice(1));
  });

  test('that ask the same turn five times have one turn', async () => {
    const { started, runTurn } = counted(wordTurn(['Once.']));
    const { connect } = await start({ runTurn });
    const [first, second] = [await connect(), await connect()];
    const { conversationId } = await first.hello();
    await second.hello({ conversationId });
    const ask = { type: 'ask', turnId: 'turn-0001', text: 'Hello?' };
    for (const client of [first, second, first, second]) client.send(ask);
    await Promise.all([first.event('turn.completed'), second.event('turn.completed')]);
    second.send(ask);
    second.send({ type: 'ping' });
    await second.event('pong');
    expect(started).toEqual(['turn-0001']);
    expect(second.text()).toBe('Once.');
    expect([...first.events, ...second.events].filter((event) => event.type === 'error')).toEqual([]);
  });

  test('may not run two turns at once: the second is busy', async () => {
    const gate = createGate();
    const { connect } = await start({ runTurn: wordTurn(WORDS, gate.pass) });
    const [first, second] = [await connect(), await connect()];
    const { conversationId } = await first.hello();
    await second.hello({ conversationId });
    first.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
    await second.event('turn.started');
    second.send({ type: 'ask', turnId: 'turn-0002', text: 'Me too?' });
    expect(await second.event('error')).toMatchObject({ code: 'busy', turnId: 'turn-0002' });
    gate.release(WORDS.length);
    await first.event('turn.completed');
    second.send({ type: 'ask', turnId: 'turn-0002', text: 'Me too?' });
    await second.event('turn.completed', (event) => event.turnId === 'turn-0002');
  });

  test('can stop a turn from the other, also after a resume', async () => {
    const gate = createGate();
    const { connect } = await start({ runTurn: wordTurn(WORDS, gate.pass) });
    const first = await connect();
    const { conversationId } = await first.hello();
    first.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
    await first.event('turn.started');
    first.socket.terminate();
    const second = await connect();
    await second.hello({ conversationId, lastSeq: 1 });
    second.send({ type: 'cancel', turnId: 'turn-0001' });
    await second.event('turn.cancelled');
  });

  test('are both told when one forgets, and nothing of it can be read again', async () => {
    const { connect, store } = await start();
    const [first, second] = [await connect(), await connect()];
    const { conversationId } = await first.hello();
    await second.hello({ conversationId });
    first.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
    await second.event('turn.completed');
    first.send({ type: 'forget' });
    await Promise.all([first.event('forgotten'), second.event('forgotten')]);
    expect(await store.turns(conversationId)).toEqual([]);
    const later = await connect();
    const ready = await later.hello({ conversationId, lastSeq: 2 });
    expect(ready).toMatchObject({ recovered: false });
    expect(ready.conversationId).not.toBe(conversationId);
  });

  test('begin none with a cancel, a rating or another forget after a forget', async () => {
    const { connect } = await start();
    const client = await connect();
    await client.hello();
    client.send({ type: 'forget' });
    client.send({ type: 'cancel', turnId: 'turn-0001' });
    client.send({ type: 'feedback', turnId: 'turn-0001', rating: 'up' });
    client.send({ type: 'forget' });
    client.send({ type: 'ask', turnId: 'turn-0001', text: '' });
    await client.event('error');
    expect(client.events.map((event) => event.type)).toEqual(['ready', 'forgotten', 'ready', 'error']);
  });

  test('begin a new conversation with what is asked after a forget', async () => {
    const { connect } = await start();
    const client = await connect();
    const { conversationId } = await client.hello();
    client.send({ type: 'forget' });
    await client.event('forgotten');
    client.send({ type: 'ask', turnId: 'turn-0002', text: 'Hello again?' });
    await client.event('turn.completed');
    const fresh = await client.event('ready', (ready) => ready.conversationId !== conversationId);
    expect(fresh.recovered).toBe(false);
  });

  test('that forget while a turn runs stop it, and it is not stored again', async () => {
    const gate = createGate();
    const { connect, conversations, store } = await start({ runTurn: wordTurn(WORDS, gate.pass) });
    const client = await connect();
    const { conversationId } = await client.hello();
    client.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
    await client.event('turn.started');
    client.send({ type: 'forget' });
    await client.event('forgotten');
    await conversations.drain(10_000);
    expect(await store.turns(conversationId)).toEqual([]);
  });
});
