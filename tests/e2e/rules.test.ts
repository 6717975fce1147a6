import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slowness } from '../support/clock.ts';
import { type RunningApp, startApp } from './app.ts';

let app: RunningApp;
let stop: () => Promise<void>;
beforeAll(async () => {
  app = await startApp({}, (stopIt) => {
    stop = stopIt;
  });
});
afterAll(() => stop());

describe('without a key', () => {
  test('a visitor is greeted, asks, and a cited answer streams in', async () => {
    const { ready, ask } = await app.visit();
    expect(ready).toMatchObject({ answerer: 'rules', passages: app.passages, recovered: false });
    expect(ready.starters.length).toBeGreaterThan(0);

    const { events, end, text, citations } = await ask('What does an AI engineer do all day?');
    expect(events[0]).toMatchObject({
      type: 'turn.started',
      question: 'What does an AI engineer do all day?',
    });
    expect(events[1]).toMatchObject({ type: 'turn.stage', stage: 'searching', count: app.passages });
    expect(events.filter(({ type }) => type === 'answer.delta').length).toBeGreaterThan(1);
    expect(events.at(-1)).toBe(end);
    expect(end).toMatchObject({ type: 'turn.completed', answerer: 'rules', outcome: 'answered' });
    expect(end).not.toHaveProperty('notice');

    expect(citations.map(({ marker }) => marker)).toEqual(citations.map((_, i) => i + 1));
    for (const { marker } of citations) expect(text).toContain(`[${marker}]`);
    const markers = new Set([...text.matchAll(/\[(\d+)\]/g)].map(([, marker]) => Number(marker)));
    expect([...markers].sort()).toEqual(citations.map(({ marker }) => marker));
  });

  test('a citation arrives before the words that bear its marker', async () => {
    const { ask } = await app.visit();
    const { events } = await ask('Why is machine learning engineering hard to get into?');
    let text = '';
    const announced = new Set<string>();
    for (const event of events) {
      if (event.type === 'answer.citation') announced.add(`[${event.marker}]`);
      if (event.type === 'answer.delta') text += event.text;
      for (const [marker] of text.matchAll(/\[\d+\]/g)) expect(announced).toContain(marker);
    }
    expect(announced.size).toBeGreaterThan(0);
  });

  test.each([
    ['Is the gap between AI and ML engineering only about pay and titles?', ''],
    ['What do AI engineers actually do?', 'What AI Engineers Actually Do'],
    ['Do ML engineers train models from scratch?', 'What ML Engineers Actually Do'],
    ['Which role is more accessible?', 'The Accessibility Factor'],
    ['Will someone still have to integrate models once they get better?', 'The Future-Proofing Argument'],
    ['Should I choose a role for prestige?', 'Making Your Decision'],
    ['Who is Zen van Riel?', 'About the author and the community'],
  ])('"%s" is answered from the article, section "%s"', async (question, heading) => {
    const { ask } = await app.visit();
    const { end, citations } = await ask(question);
    expect(end).toMatchObject({ outcome: 'answered' });
    expect(
      citations
        .filter(({ documentId, kind }) => documentId === 'article' && kind === 'article')
        .map((c) => c.heading),
    ).toContain(heading);
  });

  test.each([
    'How long do I boil potatoes?',
    'Give me a recipe for lasagne',
    'Which spice goes well with lamb?',
  ])('a question about cooking ("%s") is not answered', async (question) => {
    const { ask } = await app.visit();
    const { end, citations, text } = await ask(question);
    expect(end).toMatchObject({ type: 'turn.completed', outcome: 'abstained' });
    expect(citations).toEqual([]);
    expect(text).not.toBe('');
  });

  test('a follow-up is understood by what was asked before', async () => {
    const { ask } = await app.visit();
    await ask('What does an ML engineer do all day?');
    const after = await ask('and the maths?');
    const { ask: askStranger } = await app.visit();
    const alone = await askStranger('and the maths?');
    expect(after.end).toMatchObject({ outcome: 'answered' });
    expect(after.text).not.toBe(alone.text);
  });

  test('a conversation goes on after its socket is gone', async () => {
    const { client, ready, ask } = await app.visit();
    const { text } = await ask('What is a vector database?');
    client.socket.terminate();
    await client.closed;
    const { client: returned } = await app.visit({ conversationId: ready.conversationId });
    const snapshot = await returned.event('turn.snapshot');
    expect(snapshot).toMatchObject({ question: 'What is a vector database?', text, state: 'completed' });
  });
});

test('the first words cost less than 20 ms', async () => {
  const lines = (await readFile(new URL('../eval/sets/single.jsonl', import.meta.url), 'utf8')).split('\n');
  const questions = lines.filter(Boolean).map((line) => (JSON.parse(line) as { question: string }).question);
  const costs: number[] = [];
  const waits: number[] = [];
  // A server that has just started is still compiling its code; the promise is about one that runs.
  const { ask: warmUp } = await app.visit();
  for (const question of questions.slice(-40)) await warmUp(question);
  for (let visitor = 0; visitor < 20; visitor++) {
    const { ask } = await app.visit();
    const slow = slowness();
    for (const question of questions.slice(visitor * 10, visitor * 10 + 10)) {
      const { firstDeltaCpuMs, firstDeltaMs } = await ask(question);
      costs.push(firstDeltaCpuMs / slow);
      waits.push(firstDeltaMs);
    }
  }
  expect(costs.filter(Number.isFinite)).toHaveLength(200);
  const at = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[values.length * share - 1] ?? Number.NaN;
  console.info(
    `first words: waited p50 ${at(waits, 0.5).toFixed(1)} ms, p99 ${at(waits, 0.99).toFixed(1)} ms; ` +
      `cost p50 ${at(costs, 0.5).toFixed(1)} ms, p95 ${at(costs, 0.95).toFixed(1)} ms`,
  );
  // Judged in processor time, server and visitor together, as on a machine of known speed: time on the clock tells as much of
  // the neighbours, who are other tests. Tidying memory and compiling code fall on some of them, so of the dearest twice as much
  // is allowed.
  expect(at(costs, 0.5)).toBeLessThanOrEqual(12);
  expect(at(costs, 0.95)).toBeLessThanOrEqual(2 * 20);
});
