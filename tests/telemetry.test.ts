import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLlmAnswerer } from '../src/answer/llm.ts';
import { createRulesAnswerer } from '../src/answer/rules/rules.ts';
import { createRunTurn, type TurnParts } from '../src/chat/turn.ts';
import { createHub } from '../src/inspector/hub.ts';
import type { Model } from '../src/model/model.ts';
import { loadPrompts } from '../src/prompt/template.ts';
import { createRetriever } from '../src/retrieval/retrieve.ts';
import { createTelemetry, observeAll } from '../src/telemetry.ts';
import type { ObserveTurns } from '../src/trace.ts';
import { isle } from './support/isle.ts';

const QUESTION = 'How long is the training of a lamp keeper?';
const prompts = await loadPrompts('prompts');
const retriever = createRetriever(isle());

let exporter: InMemorySpanExporter;
let provider: BasicTracerProvider;
beforeEach(() => {
  exporter = new InMemorySpanExporter();
  provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
});
afterEach(() => provider.shutdown());

const SAYS: Model = {
  name: 'a-model',
  async *stream() {
    yield { type: 'delta', text: 'It takes three months [1].' };
    yield {
      type: 'end',
      finishReason: 'stop',
      usage: { inputTokens: 90, outputTokens: 8, estimated: false },
    };
  },
};
const FAILS: Model = {
  name: 'a-model',
  // biome-ignore lint/correctness/useYield: it fails before it says anything.
  async *stream() {
    throw new Error('down');
  },
};

/** Runs one turn under the observer. */
async function run(observe: ObserveTurns, model?: Model): Promise<void> {
  const limits = { maxPromptTokens: 6000, maxOutputTokens: 100, canary: 'c4n4ry-c4n4ry' };
  const parts: TurnParts = { retriever: () => retriever, rules: createRulesAnswerer() };
  if (model) parts.llm = createLlmAnswerer({ model, prompts: () => prompts, ...limits });
  const turn = { turnId: 'turn-000001', question: QUESTION, past: [] };
  const watch = observe({ conversationId: 'a-secret-conversation', ...turn });
  const { signal } = new AbortController();
  const events = createRunTurn(parts)(turn, watch ? { signal, trace: watch.trace } : { signal });
  for (let step = await events.next(); !step.done; step = await events.next()) watch?.event(step.value);
}

const telemetry = (captureContent = false) =>
  createTelemetry({ captureContent, tracer: provider.getTracer('test') });
const spanNamed = (name: string): ReadableSpan => {
  const found = exporter.getFinishedSpans().find((span) => span.name === name);
  if (!found)
    throw new Error(`no span "${name}" among ${exporter.getFinishedSpans().map((span) => span.name)}`);
  return found;
};

test('a turn is one trace: the agent, its steps, and the call to the model by the GenAI conventions', async () => {
  await run(telemetry(), SAYS);
  const root = spanNamed('invoke_agent crossroads');
  expect(root.attributes).toMatchObject({
    'gen_ai.operation.name': 'invoke_agent',
    'crossroads.answerer': 'llm',
    'crossroads.outcome': 'answered',
  });
  expect(spanNamed('chat a-model').attributes).toMatchObject({
    'gen_ai.operation.name': 'chat',
    'gen_ai.request.model': 'a-model',
    'gen_ai.usage.input_tokens': 90,
    'gen_ai.usage.output_tokens': 8,
    'gen_ai.response.finish_reasons': ['stop'],
  });
  for (const name of ['guard', 'query', 'retrieve', 'compose', 'chat a-model', 'ground', 'follow-ups'])
    expect(spanNamed(name).parentSpanContext?.spanId, name).toBe(root.spanContext().spanId);
});

test('a model that fails is an error of its call, not of the turn that the rules answered', async () => {
  await run(telemetry(), FAILS);
  expect(spanNamed('chat a-model').attributes['error.type']).toBe('internal');
  expect(spanNamed('invoke_agent crossroads').attributes).toMatchObject({
    'crossroads.answerer': 'rules',
    'crossroads.notice': 'model_failed',
  });
});

test('no word of question or answer is told unless it is asked for, and never the id of the conversation', async () => {
  const told = () =>
    JSON.stringify(exporter.getFinishedSpans().map(({ name, attributes }) => [name, attributes]));
  await run(telemetry(), SAYS);
  expect(told()).not.toMatch(/lamp|months|secret/);
  await run(telemetry(true), SAYS);
  expect(told()).toContain(QUESTION);
  expect(told()).toContain('three months');
  expect(told()).not.toContain('secret');
});

test('without an SDK a turn is not observed at all', () => {
  expect(createTelemetry()({ conversationId: 'c', turnId: 't', question: 'q', past: [] })).toBeUndefined();
});

test('the inspector and OpenTelemetry see the same turn', async () => {
  const hub = createHub();
  const both = observeAll([hub.observe, telemetry(), undefined]);
  if (!both) throw new Error('nobody observes');
  await run(both, SAYS);
  expect(hub.conversations()).toMatchObject([{ question: QUESTION, isRunning: false }]);
  const seen = await hub.turns('c1').next();
  expect(seen.value?.entries.length).toBeGreaterThan(10);
  expect(exporter.getFinishedSpans().length).toBeGreaterThan(6);
});
