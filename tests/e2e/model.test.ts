import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { PROBE_AFTER_MS } from '../../src/model/breaker.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import { temporaryFolder } from '../store/folder.ts';
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
    expect(cut.end).toMatchObject({ type: 'turn.failed', code: 'interrupted', retryable: true });
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
  expect(await health()).toEqual({ status: 'ok', parts: { store: 'ok', model: 'ok', budget: 'ok' } });
  const told = app.logs('model not asked, somebody must act');
  const { ask } = await app.visit();
  await ask(QUESTION);
  await told;
  expect(await health()).toEqual({
    status: 'degraded',
    parts: { store: 'ok', model: 'open: upstream_auth', budget: 'ok' },
  });

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + PROBE_AFTER_MS });
  onTestFinished(() => void vi.useRealTimers());
  expect((await ask(QUESTION)).end).toMatchObject({ answerer: 'llm' });
  expect(await health()).toMatchObject({ status: 'ok' });
});

test('what would exceed the budget is not asked of the model: the rules answer, and say why', async () => {
  const upstream = await upstreamOf('hang');
  const path = join(temporaryFolder(), 'store.db');
  const app = await startApp({
    OPENAI_BASE_URL: upstream.baseUrl,
    STORE_PATH: path,
    FIRST_DELTA_TIMEOUT_MS: '300',
    DAILY_DOLLAR_BUDGET: '0.01',
    MODEL_PRICES: 'gpt-4o-mini=1/1',
    // One estimate takes most of the budget.
    MAX_OUTPUT_TOKENS: '7000',
  });
  const [first, second] = [await app.visit(), await app.visit()];
  const told = app.logs('budget_spent');
  const waiting = first.ask(QUESTION);
  await expect.poll(() => upstream.requests.length).toBe(1);
  const { end, text } = await second.ask(QUESTION);
  expect(end).toMatchObject({ answerer: 'rules', outcome: 'answered', notice: 'budget_spent' });
  expect(text).not.toBe('');
  await told;
  expect(await (await fetch(`${app.url}/healthz`)).json()).toMatchObject({
    status: 'degraded',
    parts: { budget: 'spent' },
  });
  expect((await waiting).end).toMatchObject({ notice: 'model_failed' });
  expect(upstream.requests).toHaveLength(1);
  expect(JSON.stringify(second.client.events)).not.toMatch(/dollar|cost/i);

  // The prompt that nobody answered is paid for, and the file knows.
  const today = new Date().toISOString().slice(0, 10);
  const store = createSqliteStore({ path });
  onTestFinished(() => store.close());
  const nothing = { inputTokens: 0, outputTokens: 0, microDollars: 0 };
  await expect.poll(async () => (await store.spend(today, nothing)).microDollars).toBeGreaterThan(100);
});

test('a budget that was spent before a restart is still spent after it', async () => {
  const upstream = await upstreamOf('ok');
  const path = join(temporaryFolder(), 'store.db');
  const store = createSqliteStore({ path });
  const today = new Date().toISOString().slice(0, 10);
  await store.spend(today, { inputTokens: 900_000, outputTokens: 100_000, microDollars: 0 });
  await store.close();
  const app = await startApp({
    OPENAI_BASE_URL: upstream.baseUrl,
    STORE_PATH: path,
    DAILY_TOKEN_BUDGET: '1000000',
  });
  const { end } = await (await app.visit()).ask(QUESTION);
  expect(end).toMatchObject({ answerer: 'rules', notice: 'budget_spent' });
  expect(upstream.requests).toEqual([]);
});
