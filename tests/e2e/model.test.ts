import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { PROBE_AFTER_MS } from '../../src/model/breaker.ts';
import { type Scenario, SECRET, startUpstream } from '../support/upstream.ts';
import { startApp } from './app.ts';

const QUESTION = 'What does an AI engineer do all day?';
const SAID = 'AI engineers integrate existing models into products [1]. They ship and iterate [1].';

async function upstreamOf(scenarios: Scenario | Scenario[], text = SAID, beforeFault?: Promise<unknown>) {
  const upstream = await startUpstream(scenarios, text, beforeFault);
  onTestFinished(() => upstream.close());
  return upstream;
}

/** A port on which nothing listens. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

test('a base URL switches the model on, and it answers with citations', async () => {
  const upstream = await upstreamOf('ok');
  const app = await startApp({ OPENAI_BASE_URL: upstream.baseUrl, OPENAI_MODEL: 'small-model' });
  const { ready, ask } = await app.visit();
  expect(ready.answerer).toBe('llm');

  const { end, text, citations } = await ask(QUESTION);
  expect(text).toBe(SAID);
  expect(end).toMatchObject({ type: 'turn.completed', answerer: 'llm', outcome: 'answered' });
  expect(end).toMatchObject({ usage: { inputTokens: 11, outputTokens: 7, estimated: false } });
  expect(citations).toHaveLength(1);
  expect(upstream.requests[0]?.body.model).toBe('small-model');
});

test('the model is given the passages that the rules answer from', async () => {
  const upstream = await upstreamOf('ok');
  const withModel = await startApp({ OPENAI_BASE_URL: upstream.baseUrl });
  const withRules = await startApp();
  const [model, rules] = [await withModel.visit(), await withRules.visit()];
  const [byModel, byRules] = [await model.ask(QUESTION), await rules.ask(QUESTION)];
  const prompt = JSON.stringify(upstream.requests[0]?.body.messages);
  expect(byRules.citations.length).toBeGreaterThan(0);
  for (const { quote } of [...byRules.citations, ...byModel.citations]) {
    expect(prompt).toContain(JSON.stringify(quote).slice(1, -1));
  }
});

test('a marker that names no passage never reaches the visitor', async () => {
  const upstream = await upstreamOf('ok', 'AI engineers ship [1] and win prizes [97] every day [0].');
  const app = await startApp({ OPENAI_BASE_URL: upstream.baseUrl });
  const { text, citations } = await (await app.visit()).ask(QUESTION);
  expect(text.match(/\[\d+\]/g)).toEqual(['[1]']);
  expect(citations.map(({ marker }) => marker)).toEqual([1]);
});

test('a question without evidence costs no call of the model', async () => {
  const upstream = await upstreamOf('ok');
  const app = await startApp({ OPENAI_BASE_URL: upstream.baseUrl });
  const { end } = await (await app.visit()).ask('Give me a recipe for lasagne');
  expect(end).toMatchObject({ outcome: 'abstained', answerer: 'rules' });
  expect(upstream.requests).toEqual([]);
});

test('when nothing listens at the base URL the rules answer, and say so', async () => {
  const app = await startApp({ OPENAI_BASE_URL: `http://127.0.0.1:${await deadPort()}/v1` });
  const { end, text, citations } = await (await app.visit()).ask(QUESTION);
  expect(end).toMatchObject({
    type: 'turn.completed',
    answerer: 'rules',
    outcome: 'answered',
    notice: 'model_failed',
  });
  expect(text).not.toBe('');
  expect(citations.length).toBeGreaterThan(0);
});

test.each<Scenario>(['status 401', 'status 500', 'html 200', 'empty', 'malformed', 'rst', 'no choices'])(
  'an upstream that fails before its first words ("%s") leaves the answer to the rules',
  async (scenario) => {
    const upstream = await upstreamOf(scenario);
    const app = await startApp({ OPENAI_BASE_URL: upstream.baseUrl });
    const { client, ask } = await app.visit();
    const { end } = await ask(QUESTION);
    expect(end).toMatchObject({ answerer: 'rules', outcome: 'answered', notice: 'model_failed' });
    expect(upstream.requests.length).toBeLessThanOrEqual(2);
    expect(JSON.stringify(client.events)).not.toContain(SECRET);
  },
);

test('a model that says nothing in time leaves the answer to the rules', async () => {
  const upstream = await upstreamOf('hang');
  const app = await startApp({ OPENAI_BASE_URL: upstream.baseUrl, FIRST_DELTA_TIMEOUT_MS: '100' });
  const { end } = await (await app.visit()).ask(QUESTION);
  expect(end).toMatchObject({ answerer: 'rules', notice: 'model_failed' });
  await Promise.all(upstream.requests.map(({ gone }) => gone));
});

test.each<Scenario>(['fin half', 'rst half', 'malformed half', 'stall half'])(
  'an answer cut after its first words ("%s") is said to be cut, and may be asked again',
  async (scenario) => {
    let cutNow = () => {};
    const shown = new Promise<void>((resolve) => {
      cutNow = resolve;
    });
    const upstream = await upstreamOf([scenario, 'ok'], SAID, shown);
    const app = await startApp({ OPENAI_BASE_URL: upstream.baseUrl, GAP_TIMEOUT_MS: '150' });
    const { client, ask } = await app.visit();
    void client.event('answer.delta').then(cutNow, () => {});
    const cut = await ask(QUESTION);
    expect(cut.end).toMatchObject({ type: 'turn.failed', retryable: true });
    expect(cut.text).not.toBe('');
    expect(SAID.startsWith(cut.text.trimEnd())).toBe(true);
    expect(cut.events.filter(({ type }) => type === 'turn.completed')).toEqual([]);
    expect(JSON.stringify(client.events)).not.toContain(SECRET);

    const again = await ask(QUESTION);
    expect(again).toMatchObject({ text: SAID, end: { type: 'turn.completed', answerer: 'llm' } });
  },
);

test('warming up asks the model nothing', async () => {
  const upstream = await upstreamOf('ok');
  const app = await startApp({ OPENAI_BASE_URL: upstream.baseUrl });
  const { ask } = await app.visit();
  await ask(QUESTION);
  expect(upstream.requests).toHaveLength(1);
});

test('health and log tell the operator at once of a key that is refused, and of its repair', async () => {
  const upstream = await upstreamOf(['status 401', 'ok']);
  const app = await startApp({ OPENAI_BASE_URL: upstream.baseUrl });
  const health = async () => (await fetch(`${app.url}/healthz`)).json();
  expect(await health()).toEqual({ status: 'ok', parts: { store: 'ok', model: 'ok' } });
  const told = app.logs('model not asked, somebody must act');
  const { ask } = await app.visit();
  await ask(QUESTION);
  await told;
  expect(await health()).toEqual({
    status: 'degraded',
    parts: { store: 'ok', model: 'open: upstream_auth' },
  });

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + PROBE_AFTER_MS });
  onTestFinished(() => void vi.useRealTimers());
  expect((await ask(QUESTION)).end).toMatchObject({ answerer: 'llm' });
  expect(await health()).toMatchObject({ status: 'ok' });
});
