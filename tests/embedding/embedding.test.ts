import { createHash } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createEmbedding } from '../../src/embedding/embedding.ts';
import { createPrefixed } from '../../src/embedding/prefixed.ts';
import { spaceOf } from '../../src/embedding/texts.ts';
import { UNRELATED } from '../../src/embedding/unrelated.ts';
import { createOpenAiEmbedder } from '../../src/model/openai-embedder.ts';
import { createRetriever, type Retriever } from '../../src/retrieval/retrieve.ts';
import { createMemoryVectors } from '../../src/store/memory-vectors.ts';
import type { VectorStore } from '../../src/store/vectors.ts';
import { knowledgeOf } from '../retrieval/knowledge.ts';
import { type EmbeddingScenario, type LoggedEmbedding, startEmbeddings } from '../support/embeddings.ts';
import { byConcepts } from './concepts.ts';

const GARDEN = [
  'Slugs eat lettuce at night.',
  'Snails leave trails on a wall.',
  'Rain fills the butt in an hour.',
  'Compost is ready when it smells of earth.',
  'Frost comes early in the valley.',
];
const signal = new AbortController().signal;

interface Given {
  passages?: string[];
  store?: VectorStore;
  embed?: (text: string) => number[];
  decide?: (call: LoggedEmbedding['body']) => EmbeddingScenario;
  timeoutMs?: number;
  prefixes?: { query: string; passage: string };
}

async function setUp(given: Given = {}) {
  const { passages = GARDEN, store = createMemoryVectors(), embed = byConcepts, timeoutMs = 2000 } = given;
  const endpoint = await startEmbeddings(embed, given.decide);
  onTestFinished(endpoint.close);
  const embedder = createOpenAiEmbedder({ baseUrl: endpoint.baseUrl, apiKey: 'sk-1', model: 'tiny' });
  onTestFinished(embedder.close);
  const logged: string[] = [];
  const say = (...parts: unknown[]) =>
    void logged.push(JSON.stringify(parts, (_, value) => (value instanceof Error ? String(value) : value)));
  const pauses: number[] = [];
  /** Lets whoever pauses go on. */
  const waiting: (() => void)[] = [];
  const embedding = createEmbedding({
    embedder: createPrefixed(embedder, given.prefixes?.passage),
    questionEmbedder: createPrefixed(embedder, given.prefixes?.query),
    space: spaceOf({ model: 'tiny' }),
    store,
    timeoutMs,
    now: () => performance.now(),
    random: () => 0.5,
    pause: (ms, until) => {
      pauses.push(ms);
      return new Promise<void>((resolve) => {
        waiting.push(resolve);
        until.addEventListener('abort', () => resolve());
      });
    },
    log: { info: say, warn: say, error: say },
  });
  onTestFinished(embedding.close);
  const attach = (texts: string[]): Retriever => embedding.attach(createRetriever(knowledgeOf(texts)));
  return {
    endpoint,
    embedding,
    attach,
    retriever: attach(passages),
    store,
    logged,
    pauses,
    goOn() {
      for (const resolve of waiting.splice(0)) resolve();
    },
    /** Resolves when every passage has been embedded, as far as it can be. */
    filled: () => expect.poll(embedding.state).toBe('ok'),
    /** Texts of passages asked for so far; the known questions are left out. */
    asked: () => endpoint.texts().filter((text) => !UNRELATED.includes(text)),
  };
}

