import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../src/errors.ts';
import type { ModelEvent } from '../../src/model/model.ts';
import { createOpenAiModel, type OpenAiModelOptions } from '../../src/model/openai.ts';
import { fairNow } from '../support/clock.ts';
import { type Scenario, SECRET, startUpstream } from '../support/upstream.ts';

const REQUEST = { messages: [{ role: 'user' as const, content: 'What do they do?' }], maxOutputTokens: 4096 };
const TEXT = 'An AI engineer builds features [1].';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function setUp(
  scenarios: Scenario | Scenario[],
  options: Partial<OpenAiModelOptions> = {},
  text = TEXT,
) {
  const upstream = await startUpstream(scenarios, text);
  const model = createOpenAiModel({
    baseUrl: upstream.baseUrl,
    apiKey: 'sk-test',
    model: 'test-model',
    random: () => 0,
    ...options,
  });
  open.push(model, upstream);
  return { upstream, model };
}

async function collect(stream: AsyncIterable<ModelEvent>) {
  const events: ModelEvent[] = [];
  for await (const event of stream) events.push(event);
  const text = events.map((event) => (event.type === 'delta' ? event.text : '')).join('');
  return { events, text, end: events.at(-1) };
}

async function run(scenarios: Scenario | Scenario[], options: Partial<OpenAiModelOptions> = {}, text = TEXT) {
  const { upstream, model } = await setUp(scenarios, options, text);
  return { upstream, ...(await collect(model.stream(REQUEST, { signal: new AbortController().signal }))) };
}

/** Runs until the stream throws. */
async function failing(scenarios: Scenario | Scenario[], options: Partial<OpenAiModelOptions> = {}) {
  const { upstream, model } = await setUp(scenarios, options);
  return {
    upstream,
    ...(await failingStream(model.stream(REQUEST, { signal: new AbortController().signal }))),
  };
}

