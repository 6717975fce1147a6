import { describe, expect, onTestFinished, test } from 'vitest';
import { byConcepts } from '../embedding/concepts.ts';
import { folder } from '../knowledge/folder.ts';
import { type EmbeddingScenario, startEmbeddings } from '../support/embeddings.ts';
import { startUpstream } from '../support/upstream.ts';
import { startApp } from './app.ts';

const GARDEN = `# The garden

## Slugs

Slugs eat lettuce at night, and hide under stones by day.

## Snails

Snails leave trails on a wall when the sun is gone.

## Butts

Rain fills the butt in an hour, and a lid keeps the gnats away.

## Heaps

Compost is ready when it smells of earth and crumbles in the hand.
`;

/** In words that the garden does not use. */
const MEANT = 'Do gastropods like salad?';

async function garden() {
  return (await folder({ 'garden.md': GARDEN })).path;
}

async function setUp({
  scenario = 'ok',
  model = false,
  env = {},
}: {
  scenario?: EmbeddingScenario;
  model?: boolean;
  env?: Record<string, string>;
} = {}) {
  const endpoint = await startEmbeddings(byConcepts);
  endpoint.set(scenario);
  onTestFinished(endpoint.close);
  const upstream = await startUpstream('ok', 'Slugs eat it at night [1].');
  onTestFinished(upstream.close);
  const app = await startApp({
    KNOWLEDGE_DIR: await garden(),
    OPENAI_EMBEDDING_MODEL: 'tiny',
    OPENAI_EMBEDDING_BASE_URL: endpoint.baseUrl,
    EMBEDDING_TIMEOUT_MS: '2000',
    METRICS_PORT: '0',
    ...(model ? { OPENAI_BASE_URL: upstream.baseUrl } : {}),
    ...env,
  });
  const parts = async () =>
    ((await (await fetch(`${app.url}/healthz`)).json()) as { parts: Record<string, string> }).parts;
  const metrics = async () => (await fetch(`http://127.0.0.1:${app.metricsPort}/metrics`)).text();
  return {
    app,
    endpoint,
    upstream,
    parts,
    metrics,
    is: (state: string) => expect.poll(async () => (await parts()).embedding).toBe(state),
  };
}

