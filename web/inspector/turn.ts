/** Reads a turn's record as far as a moment: what the visitor has seen by then, and what each step tells. Pure. */
import type { TurnRecord } from '../../src/inspector/protocol.ts';
import type { Citation, TurnEvent } from '../../src/protocol.ts';
import type { Span, Stage } from '../../src/trace.ts';

export type EndEvent = Extract<TurnEvent, { type: 'turn.completed' | 'turn.failed' | 'turn.cancelled' }>;

/** A step as a bar. `span` is absent while the step runs. */
export interface Step {
  stage: Stage;
  startMs: number;
  /** Until now, while it runs. */
  durationMs: number;
  span?: Span;
}

export interface TurnView {
  turnId: string;
  question: string;
  startedAt: number;
  text: string;
  citations: Citation[];
  figures: string[];
  steps: Step[];
  end?: EndEvent;
  /** What the visitor is told before there are words. */
  waitsFor?: string;
  /** Milliseconds from the beginning to the last thing that is known. */
  lengthMs: number;
  /** The same of the whole record, whatever of it is shown yet: the scale of its bars. */
  wholeMs: number;
}

/** Whole turns are read once, since a page that draws sixty times a second may show hundreds of them. */
const wholes = new WeakMap<TurnRecord, TurnView>();

/**
 * @param untilMs since the turn began; what came later is left out. Default: all that is known, and then the same record
 * gives the same view, which is not to be changed.
 */
export function readTurn(record: TurnRecord, untilMs = Number.POSITIVE_INFINITY): TurnView {
  if (Number.isFinite(untilMs)) return readUntil(record, untilMs);
  const known = wholes.get(record);
  if (known) return known;
  const whole = readUntil(record, untilMs);
  wholes.set(record, whole);
  return whole;
}

function readUntil(record: TurnRecord, untilMs: number): TurnView {
  const { turnId, question, startedAt } = record;
  const view: TurnView = {
    turnId,
    question,
    startedAt,
    text: '',
    citations: [],
    figures: [],
    steps: [],
    lengthMs: 0,
    wholeMs: record.entries.at(-1)?.ms ?? 0,
  };
  for (const entry of record.entries) {
    if (entry.ms > untilMs) break;
    view.lengthMs = entry.ms;
    if ('event' in entry) readEvent(view, entry.event);
    else if ('begins' in entry) view.steps.push({ stage: entry.begins, startMs: entry.ms, durationMs: 0 });
    else endStep(view, entry.span);
  }
  const now = Number.isFinite(untilMs) && !view.end ? untilMs : view.lengthMs;
  for (const step of view.steps) if (!step.span) step.durationMs = Math.max(0, now - step.startMs);
  return view;
}

function readEvent(view: TurnView, event: TurnEvent): void {
  switch (event.type) {
    case 'turn.stage':
      view.waitsFor = event.count === undefined ? event.stage : `${event.stage} ${event.count} passages`;
      return;
    case 'answer.delta':
      view.text += event.text;
      return;
    case 'answer.citation':
      view.citations.push(event);
      return;
    case 'answer.figure':
      view.figures.push(event.figure.kind);
      return;
    case 'turn.completed':
    case 'turn.failed':
    case 'turn.cancelled':
      view.end = event;
      return;
    default:
      return;
  }
}

/** A step that ended takes the place of the newest one of its name that runs. */
function endStep(view: TurnView, span: Span): void {
  const { stage, startMs, durationMs } = span;
  const running = view.steps.findLast((step) => step.stage === stage && !step.span);
  if (running) Object.assign(running, { startMs, durationMs, span });
  else view.steps.push({ stage, startMs, durationMs, span });
}

/** The newest ended step of that name. */
export function spanOf<S extends Stage>(view: TurnView, stage: S): Extract<Span, { stage: S }> | undefined {
  return view.steps.findLast((step) => step.stage === stage && step.span)?.span as
    | Extract<Span, { stage: S }>
    | undefined;
}

/** What a turn cost, where it is known. */
export function costOf(view: TurnView): { tokens?: number; cost?: number; model?: string } {
  const stream = spanOf(view, 'stream')?.detail;
  const wait = spanOf(view, 'first-token')?.detail;
  const model = stream?.model ?? wait?.model;
  return {
    ...(stream?.usage ? { tokens: stream.usage.inputTokens + stream.usage.outputTokens } : {}),
    ...(stream?.cost === undefined ? {} : { cost: stream.cost }),
    ...(model === undefined ? {} : { model }),
  };
}
