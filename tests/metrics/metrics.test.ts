import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/server/log.ts';
import { startApp } from '../e2e/app.ts';
import { type Scenario, startUpstream } from '../support/upstream.ts';

const QUESTION = 'What does an AI engineer do all day?';

/** A server that is measured. */
async function measured(env: Record<string, string> = {}) {
  const app = await startApp({ METRICS_PORT: '0', ...env });
  const url = `http://127.0.0.1:${app.metricsPort}/metrics`;
  const text = async () => (await fetch(url)).text();
  return {
    app,
    url,
    text,
    /** The value of one series, written as in the text; undefined where there is none. */
    async value(series: string): Promise<number | undefined> {
      const line = (await text()).split('\n').find((each) => each.startsWith(`${series} `));
      return line === undefined ? undefined : Number(line.slice(series.length + 1));
    },
  };
}

async function upstream(scenario: Scenario | Scenario[], text?: string) {
  const started = await startUpstream(scenario, text);
  onTestFinished(() => started.close());
  return started;
}

test('nothing is measured or listened on unless a port is named', async () => {
  expect((await startApp()).metricsPort).toBeUndefined();
});

test('a turn is counted once, by its door, answerer and outcome, with its times', async () => {
  const { app, value } = await measured();
  const visitor = await app.visit();
  await visitor.ask(QUESTION);
  await visitor.ask('What is the capital of Peru?');
  await visitor.ask('hello');
  const turns = (outcome: string) =>
    value(`crossroads_turns_total{via="chat",answerer="rules",outcome="${outcome}"}`);
  expect(await Promise.all(['answered', 'abstained', 'smalltalk'].map(turns))).toEqual([1, 1, 1]);
  expect(await value('crossroads_turn_seconds_count{answerer="rules"}')).toBe(3);
  expect(await value('crossroads_time_to_first_delta_seconds_count{answerer="rules"}')).toBe(3);
  expect(await value('crossroads_queue_seconds_count')).toBe(3);
  expect(await value('crossroads_turns_running')).toBe(0);
  expect(await value('crossroads_turns_waiting')).toBe(0);
  expect(await value('crossroads_connections')).toBe(1);
  expect(await value('crossroads_knowledge_passages')).toBe(app.passages);
  expect(await value('crossroads_part_ok{part="store"}')).toBe(1);
  expect(await value('crossroads_breaker_state{state="closed"}')).toBeUndefined();
});

