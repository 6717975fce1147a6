import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../e2e/app.ts';

const KEY = 'a-key-that-is-long-enough';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let app: RunningApp;
let stopApp: () => Promise<void>;
beforeAll(async () => {
  app = await startApp({ API_KEYS: KEY }, (stop) => {
    stopApp = stop;
  });
});
afterAll(() => stopApp());

/** The protocol's official client, over both of its transports. */
const overHttp = () =>
  new StreamableHTTPClientTransport(new URL(`${app.url}/mcp`), {
    requestInit: { headers: { authorization: `Bearer ${KEY}` } },
  });
const overStdio = () =>
  new StdioClientTransport({
    command: process.execPath,
    args: ['--import', 'tsx', 'tests/cli/entry.ts', 'mcp'],
    cwd: ROOT,
    env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '' },
    stderr: 'pipe',
  });

interface Result {
  text: string;
  data: Record<string, unknown>;
  isError: boolean;
}

async function connect(transport: ReturnType<typeof overHttp> | ReturnType<typeof overStdio>) {
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(transport);
  return {
    client,
    async call(name: string, args: Record<string, unknown>): Promise<Result> {
      const result = await client.callTool({ name, arguments: args });
      const [first] = result.content as { type: string; text: string }[];
      return {
        text: first?.text ?? '',
        data: (result.structuredContent ?? {}) as Record<string, unknown>,
        isError: result.isError === true,
      };
    },
  };
}

describe.each([
  ['http', overHttp],
  ['stdio', overStdio],
] as const)('over %s', (_name, transport) => {
  test('an assistant finds the tools, asks, follows up and searches', async () => {
    const { client, call } = await connect(transport());
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual([
      'ask',
      'assess_career_fit',
      'compare_roles',
      'learning_plan',
      'list_documents',
      'search_knowledge',
      'skill_gap',
    ]);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);

    const first = await call('ask', { question: 'What does an AI engineer do all day?' });
    expect(first.text).toMatch(/AI engineer.*\[1\][\s\S]*Sources:\n\[1\]/);
    expect(first.data).toMatchObject({
      outcome: 'answered',
      citations: [{ marker: 1 }, ...(first.data.citations as unknown[]).slice(1)],
    });
    const next = await call('ask', {
      question: 'and an ML engineer?',
      earlier: [{ question: 'What does an AI engineer do all day?', answer: first.text }],
    });
    expect(next.text).toContain('ML engineer');

    const found = await call('search_knowledge', { query: 'gradient descent', top: 2 });
    expect(found.data).toMatchObject({
      isCovered: true,
      passages: [{ text: expect.stringMatching(/gradient descent/i) }, expect.anything()],
    });
    await client.close();
    // A child process of its own, from sources.
  });
});

describe('the career tools', () => {
  test('give the questions, and weigh answers with every point', async () => {
    const { call } = await connect(overHttp());
    const before = await call('assess_career_fit', {});
    const questions = before.data.questions as { id: string; answers: { id: string }[] }[];
    expect(questions).toHaveLength(8);
    expect(before.data.figure).toMatchObject({ verdict: 'too-early' });
    const answers = Object.fromEntries(questions.map(({ id, answers: options }) => [id, options[0]?.id]));
    const after = await call('assess_career_fit', { answers });
    expect(after.data.figure).toMatchObject({
      kind: 'verdict',
      ledger: expect.objectContaining({ length: 8 }),
    });
    const wrong = await call('assess_career_fit', { answers: { [questions[0]?.id ?? '']: 'nonsense' } });
    expect(wrong).toMatchObject({
      isError: true,
      text: expect.stringContaining('There is no answer "nonsense"'),
    });
  });

  test('set stated skills against a role, compare, and plan', async () => {
    const { call } = await connect(overHttp());
    const gap = await call('skill_gap', {
      role: 'ai-engineer',
      skills: '5 years of Python, some Docker, juggling',
    });
    expect(gap.data.figure).toMatchObject({
      kind: 'gap',
      role: 'AI engineer',
      first: expect.objectContaining({ length: 3 }),
    });
    const compared = await call('compare_roles', { aspects: 'maths' });
    expect(compared.data.figure).toMatchObject({
      kind: 'comparison',
      rows: expect.objectContaining({ length: 1 }),
    });
    const plan = await call('learning_plan', { role: 'ml-engineer', weeks: 12 });
    expect(plan.data.figure).toMatchObject({ kind: 'plan', weeks: 12 });
    expect(plan.text).toMatch(/\[1\]/);
    const nobody = await call('skill_gap', { role: 'astronaut', skills: 'Python' });
    expect(nobody.isError).toBe(true);
  });
});

describe('the door', () => {
  test('is shut without a key, and not there without keys', async () => {
    const response = await fetch(`${app.url}/mcp`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(401);
    const other = await startApp();
    expect((await fetch(`${other.url}/mcp`, { method: 'POST', body: '{}' })).status).toBe(404);
  });

  test('answers what is no message of the protocol with an error, and lives on', async () => {
    const headers = {
      authorization: `Bearer ${KEY}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    };
    for (const body of ['{', '[]', '{"jsonrpc":"2.0"}', `"${'x'.repeat(11_000_000)}"`]) {
      const response = await fetch(`${app.url}/mcp`, { method: 'POST', headers, body });
      expect(response.status).toBeGreaterThanOrEqual(400);
    }
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  });
});
