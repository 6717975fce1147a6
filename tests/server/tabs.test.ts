import { afterEach, describe, expect, test } from 'vitest';
import { createGate, type Harness, type HarnessOptions, startHarness, wordTurn } from './harness.ts';
import { describeLiveTurns } from './live-turns.ts';

const WORDS = ['A ', 'career ', 'is ', 'a ', 'series ', 'of ', 'tests.'];

let harness: Harness;
async function start(options?: HarnessOptions) {
  harness = await startHarness(options);
  return harness;
}
afterEach(() => harness.close());

describeLiveTurns('one server with all tabs', async (runTurn) => {
  const only = await start({ runTurn });
  return [only, only];
});

describe('tabs of one conversation', () => {
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
    await conversations.drain(120_000);
    expect(await store.turns(conversationId)).toEqual([]);
  });
});
