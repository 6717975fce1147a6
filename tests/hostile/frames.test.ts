import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLOSE } from '../../src/protocol.ts';
import { type Harness, startHarness } from '../server/harness.ts';
import { rawPeer } from '../server/raw.ts';
import { fairNow } from '../support/clock.ts';
import { BYTES, TEXTS } from './frames.ts';

let harness: Harness;
let heldBefore = 0;
beforeAll(async () => {
  harness = await startHarness();
  heldBefore = heldMegabytes();
});
afterAll(() => harness.close());

/** Whether the server still serves others. */
async function expectAlive() {
  const client = await harness.connect();
  await client.hello();
  client.send({ type: 'ask', turnId: 'alive-turn', text: 'Still there?' });
  await client.event('turn.completed');
  client.socket.close();
  await client.closed;
}

test('there are more than two hundred kinds of them', () => {
  expect(TEXTS.length + BYTES.length).toBeGreaterThan(200);
});

test('a text that is no request gets an answer or a documented code, at once', async () => {
  let client = await harness.connect();
  await client.hello();
  const odd: unknown[] = [];
  for (const text of TEXTS) {
    if (client.socket.readyState !== client.socket.OPEN) {
      client = await harness.connect();
      await client.hello();
    }
    const from = fairNow();
    const before = client.events.filter(({ type }) => type === 'pong').length;
    client.send(text);
    client.send({ type: 'ping' });
    const answered = client.event(
      'pong',
      () => client.events.filter(({ type }) => type === 'pong').length > before,
    );
    const code = await Promise.race([
      answered.then(
        () => undefined,
        () => undefined,
      ),
      client.closed.then((closed) => closed.code),
    ]);
    if (code !== undefined && ![1009, CLOSE.abuse, CLOSE.version].includes(code as never))
      odd.push({ text: text.slice(0, 80), code });
    if (fairNow() - from > 1000) odd.push({ text: text.slice(0, 80), ms: fairNow() - from });
  }
  client.socket.terminate();
  expect(odd).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  await expectAlive();
});

describe('bytes that are no frame', () => {
  test('end the connection with a code of the standard, and nobody else’s', async () => {
    const witness = await harness.connect();
    await witness.hello();
    const odd: unknown[] = [];
    for (const [name, bytes] of BYTES) {
      const peer = await rawPeer(harness.port);
      peer.write(bytes);
      if (name.startsWith('noise')) peer.end();
      const code = await peer.closeCode().catch(() => 'cut');
      const isNoise = /^noise|HTTP/.test(name);
      const isKnown = [1000, 1002, 1003, 1007, 1008, 1009].includes(code as never);
      if (!isKnown && !(isNoise && code === 'cut')) odd.push({ name, code });
    }
    expect(odd).toEqual([]);
    witness.send({ type: 'ping' });
    await witness.event('pong');
    witness.socket.close();
    await witness.closed;
    await expectAlive();
  });
});

/** What is held once nothing else can be thrown away; pages that the system has not taken back are not counted. */
function heldMegabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 ** 2;
}

test('a flood of them takes no memory that stays', async () => {
  for (let round = 0; round < 20; round++) {
    const client = await harness.connect();
    const closed = once(client.socket, 'close');
    for (let count = 0; count < 200; count++) client.send('x'.repeat(60_000));
    await closed;
  }
  await expectAlive();
  expect(harness.connectionCount()).toBe(0);
  expect(heldMegabytes() - heldBefore).toBeLessThan(96);
});