describe('with an embedding model', () => {
  test('the model is given what is put in other words, and the rules go on abstaining', async () => {
    const withModel = await setUp({ model: true });
    const withRules = await setUp();
    await withModel.is('ok');
    await withRules.is('ok');
    const byModel = await (await withModel.app.visit()).ask(MEANT);
    expect(byModel.end).toMatchObject({ answerer: 'llm', outcome: 'answered' });
    expect(byModel.citations[0]?.quote).toContain('Slugs eat lettuce');
    expect(JSON.stringify(withModel.upstream.requests[0]?.body.messages)).toContain('Slugs eat lettuce');
    const byRules = await (await withRules.app.visit()).ask(MEANT);
    expect(byRules.end).toMatchObject({ answerer: 'rules', outcome: 'abstained' });
    // Nobody waits for what could change nothing.
    expect(withRules.endpoint.texts()).not.toContain(MEANT);
  });

  test.each(['How far away is the moon?', 'Which trains go to the coast?', 'Do gastropods like Belgium?'])(
    'a question about something else costs no call of the model: %s',
    async (question) => {
      const { app, is, upstream } = await setUp({ model: true });
      await is('ok');
      const { end } = await (await app.visit()).ask(question);
      expect(end).toMatchObject({ answerer: 'rules', outcome: 'abstained' });
      expect(upstream.requests).toHaveLength(0);
    },
  );

  test('a model that fails leaves such a question to the rules, who abstain', async () => {
    const { app, is } = await setUp({ model: true, env: { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' } });
    await is('ok');
    const { end } = await (await app.visit()).ask(MEANT);
    expect(end).toMatchObject({ answerer: 'rules', outcome: 'abstained', notice: 'model_failed' });
  });

  test('two questions of one message wait for their vectors at the same time', async () => {
    const { app, is, endpoint } = await setUp({ env: { EMBEDDING_TIMEOUT_MS: '9000' } });
    await is('ok');
    endpoint.set('hang');
    const asked = (await app.visit()).ask('What do slugs eat, and when is compost ready?');
    asked.catch(() => {});
    const waiting = () =>
      endpoint.texts().filter((text) => /^what do slugs eat|^when is compost/i.test(text));
    await expect.poll(() => waiting().length).toBe(2);
  });

  test('a greeting, thanks and the same question again cost no vector', async () => {
    const { app, is, endpoint } = await setUp();
    await is('ok');
    const visitor = await app.visit();
    for (const text of ['hello', 'thanks', 'What do slugs eat?', 'What do slugs eat?'])
      await visitor.ask(text);
    expect(endpoint.texts().filter((text) => /hello|thanks|What do slugs/.test(text))).toEqual([
      'What do slugs eat?',
    ]);
  });

  test('health, metrics and the budget know of it', async () => {
    const { app, is, metrics } = await setUp();
    await is('ok');
    expect(await metrics()).toMatch(/crossroads_passages_embedded 4\n/);
    expect(await metrics()).toMatch(/crossroads_part_ok\{part="embedding"\} 1\n/);
    await (await app.visit()).ask('What do slugs eat?');
    const spent = /crossroads_spent_tokens\{direction="input"\} (\d+)/.exec(await metrics())?.[1];
    expect(Number(spent)).toBeGreaterThan(0);
  });

  test('a budget that is spent stops the calls, and words go on answering', async () => {
    const { app, is, endpoint } = await setUp({ env: { DAILY_TOKEN_BUDGET: '1' } });
    await is('failing: budget_spent');
    const { end } = await (await app.visit()).ask('What do slugs eat?');
    expect(end).toMatchObject({ outcome: 'answered' });
    expect(endpoint.requests).toHaveLength(0);
  });

  test('a change of the articles is embedded in its turn', async () => {
    const { path, write } = await folder({ 'garden.md': GARDEN });
    const { app, endpoint, is } = await setUp({ env: { KNOWLEDGE_DIR: path } });
    await is('ok');
    endpoint.requests.length = 0;
    const embedded = app.logs('passages are embedded');
    await write('garden.md', `${GARDEN}\n## Cold\n\nFrost comes early in the valley.\n`);
    await embedded;
    expect(endpoint.texts().filter((text) => text.includes('Frost'))).toHaveLength(1);
    expect(endpoint.texts().filter((text) => text.includes('Slugs'))).toHaveLength(0);
  });
});

test.each<[EmbeddingScenario, string]>([
  ['status 401', 'upstream_auth'],
  ['status 404', 'upstream_unavailable'],
  ['html 200', 'upstream_invalid'],
  ['not a number', 'upstream_invalid'],
  ['short', 'upstream_invalid'],
  ['hang', ''],
])('an endpoint that fails (%s) changes no answer', async (scenario, code) => {
  const { app, parts, is } = await setUp({ scenario });
  const alone = await startApp({ KNOWLEDGE_DIR: await garden() });
  if (code) await is(`failing: ${code}`);
  else expect((await parts()).embedding).toBe('filling');
  const [visitor, other] = [await app.visit(), await alone.visit()];
  for (const question of ['What do slugs eat?', MEANT, 'When is compost ready?']) {
    const [with_, without] = [await visitor.ask(question), await other.ask(question)];
    expect(with_.text).toBe(without.text);
    expect(with_.citations).toEqual(without.citations);
  }
});

test('one that dies later is waited for no longer than it may take, and then not at all', async () => {
  const { app, is, endpoint } = await setUp({ env: { EMBEDDING_TIMEOUT_MS: '100' } });
  await is('ok');
  endpoint.set('hang');
  const visitor = await app.visit();
  const before = endpoint.requests.length;
  for (let n = 0; n < 10; n++) {
    const { end } = await visitor.ask(`What do slugs eat ${'really '.repeat(n)}?`);
    expect(end).toMatchObject({ type: 'turn.completed', outcome: 'answered' });
  }
  expect(endpoint.requests.length - before).toBeLessThanOrEqual(4);
  await is('failing: upstream_timeout');
});

test('without one nothing is asked, kept or told', async () => {
  const app = await startApp({ KNOWLEDGE_DIR: await garden() });
  const health = (await (await fetch(`${app.url}/healthz`)).json()) as { parts: Record<string, string> };
  expect(health.parts).not.toHaveProperty('embedding');
});
