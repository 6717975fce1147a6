import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startApp } from '../e2e/app.ts';
import { noRedis, startRedis } from '../support/redis.ts';
import { type Scenario, startUpstream } from '../support/upstream.ts';

const KEY = 'a-key-that-is-long-enough';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const QUESTION = { name: 'ask', arguments: { question: 'What does an AI engineer do all day?' } };

async function modelOf(
  scenario: Scenario | Scenario[],
  text = 'An AI engineer builds features [1]. '.repeat(30),
) {
  const upstream = await startUpstream(scenario, text);
  onTestFinished(() => upstream.close());
  return { upstream, env: { OPENAI_BASE_URL: upstream.baseUrl, API_KEYS: KEY } };
}

/** @param via what takes a request to a server; by default the network. */
const overHttp = (url: string, via?: typeof fetch) =>
  new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
    requestInit: { headers: { authorization: `Bearer ${KEY}` } },
    ...(via ? { fetch: via } : {}),
  });

async function connect(
  transport: ReturnType<typeof overHttp> | StdioClientTransport,
  mode: 'legacy' | 'auto' = 'legacy',
) {
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

/** Calls, and cancels once the model has been asked. @returns how the call ended. */
async function cancelled(client: Client, isAsked: () => boolean) {
  const stop = new AbortController();
  const call = client.callTool(QUESTION, { signal: stop.signal }).then(
    () => 'answered',
    () => 'cancelled',
  );
  await expect.poll(isAsked, { interval: 5 }).toBe(true);
  stop.abort();
  return call;
}

describe('a server that stops', () => {
  test('lets the calls that run have their answers, and takes no more', async () => {
    let finish = () => {};
    const model = createServer((_request, response) => {
      finish = () => {
        const delta = { content: 'An AI engineer builds features [1].' };
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(
          `data: ${JSON.stringify({ choices: [{ delta, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`,
        );
      };
    }).listen(0, '127.0.0.1');
    await once(model, 'listening');
    onTestFinished(() => void model.close());
    const isAsked = once(model, 'request');
    const app = await startApp({
      OPENAI_BASE_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`,
      FIRST_DELTA_TIMEOUT_MS: '110000',
      TOTAL_TIMEOUT_MS: '120000',
      SHUTDOWN_TIMEOUT_MS: '120000',
      API_KEYS: KEY,
    });
    const [one, other] = [await connect(overHttp(app.url)), await connect(overHttp(app.url))];
    const call = one.callTool(QUESTION);
    await isAsked;
    const closed = app.close();
    await expect.poll(async () => (await fetch(`${app.url}/readyz`)).status).toBe(503);
    expect(await other.callTool(QUESTION)).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('about to stop') }],
    });
    finish();
    expect((await call).content).toMatchObject([{ text: expect.stringContaining('builds features [1]') }]);
    await closed;
  });

  test('cuts those that outlast its time, also at the model', async () => {
    const { upstream, env } = await modelOf('hang');
    const app = await startApp({ ...env, FIRST_DELTA_TIMEOUT_MS: '60000', SHUTDOWN_TIMEOUT_MS: '100' });
    const client = await connect(overHttp(app.url));
    const call = client.callTool(QUESTION).then(
      () => 'answered',
      () => 'cut',
    );
    await expect.poll(() => upstream.requests.length).toBe(1);
    await app.close();
    expect(await call).toBe('cut');
    await upstream.requests[0]?.gone;
  });
});

describe('a call that its client cancels', () => {
  test.each(['legacy', 'auto'] as const)('ends at the model as well, over HTTP (%s)', async (mode) => {
    const { upstream, env } = await modelOf('stall half');
    const { url } = await startApp(env);
    const client = await connect(overHttp(url), mode);
    expect(await cancelled(client, () => upstream.requests.length > 0)).toBe('cancelled');
    await upstream.requests[0]?.gone;
  });

  test('ends at the model as well, over standard input', async () => {
    const { upstream, env } = await modelOf('stall half');
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: ['--import', 'tsx', 'tests/cli/entry.ts', 'mcp'],
      cwd: ROOT,
      env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', ...env },
      stderr: 'pipe',
    });
    const client = await connect(transport);
    expect(await cancelled(client, () => upstream.requests.length > 0)).toBe('cancelled');
    await upstream.requests[0]?.gone;
    // A child process of its own, from sources.
  });

  test('stops no call of another client, though both have the same key and number', async () => {
    const { upstream, env } = await modelOf(['stall half', 'ok']);
    const { url } = await startApp(env);
    const [one, other] = [await connect(overHttp(url)), await connect(overHttp(url))];
    const stop = new AbortController();
    const waiting = one.callTool(QUESTION, { signal: stop.signal });
    let hasEnded = false;
    waiting.then(
      () => {},
      () => {
        hasEnded = true;
      },
    );
    await expect.poll(() => upstream.requests.length).toBe(1);
    // What a client of the same key that tries the numbers would send.
    for (let requestId = 0; requestId < 5; requestId++)
      await other.notification({ method: 'notifications/cancelled', params: { requestId } });
    expect((await other.callTool(QUESTION)).isError).not.toBe(true);
    let isGone = false;
    void upstream.requests[0]?.gone.then(() => {
      isGone = true;
    });
    await other.listTools();
    expect([hasEnded, isGone]).toEqual([false, false]);
    stop.abort();
    await expect(waiting).rejects.toThrow();
    await upstream.requests[0]?.gone;
  });

  test.skipIf(noRedis)('ends also when another server hears of it', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const { upstream, env } = await modelOf('stall half');
    const [first, second] = await Promise.all([1, 2].map(() => startApp({ ...env, REDIS_URL: redis.url })));
    const via: typeof fetch = (input, init) => {
      const isCancel = String(init?.body).includes('notifications/cancelled');
      const to = isCancel ? String(input).replace(first?.url ?? '', second?.url ?? '') : input;
      return fetch(to, init);
    };
    const client = await connect(overHttp(first?.url ?? '', via));
    expect(await cancelled(client, () => upstream.requests.length > 0)).toBe('cancelled');
    await upstream.requests[0]?.gone;
  });
});

test('a client that wants it is told how far its answer is', async () => {
  const { env } = await modelOf('ok');
  const { url } = await startApp(env);
  const client = await connect(overHttp(url));
  const told: { progress: number; message?: string | undefined }[] = [];
  const result = await client.callTool(QUESTION, { onprogress: (each) => told.push(each) });
  expect(result.isError).not.toBe(true);
  expect(told[0]?.message).toMatch(/^Searching \d+ passages$/);
  expect(told[1]?.message).toMatch(/^Reading \d+ passages$/);
  expect(told[2]?.message).toMatch(/^Writing: \d+ characters so far$/);
  expect(told.map(({ progress }) => progress)).toEqual(told.map((_, index) => index + 1));
});

test('pages of other sites are refused, whatever key they have', async () => {
  const { url } = await startApp({ API_KEYS: KEY, ALLOWED_ORIGINS: 'https://desk.example' });
  const ask = async (origin?: string) => {
    const response = await fetch(`${url}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${KEY}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...(origin === undefined ? {} : { origin }),
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    return { status: response.status, text: await response.text() };
  };
  for (const origin of ['https://evil.example', 'null', 'https://desk.example.evil.example']) {
    const { status, text } = await ask(origin);
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({
      jsonrpc: '2.0',
      error: { message: expect.stringContaining('ALLOWED_ORIGINS') },
    });
  }
  for (const origin of [undefined, url, 'https://desk.example']) expect((await ask(origin)).status).toBe(200);
});
