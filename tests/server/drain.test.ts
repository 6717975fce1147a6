import { afterEach, expect, test } from 'vitest';
import { CLOSE } from '../../src/protocol.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createGate, type Harness, startHarness, wordTurn } from './harness.ts';

let harness: Harness;
afterEach(() => harness.close());

test('a stop refuses newcomers, lets the running turn end, then tells its tab to come back', async () => {
  const gate = createGate();
  harness = await startHarness({
    runTurn: wordTurn(['To ', 'the end.'], gate.pass),
    shutdownTimeoutMs: 20_000,
  });
  const idle = await harness.connect();
  await idle.hello();
  const busy = await harness.connect();
  await busy.hello();
  busy.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
  gate.release(1);
  await busy.event('answer.delta');

  const stopped = harness.close();
  expect(await idle.closed).toEqual({ code: CLOSE.restart });
  expect((await fetch(`${harness.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${harness.url}/healthz`)).status).toBe(200);
  await expect(harness.connect()).rejects.toThrow('refused 503');
  busy.send({ type: 'ask', turnId: 'turn-0002', text: 'One more?' });
  expect(await busy.event('error')).toMatchObject({ code: 'busy', turnId: 'turn-0002' });

  gate.release(1);
  await busy.event('turn.completed');
  expect(busy.text()).toBe('To the end.');
  expect(await busy.closed).toEqual({ code: CLOSE.restart });
  await stopped;
  await expect(fetch(`${harness.url}/healthz`)).rejects.toThrow();
});

test('a turn that outlasts the timeout ends as interrupted, is kept so, and can be retried', async () => {
  const store = createMemoryStore();
  const gate = createGate();
  harness = await startHarness({
    runTurn: wordTurn(['Half ', 'done.'], gate.pass),
    store,
    shutdownTimeoutMs: 20,
  });
  const client = await harness.connect();
  const { conversationId } = await client.hello();
  client.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
  gate.release(1);
  await client.event('answer.delta');
  await harness.close();
  expect(await client.event('turn.failed')).toMatchObject({ code: 'interrupted', retryable: true });
  expect(await client.closed).toEqual({ code: CLOSE.restart });
  const [kept] = await store.turns(conversationId);
  expect(kept?.snapshot).toMatchObject({ state: 'interrupted', text: 'Half ' });
});