describe('passages', () => {
  test('are embedded in the background, each under its headings, and then found by meaning', async () => {
    const { retriever, embedding, filled, asked } = await setUp();
    expect(embedding.state()).toBe('filling');
    expect(await retriever.meaningOf?.('gastropods', { signal })).toBeUndefined();
    await filled();
    expect(embedding.progress()).toEqual({ passages: 5, embedded: 5 });
    expect(asked().sort()).toEqual([...GARDEN].sort());
    const meaning = await retriever.meaningOf?.('Do gastropods move?', { signal });
    const { hits } = retriever.search({
      question: 'Do gastropods move?',
      ...(meaning ? { meaning } : {}),
    });
    expect(
      hits
        .slice(0, 2)
        .map(({ passage }) => passage.id)
        .sort(),
    ).toEqual(['doc#1', 'doc#2']);
  });

  test('and questions are told apart for models that want to know which is which', async () => {
    const prefixes = { query: 'query:', passage: 'passage:' };
    const { retriever, filled, endpoint } = await setUp({ prefixes });
    await filled();
    await retriever.meaningOf?.('Do gastropods move?', { signal });
    const texts = endpoint.texts();
    for (const passage of GARDEN) expect(texts).toContain(`passage: ${passage}`);
    for (const question of [...UNRELATED, 'Do gastropods move?'])
      expect(texts).toContain(`query: ${question}`);
    expect(texts).toHaveLength(GARDEN.length + UNRELATED.length + 1);
  });

  test('are embedded anew for other prefixes, and not because there is a setting for them', () => {
    const way = { model: 'tiny', baseUrl: 'http://127.0.0.1:1/v1' };
    const spaces = [
      {},
      { queryPrefix: 'a' },
      { passagePrefix: 'a' },
      { queryPrefix: 'a', passagePrefix: 'b' },
    ];
    expect(new Set(spaces.map((more) => spaceOf({ ...way, ...more }))).size).toBe(4);
    // What servers keep from before there were any.
    expect(spaceOf({ model: 'm', baseUrl: 'u' })).toBe(
      createHash('sha256').update('["u","m",0]').digest('base64url'),
    );
  });

  test('are embedded once: a second server with the same store asks for none', async () => {
    const first = await setUp();
    await first.filled();
    const second = await setUp({ store: first.store });
    await second.filled();
    expect(second.embedding.progress().embedded).toBe(5);
    expect(second.asked()).toEqual([]);
  });

  test('that changed are embedded anew, and no others', async () => {
    const { attach, embedding, filled, asked, endpoint } = await setUp();
    await filled();
    endpoint.requests.length = 0;
    attach(['A new first passage.', ...GARDEN.slice(0, 4)]);
    await filled();
    expect(asked()).toEqual(['A new first passage.']);
    expect(embedding.progress()).toEqual({ passages: 5, embedded: 5 });
  });

  test('with the same text are one call', async () => {
    const { filled, asked, embedding } = await setUp({ passages: ['Again.', 'Again.', 'Other.'] });
    await filled();
    expect(asked().sort()).toEqual(['Again.', 'Other.']);
    expect(embedding.progress().embedded).toBe(3);
  });

  test('go in batches of bounded length', async () => {
    const many = Array.from({ length: 200 }, (_, i) => `Passage ${i}. ${'word '.repeat(i % 2 ? 10 : 600)}`);
    const { filled, endpoint, embedding } = await setUp({ passages: many });
    await filled();
    expect(embedding.progress().embedded).toBe(200);
    for (const { body } of endpoint.requests) {
      expect(body.input.length).toBeLessThanOrEqual(32);
      expect(Buffer.byteLength(body.input.join(''))).toBeLessThanOrEqual(48 * 1024);
    }
  });

  test('that the endpoint refuses are left out alone', async () => {
    const { filled, embedding, logged } = await setUp({
      passages: Array.from({ length: 20 }, (_, i) => (i === 7 ? 'A bad one.' : `Passage ${i}.`)),
      decide: ({ input }) => (input.some((text) => text.includes('bad')) ? 'status 413' : 'ok'),
    });
    await filled();
    expect(embedding.progress()).toEqual({ passages: 20, embedded: 19 });
    expect(logged.at(-1)).toContain('"refused":1');
  });

  test('of a version that was replaced are no longer asked for', async () => {
    const { attach, embedding, endpoint, filled } = await setUp({
      decide: ({ input }) => (input.includes('Old.') ? 'hang' : 'ok'),
      passages: ['Old.'],
    });
    await expect.poll(() => endpoint.texts().includes('Old.')).toBe(true);
    attach(['New.']);
    await filled();
    await endpoint.requests.find(({ body }) => body.input.includes('Old.'))?.gone;
    expect(embedding.progress()).toEqual({ passages: 1, embedded: 1 });
  });
});

describe('an endpoint that fails', () => {
  test.each<[EmbeddingScenario, string]>([
    ['status 401', 'upstream_auth'],
    ['status 404', 'upstream_unavailable'],
    ['status 400', 'upstream_rejected'],
    ['status 503', 'upstream_unavailable'],
    ['html 200', 'upstream_invalid'],
    ['not a number', 'upstream_invalid'],
    ['zeros', 'upstream_invalid'],
    ['short', 'upstream_invalid'],
    ['cut', 'upstream_unavailable'],
  ])('(%s) is said once, tried again ever more rarely, and words go on finding', async (scenario, code) => {
    const { endpoint, embedding, retriever, pauses, goOn, logged, filled } = await setUp({
      decide: () => current,
    });
    let current: EmbeddingScenario = scenario;
    for (let tries = 1; tries <= 4; tries++) {
      await expect.poll(() => pauses.length).toBe(tries);
      expect(embedding.state()).toBe(`failing: ${code}`);
      goOn();
    }
    await expect.poll(() => pauses.length).toBe(5);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(logged.filter((line) => line.includes('embedding fails'))).toHaveLength(1);
    expect(await retriever.meaningOf?.('slugs', { signal })).toBeUndefined();
    expect(retriever.search({ question: 'slugs' }).hits).toHaveLength(1);
    expect(endpoint.requests.length).toBeLessThanOrEqual(12);
    current = 'ok';
    goOn();
    await filled();
    expect(embedding.progress().embedded).toBe(5);
    expect(logged.filter((line) => line.includes('works again'))).toHaveLength(1);
  });

  test('is left alone for as long as it asks', async () => {
    const { pauses } = await setUp({ decide: () => 'retry-after 7' });
    await expect.poll(() => pauses.length).toBe(1);
    expect(pauses[0]).toBe(7000);
  });

  test('in the middle costs nothing that was done', async () => {
    let calls = 0;
    const { pauses, goOn, filled, endpoint } = await setUp({
      passages: Array.from({ length: 100 }, (_, i) => `Passage ${i}.`),
      decide: () => (++calls === 3 ? 'status 500' : 'ok'),
    });
    await expect.poll(() => pauses.length).toBe(1);
    goOn();
    await filled();
    expect(endpoint.requests).toHaveLength(1 + 4 + 1);
  });

  test('tells nothing of texts, keys or vectors to the log', async () => {
    const { filled, logged, pauses, goOn } = await setUp({ decide: () => scenario });
    let scenario: EmbeddingScenario = 'json 200';
    await expect.poll(() => pauses.length).toBe(1);
    scenario = 'ok';
    goOn();
    await filled();
    expect(logged.length).toBeGreaterThan(2);
    expect(logged.join('\n')).not.toMatch(/slug|lettuce|sk-1|0\.\d{4}/i);
  });
});