test('a program counts at a door of its own', async () => {
  const key = 'a-key-of-the-operator';
  const { app, value } = await measured({ API_KEYS: key });
  const response = await fetch(`${app.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'crossroads', messages: [{ role: 'user', content: QUESTION }] }),
  });
  expect(response.status).toBe(200);
  expect(await value('crossroads_turns_total{via="api",answerer="rules",outcome="answered"}')).toBe(1);
});

test('what the model costs is shown beside its budget', async () => {
  const { baseUrl } = await upstream('ok');
  const { app, value } = await measured({
    OPENAI_BASE_URL: baseUrl,
    OPENAI_MODEL: 'm',
    MODEL_PRICES: 'm=1000/1000',
    DAILY_DOLLAR_BUDGET: '50',
  });
  expect(await value('crossroads_spent_tokens{direction="input"}')).toBeUndefined();
  await (await app.visit()).ask(QUESTION);
  expect(await value('crossroads_turns_total{via="chat",answerer="llm",outcome="answered"}')).toBe(1);
  expect(await value('crossroads_spent_tokens{direction="input"}')).toBe(11);
  expect(await value('crossroads_spent_tokens{direction="output"}')).toBe(7);
  expect(await value('crossroads_spent_dollars')).toBeCloseTo(0.018);
  expect(await value('crossroads_dollar_budget')).toBe(50);
  expect(await value('crossroads_breaker_state{state="closed"}')).toBe(1);
});

test('faults, second calls, fallbacks and the breaker show what the model did', async () => {
  const { baseUrl } = await upstream(['status 503', 'status 503', 'status 401']);
  const { app, value } = await measured({ OPENAI_BASE_URL: baseUrl });
  const visitor = await app.visit();
  await visitor.ask(QUESTION);
  await visitor.ask(QUESTION);
  expect(await value('crossroads_model_retries_total{code="upstream_unavailable"}')).toBe(1);
  const faults = (code: string) => value(`crossroads_model_faults_total{code="${code}",when="before_words"}`);
  expect(await Promise.all(['upstream_unavailable', 'upstream_auth'].map(faults))).toEqual([1, 1]);
  expect(await value('crossroads_fallbacks_total{reason="model_failed"}')).toBe(2);
  expect(await value('crossroads_breaker_state{state="open"}')).toBe(1);
  expect(await value('crossroads_breaker_changes_total{to="open"}')).toBe(1);
  expect(await value('crossroads_part_ok{part="model"}')).toBe(0);
});

test('an answer cut after its first words is a fault, and a failure for its visitor', async () => {
  const { baseUrl } = await upstream(
    'rst half',
    'An AI engineer builds features on top of models that exist [1]. '.repeat(4),
  );
  const { app, value } = await measured({ OPENAI_BASE_URL: baseUrl });
  const { end } = await (await app.visit()).ask(QUESTION);
  expect(end.type).toBe('turn.failed');
  expect(await value('crossroads_turns_total{via="chat",answerer="llm",outcome="failed"}')).toBe(1);
  expect(await value('crossroads_turn_failures_total{code="interrupted"}')).toBe(1);
});

test('who is sent away is counted by why', async () => {
  const { app, value } = await measured({ TURNS_PER_MINUTE: '1', UNLIMITED_ADDRESSES: 'none' });
  const visitor = await app.visit();
  await visitor.ask(QUESTION);
  await expect(visitor.ask(QUESTION)).rejects.toThrow('rate_limited');
  expect(await value('crossroads_turns_refused_total{code="rate_limited"}')).toBe(1);
});

test('the port serves metrics and nothing else, and holds nothing that a visitor wrote', async () => {
  const { app, url, text } = await measured();
  await (await app.visit()).ask('What about my xylophone?');
  const response = await fetch(url);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=/);
  expect(await text()).not.toMatch(/xylophone/);
  expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404);
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${app.url}/metrics`)).status).toBe(404);
});

test('a port that is taken stops the start, and the message names the variable', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  onTestFinished(() => void holder.close());
  const { port } = holder.address() as { port: number };
  const env = { PORT: '0', STORE_PATH: ':memory:', METRICS_PORT: String(port) };
  const app = await createApp(loadConfig(env), { log: createLog('silent') });
  onTestFinished(() => app.close());
  await expect(app.listen()).rejects.toThrow(`METRICS_PORT=${port}`);
});

test('every metric that the dashboard or the guide names is there, and every one of ours is drawn', async () => {
  const { text } = await measured();
  // TYPE names every metric, also one that has no series yet.
  const known = [...(await text()).matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', kind]) =>
    kind === 'histogram' ? `${name}_bucket` : name,
  );
  const dashboard = readFileSync(new URL('../../docs/grafana.json', import.meta.url), 'utf8');
  const { panels } = JSON.parse(dashboard) as { panels: { targets: { expr: string }[] }[] };
  const drawn = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  const names = drawn.flatMap((expr) => expr.match(/\b(?:crossroads|nodejs|process)_\w+/g) ?? []);
  const guide = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
  names.push(...(guide.match(/\b(?:crossroads|nodejs|process)_\w+/g) ?? []));
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
  expect(known.filter((name) => name.startsWith('crossroads_') && !names.includes(name))).toEqual([]);
});

test.each(['/healthz', '/readyz'])('%s names the parts, and the one that fails', async (path) => {
  const { baseUrl } = await upstream('status 401');
  const { app } = await measured({ OPENAI_BASE_URL: baseUrl });
  const ask = async () => (await fetch(app.url + path)).json();
  expect(await ask()).toMatchObject({ parts: { store: 'ok', model: 'ok', budget: 'ok' } });
  await (await app.visit()).ask(QUESTION);
  expect(await ask()).toMatchObject({
    status: 'degraded',
    parts: { store: 'ok', model: 'open: upstream_auth' },
  });
});
