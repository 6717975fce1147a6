import { afterEach, expect, test } from 'vitest';
import { type Harness, type HarnessOptions, startHarness } from './harness.ts';

let harness: Harness;
async function start(options?: HarnessOptions) {
  harness = await startHarness(options);
  return harness;
}
afterEach(() => harness.close());

test('greets, then streams a turn whose numbers only grow', async () => {
  const { connect } = await start();
  const client = await connect();
  const ready = await client.hello();
  expect(ready).toMatchObject({ answerer: 'rules', starters: ['Hi?'], passages: 3, recovered: false });
  expect(ready.conversationId).toMatch(/^[\w-]{22,}$/);
  client.send({ type: 'ask', turnId: 'turn-0001', text: 'Hello?' });
  await client.event('turn.completed');
  expect(client.events.map((event) => event.type)).toEqual([
    'ready',
    'turn.started',
    'answer.delta',
    'answer.delta',
    'turn.completed',
  ]);
  expect(client.events.flatMap((event) => ('seq' in event ? [event.seq] : []))).toEqual([1, 2, 3, 4]);
  expect(client.text()).toBe('Hello there.');
});