async function failingStream(stream: AsyncIterable<ModelEvent>, onEvent?: () => void) {
  const seen: ModelEvent[] = [];
  try {
    for await (const event of stream) {
      seen.push(event);
      onEvent?.();
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { error, text: seen.map((event) => (event.type === 'delta' ? event.text : '')).join('') };
  }
  throw new Error(`the stream ended without an error: ${JSON.stringify(seen)}`);
}

const everythingIn = (error: unknown): string =>
  error instanceof Error
    ? `${error.stack} ${JSON.stringify(error)} ${everythingIn(error.cause)}`
    : String(JSON.stringify(error));

describe('createOpenAiModel', () => {
  it('streams the text, then one end with the usage of the upstream', async () => {
    const { text, end, upstream } = await run('slow');
    expect(text).toBe(TEXT);
    expect(end).toEqual({
      type: 'end',
      finishReason: 'stop',
      usage: { inputTokens: 11, outputTokens: 7, estimated: false },
    });
    expect(upstream.requests[0]?.body).toMatchObject({
      model: 'test-model',
      stream: true,
      max_tokens: 4096,
      stream_options: { include_usage: true },
    });
    expect(upstream.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer sk-test',
      'accept-encoding': 'identity',
    });
  });

  it('never yields an empty delta and joins deltas that come in one read', async () => {
    const { events } = await run('ok');
    const deltas = events.filter((event) => event.type === 'delta');
    expect(deltas.every((event) => event.text !== '')).toBe(true);
    expect(deltas.length).toBeLessThan(3);
  });

  it('sends no authorization without a key', async () => {
    const { upstream } = await run('ok', { apiKey: '' });
    expect(upstream.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('uses one connection for questions that follow each other', async () => {
    const { upstream, model } = await setUp('ok');
    for (let i = 0; i < 3; i++)
      await collect(model.stream(REQUEST, { signal: new AbortController().signal }));
    expect(upstream.requests).toHaveLength(3);
    expect(upstream.connections()).toBe(1);
  });

  it('puts characters together that arrive byte by byte', async () => {
    const { text } = await run('split utf8', {}, 'Grüße, 世界 🙂 [1].');
    expect(text).toBe('Grüße, 世界 🙂 [1].');
  });

  it.each(['ok without usage', 'ok without [DONE]'] as const)(
    'estimates the usage for "%s"',
    async (scenario) => {
      const { text, end } = await run(scenario);
      expect(text).toBe(TEXT);
      expect(end).toMatchObject({ usage: { inputTokens: 4, outputTokens: 9, estimated: true } });
    },
  );

  it.each(['think', 'reasoning field'] as const)('keeps reasoning from the visitor: %s', async (scenario) => {
    expect((await run(scenario)).text).toBe(TEXT);
  });

  it('says when the upstream ended at its cap', async () => {
    const { end } = await run('length');
    expect(end).toMatchObject({ type: 'end', finishReason: 'length' });
  });
});

describe('limits', () => {
  it('cuts one huge delta at the cap, between two characters', async () => {
    const { text, end } = await run('huge delta', { maxAnswerBytes: 1001 });
    expect(text).toBe('é'.repeat(500));
    expect(end).toMatchObject({ finishReason: 'length', usage: { estimated: true } });
  });

  it('ends an endless answer at the cap and closes the connection', async () => {
    const { text, end, upstream } = await run('endless', { maxAnswerBytes: 5000 });
    expect(Buffer.byteLength(text)).toBe(5000);
    expect(end).toMatchObject({ finishReason: 'length' });
    await upstream.requests[0]?.gone;
  });

  it('ends an upstream that ignores the cap on tokens', async () => {
    const { model } = await setUp('endless');
    const small = { ...REQUEST, maxOutputTokens: 100 };
    const { text } = await collect(model.stream(small, { signal: new AbortController().signal }));
    expect(Buffer.byteLength(text)).toBe(1600);
  });
});

describe('failures', () => {
  const table: [Scenario, ErrorCode, { calls: number; retryable: boolean }][] = [
    ['status 400', 'upstream_rejected', { calls: 2, retryable: false }],
    ['status 401', 'upstream_auth', { calls: 1, retryable: false }],
    ['status 403', 'upstream_auth', { calls: 1, retryable: false }],
    ['status 404', 'upstream_unavailable', { calls: 1, retryable: false }],
    ['status 408', 'upstream_unavailable', { calls: 2, retryable: true }],
    ['status 429', 'upstream_rate_limited', { calls: 2, retryable: true }],
    ['retry-after 1h', 'upstream_rate_limited', { calls: 1, retryable: true }],
    ['no quota', 'upstream_rate_limited', { calls: 1, retryable: false }],
    ['status 500', 'upstream_unavailable', { calls: 2, retryable: true }],
    ['status 503', 'upstream_unavailable', { calls: 2, retryable: true }],
    ['redirect', 'upstream_unavailable', { calls: 1, retryable: false }],
    ['html 200', 'upstream_invalid', { calls: 1, retryable: true }],
    ['json 200', 'upstream_invalid', { calls: 1, retryable: true }],
    ['gzip 200', 'upstream_invalid', { calls: 1, retryable: true }],
    ['empty', 'upstream_invalid', { calls: 1, retryable: true }],
    ['no choices', 'upstream_invalid', { calls: 1, retryable: true }],
    ['malformed', 'upstream_invalid', { calls: 1, retryable: true }],
    ['error event', 'upstream_invalid', { calls: 1, retryable: true }],
    ['fin', 'upstream_invalid', { calls: 1, retryable: true }],
    ['rst', 'upstream_unavailable', { calls: 2, retryable: true }],
    ['content_filter', 'upstream_rejected', { calls: 1, retryable: false }],
    ['odd finish_reason', 'upstream_invalid', { calls: 1, retryable: true }],
  ];

  it.each(table)('"%s" before any text is %s', async (scenario, code, { calls, retryable }) => {
    const { error, text, upstream } = await failing(scenario);
    expect(error).toMatchObject({ code, retryable });
    expect(text).toBe('');
    expect(upstream.requests).toHaveLength(calls);
    const everything = everythingIn(error);
    expect(everything).not.toContain(SECRET);
    expect(everything).not.toContain('sk-test');
    expect(everything).not.toContain('127.0.0.1');
  });

  it.each(['fin half', 'rst half', 'malformed half', 'error event half'] as const)(
    '"%s" is never taken for an answer, nor tried again once text was shown',
    async (scenario) => {
      let showText = () => {};
      const shown = new Promise<void>((resolve) => {
        showText = resolve;
      });
      const upstream = await startUpstream(scenario, TEXT, shown);
      const model = createOpenAiModel({ baseUrl: upstream.baseUrl, apiKey: 'sk-test', model: 'm' });
      open.push(model, upstream);
      const stream = model.stream(REQUEST, { signal: new AbortController().signal });
      const { error, text } = await failingStream(stream, showText);
      expect(text).toBe('An AI engineer');
      expect(error.code).toBe('upstream_invalid');
      expect(everythingIn(error)).not.toContain(SECRET);
      expect(upstream.requests).toHaveLength(1);
    },
  );

  it('retries a refused connection once and says no address', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    await new Promise((resolve) => taken.close(resolve));
    const retried: string[] = [];
    const model = createOpenAiModel({
      baseUrl: `http://127.0.0.1:${port}/v1`,
      apiKey: 'sk-test',
      model: 'm',
      log: (event) => retried.push(event),
    });
    const { error } = await failingStream(model.stream(REQUEST, { signal: new AbortController().signal }));
    expect(error).toMatchObject({ code: 'upstream_unavailable', retryable: true });
    expect(error.cause).toMatchObject({ message: 'ECONNREFUSED' });
    expect(everythingIn(error)).not.toContain(String(port));
    expect(retried).toEqual(['model_retry']);
  });

  it('passes on when to come back', async () => {
    const { error } = await failing('retry-after 1h');
    expect(error.retryAfterMs).toBe(3_600_000);
  });

  it('never follows a redirect', async () => {
    const { upstream } = await failing('redirect');
    expect(upstream.requests).toHaveLength(1);
  });
});

describe('retry', () => {
  it.each(['status 500', 'status 429', 'rst'] as const)(
    'answers at the second call after "%s"',
    async (scenario) => {
      const { text, upstream } = await run([scenario, 'ok']);
      expect(text).toBe(TEXT);
      expect(upstream.requests).toHaveLength(2);
    },
  );

  it('spends at most one second call on ten questions of which half fail', async () => {
    const { upstream, model } = await setUp(
      Array.from({ length: 12 }, (_, i): Scenario => (i % 3 ? 'ok' : 'status 500')),
    );
    for (let i = 0; i < 10; i++) {
      await collect(model.stream(REQUEST, { signal: new AbortController().signal })).catch(() => {});
    }
    expect(upstream.requests).toHaveLength(11);
  });

  it('makes two calls for one question at most, whatever was saved up before', async () => {
    const { upstream, model } = await setUp([...Array<Scenario>(40).fill('ok'), 'status 500']);
    for (let i = 0; i < 40; i++) {
      await collect(model.stream(REQUEST, { signal: new AbortController().signal }));
    }
    await failingStream(model.stream(REQUEST, { signal: new AbortController().signal }));
    expect(upstream.requests).toHaveLength(42);
  });

  it('leaves out stream_options after a 400, and remembers it', async () => {
    const { upstream, model } = await setUp('400 unless no usage');
    for (let i = 0; i < 2; i++) {
      const { text, end } = await collect(model.stream(REQUEST, { signal: new AbortController().signal }));
      expect(text).toBe(TEXT);
      expect(end).toMatchObject({ usage: { estimated: true } });
    }
    expect(upstream.requests.map(({ body }) => 'stream_options' in body)).toEqual([true, false, false]);
  });

  it('still asks for usage after a 400 that had another cause', async () => {
    const { upstream, model } = await setUp(['status 400', 'status 400', 'ok']);
    await failingStream(model.stream(REQUEST, { signal: new AbortController().signal }));
    await collect(model.stream(REQUEST, { signal: new AbortController().signal }));
    expect(upstream.requests.map(({ body }) => 'stream_options' in body)).toEqual([true, false, true]);
  });

  it('names the cap as newer models want it, once told', async () => {
    const { upstream } = await run('400 unless max_completion_tokens');
    expect(upstream.requests[1]?.body).toMatchObject({ max_completion_tokens: 4096, stream_options: {} });
    expect(upstream.requests[1]?.body).not.toHaveProperty('max_tokens');
  });
});

describe('deadlines', () => {
  const SHORT = { firstDeltaTimeoutMs: 400, gapTimeoutMs: 400, totalTimeoutMs: 10_000 };

  it.each(['hang', 'hang after headers', 'comments only'] as const)(
    'gives up on "%s" at the first-delta deadline, without a second call',
    async (scenario) => {
      const { error, upstream } = await failing(scenario, SHORT);
      expect(error).toMatchObject({ code: 'upstream_timeout', retryable: true });
      expect(upstream.requests).toHaveLength(1);
      await upstream.requests[0]?.gone;
    },
  );

  it('gives up on a stream that stalls at the gap deadline', async () => {
    const { error, text, upstream } = await failing('stall half', { ...SHORT, firstDeltaTimeoutMs: 10_000 });
    expect(error.code).toBe('upstream_timeout');
    expect(error.message).toContain('more text');
    expect(text).not.toBe('');
    await upstream.requests[0]?.gone;
  });

  it('gives up on an answer that takes too long as a whole', async () => {
    const limits = { firstDeltaTimeoutMs: 10_000, gapTimeoutMs: 10_000, totalTimeoutMs: 80 };
    const { error } = await failing('stall half', limits);
    expect(error.message).toContain('complete answer');
  });

  it('does not blame the upstream for a reader who takes long', async () => {
    const { model } = await setUp('slow', { ...SHORT, firstDeltaTimeoutMs: 10_000 });
    const stream = model.stream(REQUEST, { signal: new AbortController().signal });
    let text = '';
    for await (const event of stream) {
      if (event.type === 'delta') text += event.text;
      // The gap deadline passes while nobody asks for text.
      if (text.length < 10) await new Promise((resolve) => setTimeout(resolve, 90));
    }
    expect(text).toBe(TEXT);
  });
});

describe('stopping', () => {
  it('closes the upstream connection within 50 ms of an abort, and throws cancelled', async () => {
    const { upstream, model } = await setUp('stall half');
    const abort = new AbortController();
    const stream = model.stream(REQUEST, { signal: abort.signal })[Symbol.asyncIterator]();
    await stream.next();
    const waiting = stream.next();
    const at = fairNow();
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await upstream.requests[0]?.gone;
    expect(fairNow() - at).toBeLessThan(50);
  });

  it('stops while the upstream has not answered yet', async () => {
    const { upstream, model } = await setUp('hang');
    const abort = new AbortController();
    const result = failingStream(model.stream(REQUEST, { signal: abort.signal }));
    await expect.poll(() => upstream.requests.length).toBe(1);
    abort.abort();
    expect((await result).error.code).toBe('cancelled');
    await upstream.requests[0]?.gone;
  });

  it('stops while it waits to try again', async () => {
    const abort = new AbortController();
    const { upstream, model } = await setUp('status 500', { log: () => abort.abort() });
    const { error } = await failingStream(model.stream(REQUEST, { signal: abort.signal }));
    expect(error.code).toBe('cancelled');
    expect(upstream.requests).toHaveLength(1);
  });

  it('makes no call when it was stopped before', async () => {
    const { upstream, model } = await setUp('ok');
    const { error } = await failingStream(model.stream(REQUEST, { signal: AbortSignal.abort() }));
    expect(error.code).toBe('cancelled');
    expect(upstream.requests).toHaveLength(0);
  });

  it('closes the upstream connection when the reader leaves the loop', async () => {
    const { upstream, model } = await setUp('endless', {}, TEXT);
    for await (const _event of model.stream(REQUEST, { signal: new AbortController().signal })) break;
    await upstream.requests[0]?.gone;
  });
});
