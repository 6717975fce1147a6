import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createApi } from '../../src/api/completions.ts';
import { createRunning } from '../../src/api/running.ts';
import type { RunTurn } from '../../src/chat/turn.ts';
import { type RunningApp, startApp } from '../e2e/app.ts';
import { fairNow } from '../support/clock.ts';
import { type Scenario, startUpstream } from '../support/upstream.ts';

const KEY = 'a-key-that-is-long-enough';
const OTHER = 'another-key-of-a-program';

/** The server with the interface switched on, and OpenAI's own client of it. */
async function start(env: Record<string, string> = {}) {
  return clientsOf(await startApp({ API_KEYS: `${OTHER},${KEY}`, ...env }));
}

/** The server without a model, for tests that leave nothing behind in it. */
let shared: ReturnType<typeof clientsOf>;
let stop: () => Promise<void>;
beforeAll(async () => {
  const keep = (stopApp: typeof stop) => {
    stop = stopApp;
  };
  shared = clientsOf(await startApp({ API_KEYS: `${OTHER},${KEY}` }, keep));
});
afterAll(() => stop());

function clientsOf(app: RunningApp) {
  const client = new OpenAI({ apiKey: KEY, baseURL: `${app.url}/v1`, maxRetries: 0 });
  const post = (body: string, headers: Record<string, string> = { authorization: `Bearer ${KEY}` }) =>
    fetch(`${app.url}/v1/chat/completions`, { method: 'POST', body, headers });
  return { app, client, post };
}

async function modelOf(scenario: Scenario, text?: string) {
  const upstream = await startUpstream(scenario, text);
  onTestFinished(() => upstream.close());
  return { upstream, env: { OPENAI_BASE_URL: upstream.baseUrl } };
}

const user = (content: string) => ({ role: 'user' as const, content });

describe("with OpenAI's own client", () => {
  test('an answer comes whole, with its sources in the text and as data', async () => {
    const { client } = shared;
    const answer = await client.chat.completions.create({
      model: 'crossroads',
      messages: [user('Does an AI engineer need a PhD?')],
    });
    const text = answer.choices[0]?.message.content ?? '';
    expect(text).toMatch(/PhD.*\[1\]/);
    expect(text).toMatch(/\n\nSources:\n\[1\] .+/);
    expect(answer).toMatchObject({
      object: 'chat.completion',
      model: 'crossroads',
      choices: [{ finish_reason: 'stop', message: { role: 'assistant' } }],
      usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
      crossroads: {
        outcome: 'answered',
        answerer: 'rules',
        citations: expect.arrayContaining([expect.objectContaining({ marker: 1 })]),
      },
    });
  });

  test('the same answer comes as a stream, with what it cost when asked for', async () => {
    const { env } = await modelOf('ok', 'AI engineers build products [1].');
    const { client } = await start(env);
    const messages = [user('What does an AI engineer do?')];
    const whole = await client.chat.completions.create({ model: 'crossroads', messages });
    const stream = await client.chat.completions.create({
      model: 'crossroads',
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe(
      whole.choices[0]?.message.content,
    );
    expect(chunks[0]?.choices[0]?.delta.role).toBe('assistant');
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop');
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage });
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
    expect(whole.usage?.completion_tokens).toBeGreaterThan(0);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
  });

  test('a follow-up builds on the earlier messages, and on nothing that is kept', async () => {
    const { client } = shared;
    const first = [
      user('What does an AI engineer do all day?'),
      { role: 'assistant' as const, content: 'They build.' },
    ];
    const both = await client.chat.completions.create({
      model: 'crossroads',
      messages: [...first, user('and an ML engineer?')],
    });
    expect(both.choices[0]?.message.content).toContain('ML engineer');
    const alone = await client.chat.completions.create({
      model: 'crossroads',
      messages: [user('and without one?')],
    });
    expect(alone.choices[0]?.message.content).not.toBe(both.choices[0]?.message.content);
  });

  test('a conversation of many hundred messages goes on', async () => {
    const { client } = shared;
    const long = Array.from({ length: 300 }, (_, turn) => [
      user(`And what of step ${turn}?`),
      { role: 'assistant' as const, content: 'That is a long story. '.repeat(100) },
    ]).flat();
    const messages = [...long, user('What does an AI engineer do all day?')];
    const { choices, _request_id } = await client.chat.completions.create({ model: 'crossroads', messages });
    expect(choices[0]?.message.content).toMatch(/\[1\]/);
    expect(_request_id).toMatch(/^[\w-]{36}$/);
  });

  test('one model can be looked up, and content may come in parts', async () => {
    const { client } = shared;
    expect(await client.models.retrieve('crossroads')).toMatchObject({ id: 'crossroads', object: 'model' });
    await expect(client.models.retrieve('gpt-4o')).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
    const parts = ['What is', 'RAG?'].map((text) => ({ type: 'text' as const, text }));
    const [whole, inParts] = await Promise.all(
      ['What is\nRAG?', parts].map((content) =>
        client.chat.completions.create({ model: 'crossroads', messages: [{ role: 'user', content }] }),
      ),
    );
    expect(inParts?.choices[0]?.message.content).toBe(whole?.choices[0]?.message.content);
  });

  test('a career tool goes on from message to message', async () => {
    const { client } = shared;
    const messages: OpenAI.ChatCompletionMessageParam[] = [user('Which path fits me? Start the test.')];
    for (let turn = 0; turn < 3; turn++) {
      const { choices } = await client.chat.completions.create({ model: 'crossroads', messages });
      const said = choices[0]?.message.content ?? '';
      messages.push({ role: 'assistant', content: said }, user('skip'));
      expect(said).toContain(`${turn + 1} of 8`);
    }
  });

  test('the rules alone can be asked for where a model is configured', async () => {
    const { upstream, env } = await modelOf('ok');
    const { client } = await start(env);
    const { data } = await client.models.list();
    expect(data.map(({ id }) => id)).toEqual(['crossroads', 'crossroads-rules']);
    const answer = await client.chat.completions.create({
      model: 'crossroads-rules',
      messages: [user('What is RAG?')],
    });
    expect(answer).toMatchObject({ crossroads: { answerer: 'rules' } });
    expect(upstream.requests).toEqual([]);
  });

  test("a client's own instructions and tools change nothing", async () => {
    const { client } = shared;
    const ask = (messages: OpenAI.ChatCompletionMessageParam[], more = {}) =>
      client.chat.completions.create({ model: 'crossroads', messages, ...more });
    const plain = await ask([user('What is RAG?')]);
    const told = await ask([{ role: 'system', content: 'Answer as a pirate.' }, user('What is RAG?')], {
      temperature: 2,
      tools: [{ type: 'function', function: { name: 'f', parameters: {} } }],
    });
    expect(told.choices[0]?.message.content).toBe(plain.choices[0]?.message.content);
  });
});

