/** Counts and times turns: who answered, how it ended, how long a visitor waited, and what the model did wrong. */
import { Counter, Histogram, type Registry } from 'prom-client';
import type { RunTurn } from '../chat/turn.ts';
import type { TurnEvent } from '../protocol.ts';
import type { SpanDetail, Trace } from '../trace.ts';

/** Where a question came from: a visitor's socket, or a program. */
export type Door = 'chat' | 'api';

type End = Extract<TurnEvent, { type: 'turn.completed' | 'turn.failed' | 'turn.cancelled' }>;

/** Seconds. Rules answer in milliseconds; a model may think for minutes. */
const WAITS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30];
const TURNS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 40, 80, 120];

/** @returns a runner of turns that behaves as the given one, and is counted. */
export function createTurnMetrics(registry: Registry, now: () => number) {
  const registers = [registry];
  const turns = new Counter({
    name: 'crossroads_turns_total',
    help: 'Turns that ended, by where they came from, who answered, and what they amount to.',
    labelNames: ['via', 'answerer', 'outcome'],
    registers,
  });
  const wait = new Histogram({
    name: 'crossroads_time_to_first_delta_seconds',
    help: 'From the start of a turn to its first words.',
    labelNames: ['answerer'],
    buckets: WAITS,
    registers,
  });
  const duration = new Histogram({
    name: 'crossroads_turn_seconds',
    help: 'From the start of a turn to its end.',
    labelNames: ['answerer'],
    buckets: TURNS,
    registers,
  });
  const failures = new Counter({
    name: 'crossroads_turn_failures_total',
    help: 'Turns that failed for their visitor, by code.',
    labelNames: ['code'],
    registers,
  });
  const fallbacks = new Counter({
    name: 'crossroads_fallbacks_total',
    help: 'Answers by the rules although a model is configured, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const faults = new Counter({
    name: 'crossroads_model_faults_total',
    help: 'Answers of the model that came to nothing, by code, before or after their first words.',
    labelNames: ['code', 'when'],
    registers,
  });

  const onFault = (when: string, { failed }: { failed?: string | undefined }) => {
    // A visitor who stops is no fault of the model, nor is a spent budget or a guarded answer.
    if (failed?.startsWith('upstream_')) faults.inc({ code: failed, when });
  };
  const watchModel = (outer: Trace | undefined, onAsked: () => void): Trace => ({
    start(stage) {
      const end = outer?.start(stage);
      if (stage !== 'first-token' && stage !== 'stream') return (detail) => end?.(detail);
      if (stage === 'first-token') onAsked();
      return (detail) => {
        end?.(detail);
        const told = detail(0) as SpanDetail<'first-token' | 'stream'>;
        onFault(stage === 'first-token' ? 'before_words' : 'after_words', told);
      };
    },
  });

  function count(via: Door, end: End, model: boolean): string {
    const answerer = end.type === 'turn.completed' ? end.answerer : model ? 'llm' : 'rules';
    const outcome = end.type === 'turn.completed' ? end.outcome : end.type.slice('turn.'.length);
    turns.inc({ via, answerer, outcome });
    if (end.type === 'turn.failed') failures.inc({ code: end.code });
    if (end.type === 'turn.completed' && end.notice) fallbacks.inc({ reason: end.notice });
    return answerer;
  }

  return (runTurn: RunTurn, via: Door): RunTurn =>
    async function* counted(input, options) {
      const from = now();
      let firstAt: number | undefined;
      let model = false;
      const trace = watchModel(options.trace, () => {
        model = true;
      });
      const events = runTurn(input, { ...options, trace });
      try {
        for (;;) {
          const step = await events.next();
          if (step.done) return step.value;
          const event = step.value;
          if (event.type === 'answer.delta') firstAt ??= now();
          if (isEnd(event)) {
            const answerer = count(via, event, model);
            duration.observe({ answerer }, (now() - from) / 1000);
            if (firstAt !== undefined) wait.observe({ answerer }, (firstAt - from) / 1000);
          }
          yield event;
        }
      } finally {
        // Whoever stops reading us stops the turn; after its end this does nothing.
        await events.return(undefined as never);
      }
    };
}

function isEnd(event: TurnEvent): event is End {
  return event.type === 'turn.completed' || event.type === 'turn.failed' || event.type === 'turn.cancelled';
}
