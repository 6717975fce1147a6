import { afterEach, describe, expect, it } from 'vitest';
import type { AnswerEvent, AnswerTask } from '../../src/answer/answerer.ts';
import { createLlmAnswerer } from '../../src/answer/llm.ts';
import { createOpenAiModel } from '../../src/model/openai.ts';
import { loadPrompts } from '../../src/prompt/template.ts';
import { hitsOf } from '../prompt/hits.ts';
import { type Scenario, startUpstream } from '../support/upstream.ts';

const prompts = await loadPrompts('prompts');
/** What this answerer reads of a task; the rest is for the rules. */
const READ: Pick<AnswerTask, 'question' | 'standaloneQuery' | 'past' | 'hits'> = {
  question: 'What do they do?',
  standaloneQuery: 'What do AI engineers do?',
  past: [],
  hits: hitsOf('AI engineers build features.', 'They test.'),
};
const TASK = READ as AnswerTask;

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function setUp(scenario: Scenario, text: string) {
  const upstream = await startUpstream(scenario, text);
  const model = createOpenAiModel({ baseUrl: upstream.baseUrl, apiKey: 'sk-test', model: 'test-model' });
  open.push(model, upstream);
  const answerer = createLlmAnswerer({
    model,
    prompts: () => prompts,
    maxPromptTokens: 6000,
    maxOutputTokens: 600,
    canary: 'zx9canary',
  });
  return { upstream, answerer };
}

async function run(scenario: Scenario, text: string, signal = new AbortController().signal) {
  const { upstream, answerer } = await setUp(scenario, text);
  const events: AnswerEvent[] = [];
  for await (const event of answerer.answer(TASK, { signal })) events.push(event);
  return {
    upstream,
    text: events.map((event) => (event.type === 'delta' ? event.text : '')).join(''),
    cited: events.flatMap((event) => (event.type === 'citation' ? [event.citation.marker] : [])),
    end: events.at(-1),
    ends: events.filter((event) => event.type === 'end').length,
  };
}

describe('createLlmAnswerer', () => {
  it.each(['ok', 'slow', 'split utf8'] as const)('streams a cited answer (%s)', async (scenario) => {
    const { text, cited, end, ends, upstream } = await run(scenario, 'They build [1] and test [2, 3] [9].');
    expect(text).toBe('They build [1] and test [2].');
    expect(cited).toEqual([1, 2]);
    expect(end).toMatchObject({ type: 'end', outcome: 'answered', finishReason: 'stop' });
    expect(ends).toBe(1);
    expect(upstream.requests[0]?.body.max_tokens).toBe(600);
    expect(upstream.requests[0]?.body.messages.at(-1)?.content).toContain('AI engineers build features.');
  });

  it.each([
    ['NOT_COVERED Salaries are not covered.', 'Salaries are not covered.'],
    ['**NOT_COVERED**: Salaries are not.', 'Salaries are not.'],
    ['\n`NOT_COVERED`\n\nSalaries are not.', 'Salaries are not.'],
    ['NOT_COVERED – **Salaries** are not.', '**Salaries** are not.'],
    ['**NOT_COVERED:** "Pay" is not.', '"Pay" is not.'],
  ])('takes %j for an abstention', async (said, text) => {
    for (const scenario of ['ok', 'slow'] as const) {
      expect(await run(scenario, said)).toMatchObject({ text, end: { outcome: 'abstained' } });
    }
  });

  it.each(['NOT everything is covered [1].', '**Yes**, NOT_COVERED is a word [1].', 'NOT_'])(
    'takes %j for an answer',
    async (said) => {
      for (const scenario of ['ok', 'slow', 'split utf8'] as const) {
        expect(await run(scenario, said)).toMatchObject({ text: said, end: { outcome: 'answered' } });
      }
    },
  );

  it('fails when the model says nothing but that word, so that the rules abstain', async () => {
    await expect(run('ok', 'NOT_COVERED')).rejects.toMatchObject({ code: 'upstream_invalid' });
  });

  it('passes on that the answer was cut at the cap', async () => {
    const { end } = await run('length', 'They build features and test.');
    expect(end).toMatchObject({ finishReason: 'length', outcome: 'answered' });
  });

  it('stops with cancelled, and the upstream call ends', async () => {
    const { upstream, answerer } = await setUp('hang', '');
    const abort = new AbortController();
    const next = answerer.answer(TASK, { signal: abort.signal })[Symbol.asyncIterator]().next();
    await expect.poll(() => upstream.requests.length).toBe(1);
    abort.abort();
    await expect(next).rejects.toMatchObject({ code: 'cancelled' });
    await upstream.requests[0]?.gone;
  });
});
