import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startUpstream } from '../support/upstream.ts';
import { startApp } from './app.ts';

const KNOWLEDGE_DIR = fileURLToPath(new URL('../eval/sets/gardening', import.meta.url));
const QUESTIONS = [
  'When do I sow tomatoes?',
  'Why do the skins split?',
  'What keeps slugs away?',
  'and in June?',
];

test('over a hundred turns the prompt does not grow, and each request carries its cap', async () => {
  const upstream = await startUpstream(
    'ok',
    'Tomatoes want sun and warm soil, and steady water at the root [1]. '.repeat(30),
  );
  onTestFinished(() => upstream.close());
  const app = await startApp({ KNOWLEDGE_DIR, OPENAI_BASE_URL: upstream.baseUrl, MAX_PROMPT_TOKENS: '2500' });
  const { ask } = await app.visit();
  for (let turn = 0; turn < 100; turn++) {
    expect((await ask(QUESTIONS[turn % QUESTIONS.length] ?? '')).end).toMatchObject({
      type: 'turn.completed',
    });
  }
  const bytes = upstream.requests.map(({ body }) => Buffer.byteLength(JSON.stringify(body.messages)));
  expect(bytes.length).toBeGreaterThan(60);
  // Four bytes a token, and what JSON adds.
  expect(Math.max(...bytes)).toBeLessThan(2500 * 4 * 1.1);
  const mean = (some: number[]) => some.reduce((sum, one) => sum + one, 0) / some.length;
  const [early, late] = [bytes.slice(10, 30), bytes.slice(-20)];
  expect(mean(late)).toBeLessThan(mean(early) * 1.02);
  expect(upstream.requests.every(({ body }) => body.max_tokens === 600)).toBe(true);
});
