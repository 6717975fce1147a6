/**
 * Tells OpenTelemetry of each turn, by its semantic conventions for generative AI. Only the API is ours: the spans go
 * nowhere, and cost next to nothing, unless whoever runs the server registers an SDK, e.g. with `node --import ./otel.mjs`.
 */
import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { ObserveTurns, SpanDetail, Stage, Trace, TurnWatch } from './trace.ts';

export interface TelemetryOptions {
  /** Whether questions, prompts and answers are told as well. Default false. */
  captureContent?: boolean;
  /** Default: the one registered with the API. */
  tracer?: Tracer;
}

/** What all spans of a turn share. The conversation's id is a secret, and stays one. */
const AGENT = { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'crossroads' };
/** The stages in which a model is called; together they are one span. */
const CALLS: readonly Stage[] = ['first-token', 'stream'];

export function createTelemetry(options: TelemetryOptions = {}): ObserveTurns {
  const { captureContent = false } = options;
  return ({ question }) => {
    const tracer = options.tracer ?? trace.getTracer('crossroads');
    const root = tracer.startSpan('invoke_agent crossroads', { kind: SpanKind.INTERNAL, attributes: AGENT });
    if (!root.isRecording()) return undefined;
    return watchTurn({ tracer, root, captureContent, question });
  };
}

function watchTurn(turn: {
  tracer: Tracer;
  root: Span;
  captureContent: boolean;
  question: string;
}): TurnWatch {
  const { tracer, root, captureContent, question } = turn;
  const inside = trace.setSpan(context.active(), root);
  const child = (name: string, kind = SpanKind.INTERNAL) => tracer.startSpan(name, { kind }, inside);
  let call: Span | undefined;
  let answer = '';
  if (captureContent) root.setAttribute('gen_ai.input.messages', messages('user', question));

  const watch: Trace = {
    start(stage) {
      if (stage === 'first-token') call = child('chat', SpanKind.CLIENT);
      const isCall = CALLS.includes(stage);
      const span = isCall ? undefined : child(stage);
      const began = performance.now();
      return (detail) => {
        span?.end();
        if (!isCall || !call) return;
        // Both stages of a call tell the same few fields; which one it is stands in `stage`.
        const told = detail(performance.now() - began) as SpanDetail<'first-token'> & SpanDetail<'stream'>;
        if (stage === 'first-token')
          call.setAttribute('crossroads.time_to_first_token_ms', performance.now() - began);
        if (stage === 'first-token' && !told.failed) return describe(call, told);
        describe(call, told);
        if (captureContent) call.setAttribute('gen_ai.output.messages', messages('assistant', answer));
        call.end();
        call = undefined;
      };
    },
  };
  return {
    trace: watch,
    event(event) {
      if (event.type === 'answer.delta' && captureContent) answer += event.text;
      if (event.type === 'turn.completed') {
        root.setAttributes({ 'crossroads.answerer': event.answerer, 'crossroads.outcome': event.outcome });
        if (event.notice) root.setAttribute('crossroads.notice', event.notice);
        if (captureContent) root.setAttribute('gen_ai.output.messages', messages('assistant', answer));
        root.end();
      } else if (event.type === 'turn.failed' || event.type === 'turn.cancelled') {
        fail(root, event.type === 'turn.failed' ? event.code : 'cancelled');
        root.end();
      }
    },
  };
}

/** What the conventions ask of a call to a model. */
function describe(call: Span, { model, usage, finishReason, failed, cost }: SpanDetail<'stream'>): void {
  const name = model ?? 'unknown';
  call.updateName(`chat ${name}`);
  call.setAttributes({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': name,
    ...(usage
      ? { 'gen_ai.usage.input_tokens': usage.inputTokens, 'gen_ai.usage.output_tokens': usage.outputTokens }
      : {}),
    ...(finishReason === undefined ? {} : { 'gen_ai.response.finish_reasons': [finishReason] }),
    ...(cost === undefined ? {} : { 'crossroads.cost_usd': cost }),
  });
  if (failed) fail(call, failed);
}

function fail(span: Span, code: string): void {
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** One message in the form of the conventions, as JSON. */
function messages(role: 'user' | 'assistant', content: string): string {
  return JSON.stringify([{ role, parts: [{ type: 'text', content }] }]);
}

/** One observer out of several; undefined when there is none. */
export function observeAll(observers: readonly (ObserveTurns | undefined)[]): ObserveTurns | undefined {
  const all = observers.filter((each) => each !== undefined);
  if (all.length < 2) return all[0];
  return (turn) => {
    const watches = all.map((observe) => observe(turn)).filter((watch) => watch !== undefined);
    if (watches.length < 2) return watches[0];
    return {
      trace: {
        start(stage) {
          const ends = watches.map(({ trace: each }) => each.start(stage));
          return (detail) => {
            for (const end of ends) end(detail);
          };
        },
      },
      event(event) {
        for (const watch of watches) watch.event(event);
      },
    };
  };
}
