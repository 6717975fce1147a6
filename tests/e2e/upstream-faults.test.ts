/** Every way in which an upstream may fail, on the first message and on the third: the visitor gets an answer in time. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fairNow } from '../support/clock.ts';
import { type Scenario, SECRET, startUpstream } from '../support/upstream.ts';
import { startApp } from './app.ts';

/** A small folder: ninety servers start here. */
const KNOWLEDGE_DIR = fileURLToPath(new URL('../eval/sets/gardening', import.meta.url));
const SAID = 'Tomatoes want sun and warm soil [1]. They are watered at the root [1].';
/** Each answered by the articles. */
const QUESTIONS = [
  'When do I sow tomatoes?',
  'Why do the skins of tomatoes split?',
  'What keeps slugs away?',
  'What is blossom end rot?',
] as const;
const FIRST_DELTA_MS = 900;
const GAP_MS = 900;

/** Fail before the first words: the rules answer. */
const REPLACED: Scenario[] = [
  'status 400',
  'status 401',
  'status 403',
  'status 404',
  'status 408',
  'status 413',
  'status 429',
  'retry-after 1h',
  'no quota',
  'status 500',
  'status 502',
  'status 503',
  'redirect',
  'html 200',
  'json 200',
  'gzip 200',
  'gzip bomb',
  'huge header',
  'empty',
  'no choices',
  'malformed',
  'error event',
  'content_filter at once',
  'tool call',
  'odd finish_reason',
  'fin',
  'rst',
  'hang',
  'hang after headers',
  'comments only',
  'drip',
];
/** Fail after the first words, which stand: the answer is said to be cut. */
const CUT: Scenario[] = [
  'malformed half',
  'error event half',
  'tool call half',
  'fin half',
  'rst half',
  'stall half',
];
/** Go too far, or leave out what is not needed: the answer is whole, or ends at its cap. */
const BOUNDED: Scenario[] = ['huge delta', 'endless', 'length', 'ok without usage', 'ok without [DONE]'];

async function visitTo(scenario: Scenario, before: number) {
  let shown = () => {};
  const afterFirstWords = new Promise<void>((resolve) => {
    shown = resolve;
  });
  const upstream = await startUpstream(
    [...Array<Scenario>(before).fill('ok'), scenario],
    SAID,
    afterFirstWords,
  );
  onTestFinished(() => upstream.close());
  const app = await startApp({
    KNOWLEDGE_DIR,
    OPENAI_BASE_URL: upstream.baseUrl,
    FIRST_DELTA_TIMEOUT_MS: String(FIRST_DELTA_MS),
    GAP_TIMEOUT_MS: String(GAP_MS),
  });
  const visitor = await app.visit();
  for (const question of QUESTIONS.slice(0, before)) {
    expect((await visitor.ask(question)).end).toMatchObject({ answerer: 'llm' });
  }
  const calls = () => upstream.requests.length - before;
  const waitingForWords = visitor.client.event(
    'answer.delta',
    ({ turnId }) => turnId === `turn-${String(before + 1).padStart(5, '0')}`,
  );
  void waitingForWords.then(shown, shown);
  const from = fairNow();
  const asked = await visitor.ask(QUESTIONS[before] ?? QUESTIONS[0]);
  return { ...visitor, asked, ms: fairNow() - from, calls, upstream, app };
}

const places = [
  ['first', 0],
  ['third', 2],
] as const;

describe.each(places)('on the %s message', (_place, before) => {
  test.each(REPLACED)('"%s" leaves the answer to the rules, within two seconds', async (scenario) => {
    const { asked, ms, calls, client, ask } = await visitTo(scenario, before);
    expect(asked.end).toMatchObject({
      type: 'turn.completed',
      answerer: 'rules',
      outcome: 'answered',
      notice: 'model_failed',
    });
    expect(asked.text).not.toBe('');
    expect(asked.citations.length).toBeGreaterThan(0);
    expect(ms).toBeLessThan(2000);
    expect(calls()).toBeLessThanOrEqual(2);
    expect(JSON.stringify(client.events)).not.toContain(SECRET);
    expect((await ask(QUESTIONS[3])).end.type).toBe('turn.completed');
  });

  test.each(CUT)(
    '"%s" is said to be interrupted, keeps what was read, and may be asked again',
    async (scenario) => {
      const { asked, ms, calls, client, ask } = await visitTo(scenario, before);
      expect(asked.end).toMatchObject({ type: 'turn.failed', code: 'interrupted', retryable: true });
      expect(asked.text).not.toBe('');
      expect(SAID.startsWith(asked.text.trimEnd())).toBe(true);
      expect(ms).toBeLessThan(GAP_MS + 1600);
      expect(calls()).toBe(1);
      expect(JSON.stringify(client.events)).not.toContain(SECRET);
      const again = await ask(QUESTIONS[before] ?? QUESTIONS[0]);
      expect(['turn.completed', 'turn.failed']).toContain(again.end.type);
    },
  );

  test.each(BOUNDED)('"%s" is an answer that ends', async (scenario) => {
    const { asked, calls, upstream } = await visitTo(scenario, before);
    expect(asked.end).toMatchObject({ type: 'turn.completed', answerer: 'llm' });
    expect(Buffer.byteLength(asked.text)).toBeLessThanOrEqual(600 * 16);
    expect(calls()).toBe(1);
    if (scenario === 'endless') await upstream.requests.at(-1)?.gone;
  });

  test('a model that echoes its prompt shows none of its instructions', async () => {
    const { asked, upstream } = await visitTo('echo', before);
    const [system] = upstream.requests.at(-1)?.body.messages ?? [];
    const start = system?.content.slice(0, 80) ?? '';
    expect(start).not.toBe('');
    expect(asked.text).not.toContain(start);
    expect(asked.end).toMatchObject({ answerer: 'rules', outcome: 'answered' });
  });
});

test('an upstream that refuses connections leaves the answer to the rules', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  const app = await startApp({ KNOWLEDGE_DIR, OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` });
  const { ask } = await app.visit();
  for (const question of QUESTIONS) {
    const from = fairNow();
    expect((await ask(question)).end).toMatchObject({ answerer: 'rules', notice: 'model_failed' });
    expect(fairNow() - from).toBeLessThan(2000);
  }
});

test('while the breaker is open, 95 of 100 answers come within 200 ms, and none is asked of the model', async () => {
  const upstream = await startUpstream('status 401', SAID);
  onTestFinished(() => upstream.close());
  const app = await startApp({ KNOWLEDGE_DIR, OPENAI_BASE_URL: upstream.baseUrl });
  const { ask } = await app.visit();
  await ask(QUESTIONS[0]);
  const times: number[] = [];
  for (let i = 0; i < 100; i++) {
    const from = fairNow();
    expect((await ask(QUESTIONS[i % 4] ?? '')).end).toMatchObject({
      answerer: 'rules',
      notice: 'model_failed',
    });
    times.push(fairNow() - from);
  }
  times.sort((a, b) => a - b);
  expect(times[94]).toBeLessThan(200);
  // Six seconds may have passed on a busy machine: then there was a probe.
  expect(upstream.requests.length).toBeLessThanOrEqual(2);
});