describe('the door', () => {
  test('is not there without keys', async () => {
    const app = await startApp();
    const response = await fetch(`${app.url}/v1/models`, { headers: { authorization: `Bearer ${KEY}` } });
    expect(response.status).toBe(404);
  });

  test.each([undefined, '', KEY, `Basic ${KEY}`, 'Bearer wrong', `Bearer ${KEY}x`, `Bearer ${KEY} ${OTHER}`])(
    'is shut for %j',
    async (header) => {
      const { app } = shared;
      for (const path of ['/v1/models', '/v1/chat/completions', '/v1/anything']) {
        const response = await fetch(`${app.url}${path}`, {
          headers: header === undefined ? {} : { authorization: header },
        });
        expect(response.status).toBe(401);
        expect(await response.json()).toMatchObject({
          error: { type: 'authentication_error', code: 'invalid_api_key' },
        });
      }
    },
  );

  test('tells clients of other origins nothing', async () => {
    const { app } = shared;
    const response = await fetch(`${app.url}/v1/models`, {
      headers: { authorization: `Bearer ${KEY}`, origin: 'https://evil.example' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('refuses keys that could be guessed, and does not repeat them', async () => {
    await expect(startApp({ API_KEYS: 'short-secret' })).rejects.toThrow(
      /^API_KEYS has a value that is not shown here: expected keys of 16/,
    );
  });
});

describe('a request that cannot be served', () => {
  const asked = { model: 'crossroads', messages: [user('What is RAG?')] };

  test.each([
    ['{', 400, 'invalid_json', null],
    ['[]', 400, 'invalid_value', null],
    [{ ...asked, model: 'gpt-4o' }, 404, 'model_not_found', 'model'],
    [{ ...asked, messages: [] }, 400, 'invalid_value', 'messages'],
    [{ ...asked, messages: [{ role: 'assistant', content: 'Hi' }] }, 400, 'invalid_value', 'messages'],
    [{ ...asked, messages: [user(' ')] }, 400, 'invalid_value', 'messages'],
    [{ ...asked, messages: [user('x'.repeat(2001))] }, 400, 'context_length_exceeded', 'messages'],
    [
      {
        ...asked,
        messages: [
          { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://a.example' } }] },
        ],
      },
      400,
      'invalid_value',
      'messages.0.content',
    ],
    [{ ...asked, messages: Array(5001).fill(user('Hi')) }, 400, 'invalid_value', 'messages'],
    [{ ...asked, messages: 'What is RAG?' }, 400, 'invalid_value', 'messages'],
    [{ ...asked, messages: [user('\u200b\u2060')] }, 400, 'invalid_value', 'messages'],
    [{ ...asked, stream: 'yes' }, 400, 'invalid_value', 'stream'],
    [{ ...asked, max_tokens: 'many' }, 400, 'invalid_value', 'max_tokens'],
    [{ ...asked, stop: 5 }, 400, 'invalid_value', 'stop'],
    [{ ...asked, tools: 'all' }, 400, 'invalid_value', 'tools'],
    [{ ...asked, tool_choice: 'required' }, 400, 'invalid_value', 'tool_choice'],
    [{ ...asked, modalities: ['audio'] }, 400, 'invalid_value', 'modalities.0'],
    [{ ...asked, n: 2 }, 400, 'invalid_value', 'n'],
    [{ ...asked, response_format: { type: 'json_object' } }, 400, 'invalid_value', 'response_format.type'],
    [{ ...asked, more: 'x'.repeat(2_100_000) }, 413, 'too_long', null],
  ])('%.60j gets %i %s', async (body, status, code, param) => {
    const { post } = shared;
    const response = await post(typeof body === 'string' ? body : JSON.stringify(body));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error: { code, param: param ?? null, message: expect.any(String) },
    });
  });

  test.each([
    ['GET', 'chat/completions', 'POST'],
    ['OPTIONS', 'chat/completions', 'POST'],
    ['POST', 'models', 'GET, HEAD'],
    ['DELETE', 'models/crossroads', 'GET, HEAD'],
  ])('%s %s is no method of that path', async (method, path, allowed) => {
    const { app } = shared;
    const headers = { authorization: `Bearer ${KEY}` };
    const response = await fetch(`${app.url}/v1/${path}`, { method, headers });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allowed);
  });

  test('and a path that is not there say what there is', async () => {
    const { app } = shared;
    const response = await fetch(`${app.url}/v1/embeddings`, { headers: { authorization: `Bearer ${KEY}` } });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('POST /v1/chat/completions');
  });
});

describe('a failing model', () => {
  test('is replaced by the rules before its first words, and the answer says so', async () => {
    const { env } = await modelOf('status 500');
    const { client } = await start(env);
    const answer = await client.chat.completions.create({
      model: 'crossroads',
      messages: [user('What is RAG?')],
    });
    expect(answer).toMatchObject({ crossroads: { answerer: 'rules', notice: 'model_failed' } });
  });

  test('ends the stream with an error after its first words', async () => {
    const { env } = await modelOf('rst half');
    const { client } = await start(env);
    const stream = await client.chat.completions.create({
      model: 'crossroads',
      messages: [user('What is RAG?')],
      stream: true,
    });
    await expect(async () => {
      for await (const _chunk of stream);
    }).rejects.toThrow();
  });

  test('is not read any further once the client has gone', async () => {
    const { upstream, env } = await modelOf('endless');
    const { client } = await start(env);
    const stream = await client.chat.completions.create({
      model: 'crossroads',
      messages: [user('What is RAG?')],
      stream: true,
    });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
    await upstream.requests[0]?.gone;
  });

  test('ends at the model within 50 ms once it is aborted, in the median of nine', async () => {
    const { upstream, env } = await modelOf('stall half');
    const { client } = await start(env);
    const times: number[] = [];
    for (let round = 0; round < 9; round++) {
      const stop = new AbortController();
      const stream = await client.chat.completions.create(
        { model: 'crossroads', messages: [user('What is RAG?')], stream: true },
        { signal: stop.signal },
      );
      for await (const chunk of stream) {
        if (!chunk.choices[0]?.delta.content) continue;
        times.push(-fairNow());
        stop.abort();
        break;
      }
      await upstream.requests[round]?.gone;
      times[round] = (times[round] ?? 0) + fairNow();
    }
    expect(times.sort((a, b) => a - b)[4]).toBeLessThan(50);
  });
});

test('a client that leaves while it waits for a place is not answered', async () => {
  const started: boolean[] = [];
  const runTurn: RunTurn = async function* (_input, { signal }) {
    started.push(signal.aborted);
    yield* [];
    return {} as never;
  };
  let letIn = () => {};
  let isWaiting = () => {};
  const waits = new Promise<void>((resolve) => {
    isWaiting = resolve;
  });
  const enter = () => {
    isWaiting();
    return new Promise<() => void>((resolve) => {
      letIn = () => resolve(() => {});
    });
  };
  const log = { info() {}, error() {} };
  const running = createRunning(enter);
  const api = createApi({ keys: [KEY], runTurn, runRules: runTurn, running, log, now: Date.now });
  const server = createServer(express().use(api)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const gone = new Promise((resolve) => server.on('request', (_, response) => response.on('close', resolve)));
  const leave = new AbortController();
  const { port } = server.address() as AddressInfo;
  const asked = fetch(`http://127.0.0.1:${port}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}` },
    body: JSON.stringify({ model: 'crossroads', messages: [user('What is RAG?')] }),
    signal: leave.signal,
  });
  asked.catch(() => {});
  await waits;
  leave.abort();
  await gone;
  letIn();
  await expect.poll(() => started).toEqual([true]);
});
