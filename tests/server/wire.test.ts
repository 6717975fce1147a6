import { afterEach, describe, expect, test } from 'vitest';
import type { RunTurn } from '../../src/chat/turn.ts';
import { PROTOCOL_VERSION } from '../../src/protocol.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createGate, type Harness, type HarnessOptions, startHarness, wordTurn } from './harness.ts';

let harness: Harness;
async function start(options?: HarnessOptions) {
  harness = await startHarness(options);
  return harness;
}
afterEach(() => harness.close());

describe('a turn over the socket', () => {
  test('is greeted, streamed and numbered', async () => {
    const { connect } = await start();
    const client = await connect();
    const ready = await client.hello();
    expect(ready).toMatchObject({ answerer: 'rules', starters: ['Hi?'], passages: 3, recovered: false });
    expect(ready.conversationId).toMatch(/^[\w-]{22,}$/);
    client.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
    await client.event('turn.completed');
    const types = client.events.map((event) => event.type);
    expect(types).toEqual(['ready', 'turn.started', 'answer.delta', 'answer.delta', 'turn.completed']);
    expect(client.events.flatMap((event) => ('seq' in event ? [event.seq] : []))).toEqual([1, 2, 3, 4]);
    expect(client.text()).toBe('Hello there.');
  });

  test('may be asked right behind the hello, in one packet', async () => {
    const { connect } = await start();
    const client = await connect();
    client.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION });
    client.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
    await client.event('turn.completed');
    expect(client.events[0]?.type).toBe('ready');
  });

  test('ends as cancelled when the visitor stops it', async () => {
    const gate = createGate();
    const { connect } = await start({ runTurn: wordTurn(['one ', 'two '], gate.pass) });
    const client = await connect();
    await client.hello();
    client.send({ type: 'ask', turnId: 'turn-0001', text: 'Count.' });
    gate.release(1);
    await client.event('answer.delta');
    client.send({ type: 'cancel', turnId: 'turn-0001' });
    await client.event('turn.cancelled');
    expect(client.text()).toBe('one ');
  });

  test('fails with a fixed text when the generator throws', async () => {
    // biome-ignore lint/correctness/useYield: a generator that breaks its contract before it yields
    const broken: RunTurn = async function* () {
      throw new Error('secret sk-123 at /home/owner');
    };
    const { connect } = await start({ runTurn: broken });
    const client = await connect();
    await client.hello();
    client.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
    const failed = await client.event('turn.failed');
    expect(failed).toMatchObject({ code: 'internal', retryable: true });
    expect(JSON.stringify(client.events)).not.toMatch(/sk-123|owner/);
  });
});

describe('a request that starts no turn', () => {
  test.each([
    ['before hello', { type: 'ask', turnId: 'turn-0001', text: 'Hi' }, 'bad_request'],
    ['of unknown type', { type: 'promote', role: 'admin' }, 'bad_request'],
    ['that is no JSON', '{"type":', 'bad_request'],
    ['that is null', 'null', 'bad_request'],
    [
      'with a forged prototype',
      '{"__proto__":{"type":"forget"},"constructor":{"prototype":{"x":1}}}',
      'bad_request',
    ],
    ['nested a thousand deep', `${'['.repeat(1000)}${']'.repeat(1000)}`, 'bad_request'],
  ])('%s gets an error', async (_what, request, code) => {
    const { connect } = await start();
    const client = await connect();
    client.send(request);
    expect(await client.event('error')).toMatchObject({ code });
    expect(({} as { x?: unknown }).x).toBeUndefined();
    await client.hello();
  });

  test.each([
    ['that is empty', '   ', 'bad_request'],
    ['of invisible characters only', '\u200b\u202e\u{e0041}\u0007', 'bad_request'],
    ['of 2001 characters', 'a'.repeat(2001), 'too_long'],
  ])('a question %s gets an error that names its turn', async (_what, text, code) => {
    const { connect } = await start();
    const client = await connect();
    await client.hello();
    client.send({ type: 'ask', turnId: 'turn-0001', text });
    expect(await client.event('error')).toMatchObject({ code, turnId: 'turn-0001' });
  });

  test('feedback on a turn that the conversation does not have is not found', async () => {
    const { connect } = await start();
    const client = await connect();
    await client.hello();
    client.send({ type: 'feedback', turnId: 'turn-none', rating: 'up' });
    expect(await client.event('error')).toMatchObject({ code: 'not_found', turnId: 'turn-none' });
  });

  test('a ping is answered before hello too', async () => {
    const { connect } = await start();
    const client = await connect();
    client.send({ type: 'ping' });
    await client.event('pong');
  });
});

/** A store whose reads wait until they are let through. */
function gatedStore() {
  const gate = createGate();
  const store = { ...createMemoryStore(), turns: () => gate.pass(0).then(() => []) };
  return { store, release: () => gate.release(1) };
}

describe('while an earlier request waits', () => {
  test('later ones wait in order, and past sixteen the socket is read no further', async () => {
    const { store, release } = gatedStore();
    const { connect } = await start({ store });
    const client = await connect();
    client.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION, conversationId: 'some-conversation' });
    const asked = Array.from({ length: 400 }, (_, index) => `turn-${String(index).padStart(4, '0')}`);
    for (const turnId of asked) client.send({ type: 'ask', turnId, text: 'x'.repeat(60_000) });
    const other = await connect();
    for (let round = 1; round <= 200; round++) {
      other.send({ type: 'ping' });
      await other.event('pong', () => other.events.length === round);
    }
    expect(client.socket.bufferedAmount).toBeGreaterThan(0);
    release();
    await client.event('error', (error) => error.turnId === asked.at(-1));
    const refused = client.events.flatMap((event) => (event.type === 'error' ? [event.turnId] : []));
    expect(refused).toEqual(asked);
  });

  test('a socket that closes meanwhile watches nothing afterwards', async () => {
    const { store, release } = gatedStore();
    const { connect, conversations, connectionCount } = await start({ store });
    const client = await connect();
    client.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION, conversationId: 'some-conversation' });
    client.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
    const other = await connect();
    client.socket.terminate();
    for (let round = 1; connectionCount() > 1; round++) {
      other.send({ type: 'ping' });
      await other.event('pong', () => other.events.length === round);
    }
    release();
    await other.hello();
    expect(conversations.liveCount()).toBe(1);
  });
});