describe('a model that changes behind its name', () => {
  test.each([
    ['other dimensions', (text: string) => [...byConcepts(text), 1]],
    ['the same dimensions', (text: string) => [...byConcepts(text)].reverse()],
  ])('is seen at the next start (%s): everything is embedded anew', async (_, embed) => {
    const first = await setUp();
    await first.filled();
    const second = await setUp({ store: first.store, embed });
    await second.filled();
    expect(second.asked().sort()).toEqual([...GARDEN].sort());
    expect(second.logged.join()).toContain('has changed');
    const third = await setUp({ store: first.store, embed });
    await third.filled();
    expect(third.asked()).toEqual([]);
  });

  test('while it runs is seen by a question, which is searched by words', async () => {
    const { endpoint, retriever, filled, embedding } = await setUp();
    await filled();
    endpoint.set('other dimensions');
    expect(await retriever.meaningOf?.('slugs', { signal })).toBeUndefined();
    await filled();
    expect(embedding.progress().embedded).toBe(5);
    const meaning = await retriever.meaningOf?.('slugs', { signal });
    expect(meaning?.best).toBeGreaterThan(0.5);
  });
});

test('a store that fails costs calls, and is said once', async () => {
  const fail = async () => {
    throw new Error('disk full');
  };
  const { filled, embedding, logged } = await setUp({
    store: { get: fail, put: fail, drop: fail, prune: fail },
  });
  await filled();
  expect(embedding.progress().embedded).toBe(5);
  expect(logged.filter((line) => line.includes('not kept'))).toHaveLength(1);
});

describe('a question', () => {
  test('is embedded once, also when several ask it at once', async () => {
    const { retriever, filled, endpoint } = await setUp();
    await filled();
    const asked = () => endpoint.texts().filter((text) => text === 'Do gastropods move?').length;
    const ask = () => retriever.meaningOf?.('Do gastropods move?', { signal });
    await Promise.all([ask(), ask(), ask()]);
    await ask();
    expect(asked()).toBe(1);
  });

  test('that leaves does not wait, nor does it stop who asks the same', async () => {
    const { retriever, filled, endpoint } = await setUp();
    await filled();
    endpoint.set('hang');
    const stop = new AbortController();
    const leaving = retriever.meaningOf?.('slow one', { signal: stop.signal });
    stop.abort();
    expect(await leaving).toBeUndefined();
  });

  test('whose vector is late is searched by words, and after some of them nobody waits any more', async () => {
    const { retriever, filled, endpoint, embedding } = await setUp({ timeoutMs: 60 });
    await filled();
    const before = endpoint.requests.length;
    endpoint.set('hang');
    for (let question = 0; question < 20; question++)
      expect(await retriever.meaningOf?.(`question ${question}`, { signal })).toBeUndefined();
    expect(endpoint.requests.length - before).toBeLessThanOrEqual(4);
    expect(embedding.state()).toBe('failing: upstream_timeout');
  });

  test('is close to the knowledge when it speaks of its things, in whatever words', async () => {
    const { retriever, filled } = await setUp();
    await filled();
    const isClose = async (text: string) => (await retriever.meaningOf?.(text, { signal }))?.isClose;
    expect(await isClose('Do gastropods eat salad?')).toBe(true);
    expect(await isClose('Who painted the kitchen?')).toBe(false);
    // One of the unrelated is about rain, as is a passage: it does not spoil the measure.
    expect(UNRELATED.filter((text) => /rain\b/.test(text))).not.toEqual([]);
    expect(await isClose('Is it wet?')).toBe(true);
  });
});
