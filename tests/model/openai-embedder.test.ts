import { describe, expect, onTestFinished, test } from 'vitest';
import { createOpenAiEmbedder, type OpenAiEmbedderOptions } from '../../src/model/openai-embedder.ts';
import { type EmbeddingScenario, startEmbeddings } from '../support/embeddings.ts';
import { SECRET } from '../support/upstream.ts';

const KEY = 'sk-embedding-key';
const signal = new AbortController().signal;

/** Two dimensions: one for cats, one for the rest. */
const embed = (text: string) => (text.includes('cat') ? [3, 4] : [0, 2]);

async function setUp(scenario: EmbeddingScenario = 'ok', options: Partial<OpenAiEmbedderOptions> = {}) {
  const endpoint = await startEmbeddings(embed);
  onTestFinished(endpoint.close);
  endpoint.set(scenario);
  const { baseUrl } = endpoint;
  const embedder = createOpenAiEmbedder({ baseUrl, apiKey: KEY, model: 'tiny', ...options });
  onTestFinished(embedder.close);
  return { endpoint, embedder };
}

describe('an embedding model', () => {
  test.each(['ok', 'numbers', '400 unless numbers', 'in reverse'] as const)(
    'gives each text its vector, of length 1, in their order (%s)',
    async (scenario) => {
      const { embedder } = await setUp(scenario);
      const { vectors, usage } = await embedder.embed(['a dog', 'a cat', 'a fish'], { signal });
      expect(vectors.map((vector) => [...vector].map((value) => Math.round(value * 1000)))).toEqual([
        [0, 1000],
        [600, 800],
        [0, 1000],
      ]);
      expect(usage).toEqual({ inputTokens: 9, outputTokens: 0, estimated: false });
    },
  );

  test('is asked by its name, with the key, for the dimensions wanted', async () => {
    const { embedder, endpoint } = await setUp('ok', { dimensions: 2 });
    await embedder.embed(['a cat'], { signal });
    const [request] = endpoint.requests;
    expect(request?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(request?.body).toEqual({
      model: 'tiny',
      input: ['a cat'],
      encoding_format: 'base64',
      dimensions: 2,
    });
  });

  test('learns once that an endpoint does not know base64', async () => {
    const { embedder, endpoint } = await setUp('400 unless numbers');
    for (let call = 0; call < 3; call++) await embedder.embed(['a cat'], { signal });
    expect(endpoint.requests.map(({ body }) => body.encoding_format)).toEqual([
      'base64',
      'float',
      'float',
      'float',
    ]);
  });

  test('without a key is asked without one', async () => {
    const { embedder, endpoint } = await setUp('ok', { apiKey: '' });
    await embedder.embed(['a cat'], { signal });
    expect(endpoint.requests[0]?.headers.authorization).toBeUndefined();
  });

  test('that does not count has its tokens estimated', async () => {
    const { embedder } = await setUp('without usage');
    const { usage } = await embedder.embed(['a cat on a mat'], { signal });
    expect(usage).toEqual({ inputTokens: 4, outputTokens: 0, estimated: true });
  });

  test.each<[EmbeddingScenario, string, RegExp]>([
    ['status 401', 'upstream_auth', /OPENAI_EMBEDDING_API_KEY/],
    ['status 404', 'upstream_unavailable', /OPENAI_EMBEDDING_MODEL/],
    ['status 400', 'upstream_rejected', /HTTP 400/],
    ['status 413', 'upstream_rejected', /HTTP 413/],
    ['status 500', 'upstream_unavailable', /HTTP 500/],
    ['retry-after 7', 'upstream_rate_limited', /429/],
    ['no quota', 'upstream_rate_limited', /no quota/],
    ['redirect', 'upstream_unavailable', /OPENAI_EMBEDDING_BASE_URL/],
    ['html 200', 'upstream_invalid', /no list of embeddings/],
    ['json 200', 'upstream_invalid', /no list of embeddings/],
    ['not a number', 'upstream_invalid', /points nowhere|no number/],
    ['zeros', 'upstream_invalid', /points nowhere/],
    ['short', 'upstream_invalid', /1 embeddings for 2 texts/],
    ['long', 'upstream_invalid', /3 embeddings for 2 texts/],
    ['uneven', 'upstream_invalid', /different dimensions/],
    ['numbered twice', 'upstream_invalid', /numbered wrongly/],
    ['cut base64', 'upstream_invalid', /is cut/],
    ['endless', 'upstream_invalid', /longer than/],
    ['cut', 'upstream_unavailable', /could not be reached/],
    ['hang', 'upstream_timeout', /within 200 ms/],
    ['hang after headers', 'upstream_timeout', /within 200 ms/],
  ])('that fails (%s) is an error that tells nothing of it', async (scenario, code, message) => {
    const { embedder } = await setUp(scenario, { timeoutMs: scenario.startsWith('hang') ? 200 : 20_000 });
    const error = await embedder.embed(['a cat', 'a dog'], { signal }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(JSON.stringify([error, (error as Error).message, String((error as Error).cause)])).not.toMatch(
      new RegExp(`${SECRET}|${KEY}|cat`),
    );
  });

  test.each(['ok', 'other dimensions'] as const)(
    'that does not give the dimensions asked for (%s) is one as well',
    async (scenario) => {
      const { embedder } = await setUp(scenario, { dimensions: scenario === 'ok' ? 5 : 2 });
      await expect(embedder.embed(['a cat'], { signal })).rejects.toMatchObject({
        code: 'upstream_invalid',
        message: expect.stringContaining('EMBEDDING_DIMENSIONS'),
      });
    },
  );

  test('a patient endpoint says when to come back', async () => {
    const { embedder } = await setUp('retry-after 7');
    await expect(embedder.embed(['a cat'], { signal })).rejects.toMatchObject({ retryAfterMs: 7000 });
  });

  test.each(['hang', 'hang after headers'] as const)('that is left (%s) is hung up on', async (scenario) => {
    const { embedder, endpoint } = await setUp(scenario);
    const stop = new AbortController();
    const call = embedder.embed(['a cat'], { signal: stop.signal });
    await expect.poll(() => endpoint.requests.length).toBe(1);
    stop.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await endpoint.requests[0]?.gone;
  });
});
