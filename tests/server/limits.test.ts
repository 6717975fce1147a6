import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { CLOSE } from '../../src/protocol.ts';
import { fairNow } from '../support/clock.ts';
import { createGate, type Harness, type HarnessOptions, startHarness, wordTurn } from './harness.ts';

let harness: Harness;
async function start(limits: HarnessOptions['limits'], options: HarnessOptions = {}) {
  harness = await startHarness({ ...options, limits: { unlimitedAddresses: [], ...limits } });
  return harness;
}
afterEach(() => harness.close());

const as = (localAddress: string) => ({ localAddress });
const claiming = (forwarded: string) => ({ headers: { 'x-forwarded-for': forwarded } });

/** Asks and says how it went: the type of the end, or the code of the error with its wait. */
async function ask(client: Awaited<ReturnType<Harness['connect']>>, turnId: string) {
  client.send({ type: 'ask', turnId, text: 'Why?' });
  return Promise.race([
    client.event('turn.completed', (event) => event.turnId === turnId).then(({ type }) => ({ type })),
    client.event('error', (event) => event.turnId === turnId),
  ]);
}

describe('before the upgrade', () => {
  test('an address may open so many sockets, and another address is not concerned', async () => {
    const { connect } = await start({ connectionsPerAddress: 2 });
    const first = await connect();
    await connect();
    await expect(connect()).rejects.toThrow('refused 429');
    await connect(as('127.0.0.2'));
    first.socket.close();
    await first.closed;
    await expect.poll(() => connect().then(() => 'open')).toBe('open');
  });

  test('an address may try so often a minute, refused attempts included, and reads when to come back', async () => {
    const { connect, port } = await start({ upgradesPerMinute: 3 });
    for (let i = 0; i < 3; i++) (await connect()).socket.terminate();
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket' };
      request({ port, host: '127.0.0.1', path: '/ws', headers: upgrade })
        .on('response', (response) => {
          response.resume();
          resolve({ status: response.statusCode, ...response.headers });
        })
        .on('error', reject)
        .end();
    });
    expect(headers.status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
    await connect(as('127.0.0.2'));
  });

  test('an address may hold a hundred connections beside its chats, and another address is answered', async () => {
    const { connect: open, port, url } = await start({ connectionsPerAddress: 2 });
    const held: Socket[] = [];
    const hold = () =>
      new Promise<'held' | 'cut'>((resolve) => {
        const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.3' });
        held.push(socket);
        socket.on('error', () => {}).once('close', () => resolve('cut'));
        // What was let in is answered; the connection is kept.
        socket.once('data', () => resolve('held'));
        socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
      });
    const [first] = await Promise.all(Array.from({ length: 102 }, hold));
    expect(first).toBe('held');
    expect(await hold()).toBe('cut');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await open(as('127.0.0.2'));
    held[0]?.destroy();
    await expect.poll(hold).toBe('held');
    for (const socket of held) socket.destroy();
  });

  test('a forged X-Forwarded-For changes nothing', async () => {
    const { connect } = await start({ connectionsPerAddress: 1, trustedProxyHops: 0 });
    await connect(claiming('198.51.100.1'));
    await expect(connect(claiming('198.51.100.2'))).rejects.toThrow('refused 429');
  });

  test('behind a trusted proxy the address is the one it names, and what its client claimed is not', async () => {
    const { connect } = await start({ connectionsPerAddress: 1, trustedProxyHops: 1 });
    await connect(claiming('198.51.100.1'));
    await connect(claiming('198.51.100.2'));
    await expect(connect(claiming('203.0.113.9, 198.51.100.2'))).rejects.toThrow('refused 429');
  });

  test('the shared ceiling comes last: who is over her own limit is told that', async () => {
    const { connect } = await start({ connectionsPerAddress: 1, maxConnections: 2 });
    await connect();
    await connect(as('127.0.0.2'));
    await expect(connect()).rejects.toThrow('refused 429');
    await expect(connect(as('127.0.0.3'))).rejects.toThrow('refused 503');
  });

  test('an upgrade that fails takes no place', async () => {
    const { connect, port } = await start({ connectionsPerAddress: 1 });
    for (let i = 0; i < 3; i++) {
      const status = await new Promise((resolve, reject) => {
        const broken = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' };
        request({ port, host: '127.0.0.1', path: '/ws', headers: broken })
          .on('response', (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
      expect(status).toBe(400);
    }
    await connect();
  });
});

describe('questions', () => {
  test('of one address are limited, over all its sockets, and those of another are answered', async () => {
    const { connect } = await start({ turnsPerMinute: 2 });
    const [one, two, other] = [await connect(), await connect(), await connect(as('127.0.0.2'))];
    for (const client of [one, two, other]) await client.hello();
    expect(await ask(one, 'turn-0001')).toMatchObject({ type: 'turn.completed' });
    expect(await ask(two, 'turn-0002')).toMatchObject({ type: 'turn.completed' });
    const refused = await ask(one, 'turn-0003');
    expect(refused).toMatchObject({ code: 'rate_limited', message: expect.stringContaining('wait') });
    expect((refused as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(0);
    expect(await ask(other, 'turn-0004')).toMatchObject({ type: 'turn.completed' });
  });

  test('that are repeated count once', async () => {
    const { connect } = await start({ turnsPerMinute: 2 });
    const client = await connect();
    await client.hello();
    for (let i = 0; i < 5; i++) await ask(client, 'turn-0001');
    expect(await ask(client, 'turn-0002')).toMatchObject({ type: 'turn.completed' });
    expect(await ask(client, 'turn-0003')).toMatchObject({ code: 'rate_limited' });
  });

  test('beyond what the server can hold are told when to come back, within half a second', async () => {
    const gate = createGate();
    const { connect } = await start({ maxTurns: 1 }, { runTurn: wordTurn(['a', 'b'], gate.pass) });
    const [one, two] = [await connect(), await connect(as('127.0.0.2'))];
    for (const client of [one, two]) await client.hello();
    one.send({ type: 'ask', turnId: 'turn-0001', text: 'Why?' });
    await one.event('turn.started');
    const from = fairNow();
    const refused = await ask(two, 'turn-0002');
    expect(refused).toMatchObject({ code: 'busy', retryAfterMs: expect.any(Number) });
    expect(fairNow() - from).toBeLessThan(600);
    gate.release(2);
    await one.event('turn.completed');
    expect(await ask(two, 'turn-0003')).toMatchObject({ type: 'turn.completed' });
  });
});

describe('frames', () => {
  test('of a conversation beyond its limit are refused, and at last its socket is closed', async () => {
    const { connect } = await start({});
    const client = await connect();
    await client.hello();
    for (let i = 0; i < 300; i++) client.send({ type: 'ping' });
    expect(await client.closed).toEqual({ code: CLOSE.limited });
    const refused = client.events.filter((event) => event.type === 'error');
    expect(refused[0]).toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) });
    expect(client.events.filter((event) => event.type === 'pong').length).toBeGreaterThan(100);
    const other = await connect();
    await other.hello();
    expect(await ask(other, 'turn-0001')).toMatchObject({ type: 'turn.completed' });
  });

  test('that are costly are limited sooner: a visitor cannot delete again and again', async () => {
    const { connect } = await start({});
    const client = await connect();
    let refusals = 0;
    for (let round = 0; round < 200 && refusals === 0; round++) {
      client.send({ type: 'hello', protocolVersion: 1 });
      client.send({ type: 'forget' });
      client.send({ type: 'ping' });
      await client
        .event('pong', () => {
          const answered = client.events.filter(({ type }) => type === 'pong' || type === 'error');
          return answered.length > round;
        })
        .catch(() => {});
      refusals = client.events.filter((event) => event.type === 'error').length;
    }
    expect(refusals).toBeGreaterThan(0);
    expect(client.events.filter((event) => event.type === 'forgotten').length).toBeLessThan(90);
  });
});
