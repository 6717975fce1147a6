import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CLOSE } from '../../src/protocol.ts';
import { type Harness, startHarness } from './harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

test('a peer that says no hello is closed after ten seconds', async () => {
  const client = await harness.connect();
  harness.advance(9000);
  client.send({ type: 'ping' });
  await client.event('pong');
  harness.advance(1000);
  expect(await client.closed).toEqual({ code: CLOSE.helloTimeout });
});

test('one silent peer does not keep a later one waiting, nor a greeted one count as silent', async () => {
  const greeted = await harness.connect();
  await greeted.hello();
  const early = await harness.connect();
  harness.advance(5000);
  const late = await harness.connect();
  harness.advance(5000);
  expect(await early.closed).toEqual({ code: CLOSE.helloTimeout });
  harness.advance(4000);
  late.send({ type: 'ping' });
  await late.event('pong');
  harness.advance(1000);
  expect(await late.closed).toEqual({ code: CLOSE.helloTimeout });
  greeted.send({ type: 'ping' });
  await greeted.event('pong');
});

test('a peer that answers no ping is cut within 45 seconds', async () => {
  const client = await harness.connect({ autoPong: false });
  await client.hello();
  const pinged = once(client.socket, 'ping');
  harness.advance(20_000);
  await pinged;
  harness.advance(20_000);
  expect(await client.closed).toEqual({ code: 1006 });
  expect(harness.connectionCount()).toBe(0);
});

test('a peer that answers pings, or only speaks, stays', async () => {
  const quiet = await harness.connect();
  await quiet.hello();
  const mute = await harness.connect({ autoPong: false });
  await mute.hello();
  for (let round = 0; round < 5; round++) {
    const pinged = [once(quiet.socket, 'ping'), once(mute.socket, 'ping')];
    harness.advance(20_000);
    await Promise.all(pinged);
    const pongs = mute.events.length;
    mute.send({ type: 'ping' });
    await mute.event('pong', () => mute.events.length > pongs);
    // The answer to this one proves that the pong before it, on the same connection, has been read.
    const before = quiet.events.length;
    quiet.socket.send('x');
    await quiet.event('error', () => quiet.events.length > before);
  }
  expect(harness.connectionCount()).toBe(2);
});
