import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { CLOSE, PROTOCOL_VERSION } from '../../src/protocol.ts';
import { createGate, type Harness, type HarnessOptions, startHarness, wordTurn } from './harness.ts';
import { frame, OPCODE, rawPeer } from './raw.ts';

let harness: Harness;
async function start(options?: HarnessOptions) {
  harness = await startHarness(options);
  return harness;
}
afterEach(() => harness.close());

/** Proves that the server still serves others. */
async function expectAlive() {
  const client = await harness.connect();
  await client.hello();
  client.send({ type: 'ask', turnId: 'alive-turn', text: 'Still there?' });
  await client.event('turn.completed');
}

describe('a peer that misbehaves', () => {
  test('is closed as abusive after five unreadable frames', async () => {
    const { connect } = await start();
    const client = await connect();
    for (let count = 0; count < 6; count++) client.send('nonsense');
    expect(await client.closed).toEqual({ code: CLOSE.abuse });
    expect(client.events).toHaveLength(5);
  });

  test('that sends any JSON, or a valid request with any field replaced, gets answers and no crash', async () => {
    const { connect } = await start();
    const client = await connect();
    await client.hello();
    const valid: Record<string, unknown>[] = [
      { type: 'ask', turnId: 'turn-0001', text: 'Hello?' },
      { type: 'cancel', turnId: 'turn-0001' },
      { type: 'feedback', turnId: 'turn-0001', rating: 'up', comment: 'Good.' },
      { type: 'hello', protocolVersion: PROTOCOL_VERSION, conversationId: 'some-conversation', lastSeq: 0 },
    ];
    const request = fc.oneof(
      fc.jsonValue(),
      fc
        .tuple(fc.constantFrom(...valid), fc.nat(), fc.jsonValue())
        .map(([base, at, value]) => ({
          ...base,
          [Object.keys(base)[at % Object.keys(base).length] ?? '']: value,
        }))
        // Another version is a reason to close, tested elsewhere.
        .filter((changed) => !('protocolVersion' in changed) || changed.protocolVersion === PROTOCOL_VERSION),
    );
    for (const [index, value] of fc.sample(request, 300).entries()) {
      client.send(JSON.stringify(value));
      client.send({ type: 'ping' });
      await client.event('pong', () => client.events.filter((event) => event.type === 'pong').length > index);
    }
    client.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION });
    client.send({ type: 'ask', turnId: 'last-turn', text: 'Still there?' });
    await client.event('turn.completed', (event) => event.turnId === 'last-turn');
  });

  test('is forgiven unreadable frames between readable ones', async () => {
    const { connect } = await start();
    const client = await connect();
    for (let round = 0; round < 4; round++) {
      for (let count = 0; count < 4; count++) client.send('nonsense');
      client.send({ type: 'ping' });
    }
    await client.event('pong', () => client.events.length === 20);
  });

  test('gets an error for a binary frame', async () => {
    const { connect } = await start();
    const client = await connect();
    client.socket.send(Buffer.from('{"type":"ping"}'));
    expect(await client.event('error')).toMatchObject({ code: 'bad_request' });
    expect(client.events.map((event) => event.type)).not.toContain('pong');
  });

  test('is closed with 1009 for a frame over 64 KiB', async () => {
    const { connect } = await start();
    const client = await connect();
    client.send('x'.repeat(64 * 1024 + 1));
    expect(await client.closed).toEqual({ code: 1009 });
    await expectAlive();
  });

  test('is closed with 1007 for invalid UTF-8, and the server lives on', async () => {
    const { port } = await start();
    const peer = await rawPeer(port);
    peer.write(frame(OPCODE.text, Buffer.from([0x7b, 0xc3, 0x28])));
    expect(await peer.closeCode()).toBe(1007);
    await expectAlive();
  });

  test('is closed with 1008 for a flood of fragments', async () => {
    const { port } = await start();
    const peer = await rawPeer(port);
    peer.write(frame(OPCODE.text, '"', false));
    for (let count = 0; count < 40; count++) peer.write(frame(OPCODE.continuation, 'a', false));
    expect(await peer.closeCode()).toBe(1008);
    await expectAlive();
  });

  test('is closed for good when it speaks another version', async () => {
    const { connect } = await start();
    const client = await connect();
    client.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION + 1 });
    expect(await client.closed).toEqual({ code: CLOSE.version });
  });

  test('is cut when it pings for ever and reads no answer', async () => {
    const { port, connectionCount } = await start();
    const peer = await rawPeer(port);
    expect(connectionCount()).toBe(1);
    peer.pause();
    const ping = frame(OPCODE.ping, Buffer.alloc(125));
    const many = Buffer.concat(Array<Buffer>(500).fill(ping));
    await expect
      .poll(
        () => {
          for (let i = 0; i < 20; i++) peer.write(many);
          return connectionCount();
        },
        { interval: 20 },
      )
      .toBe(0);
    await expectAlive();
  });

  test('holds its turn back while it reads slowly, and loses nothing when it reads on', async () => {
    const words = Array.from({ length: 400 }, () => 'w'.repeat(64 * 1024));
    let reached = 0;
    const { connect } = await start({
      runTurn: wordTurn(words, async (index) => {
        reached = index;
      }),
    });
    const slow = await connect();
    await slow.hello();
    slow.send({ type: 'ask', turnId: 'turn-0001', text: 'Flood me.' });
    await slow.event('turn.started');
    slow.socket.pause();
    let before = -1;
    const stands = () => {
      const isSame = reached === before;
      before = reached;
      return isSame && reached > 2;
    };
    await expect.poll(stands).toBe(true);
    expect(reached).toBeLessThan(words.length - 1);
    slow.socket.resume();
    await slow.event('turn.completed');
    expect(slow.text().length).toBe(words.length * 64 * 1024);
  });

  test('is cut when it does not read, while its turn goes on for others', async () => {
    const words = Array.from({ length: 400 }, () => 'w'.repeat(64 * 1024));
    const gate = createGate();
    const { connect, conversations } = await start({ runTurn: wordTurn(words, gate.pass) });
    const slow = await connect();
    const { conversationId } = await slow.hello();
    slow.send({ type: 'ask', turnId: 'turn-0001', text: 'Flood me.' });
    await slow.event('turn.started');
    slow.socket.pause();
    gate.release(words.length);
    await conversations.drain(120_000);
    slow.socket.resume();
    // The code reaches who reads on within two seconds of the cut, which on a busy machine are over before the turn.
    expect([CLOSE.slow, 1006]).toContain((await slow.closed).code);
    expect(slow.text().length).toBeLessThan(words.length * 64 * 1024);
    const late = await connect();
    await late.hello({ conversationId });
    expect((await late.event('turn.snapshot')).state).toBe('completed');
  });
});
