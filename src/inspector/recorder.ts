/** Writes down one turn as it happens: references and times only, since most turns are never looked at. */
import type { TurnEvent } from '../protocol.ts';
import type { Stage, Trace } from '../trace.ts';
import type { Entry, TurnRecord } from './record.ts';
import { createSpanClock, type LazySpan } from './spans.ts';

export interface TurnRecorder {
  /** The record without its entries. */
  head: Omit<TurnRecord, 'entries'>;
  trace: Trace;
  event(event: TurnEvent): void;
  /** How many entries there are. */
  count(): number;
  /** Makes the entry of that place, its detail included. */
  entry(index: number): Entry;
  /** The whole record; makes every detail that nobody has read yet. */
  read(): TurnRecord;
}

/** A piece of the answer, another event, a step that began, or one that ended. */
type Thing = string | TurnEvent | { begins: Stage } | LazySpan;

/** Entries of one turn at most: more than the longest answer has pieces. What comes after is not kept. */
const MAX_ENTRIES = 20_000;

export interface RecorderOptions {
  turnId: string;
  question: string;
  /** Told of each entry. */
  onEntry?: () => void;
  /** Monotonic milliseconds. */
  now?: () => number;
  /** Milliseconds since the epoch. */
  clock?: () => number;
}

export function createTurnRecorder(options: RecorderOptions): TurnRecorder {
  const { turnId, question, onEntry, now = () => performance.now(), clock = Date.now } = options;
  const head = { turnId, question, startedAt: clock() };
  // Side by side, and of a piece of the answer only its text, which the answer itself holds: there are hundreds in a turn,
  // and each object would outlive it.
  const things: Thing[] = [];
  const times: number[] = [];
  const keep = (ms: number, thing: Thing) => {
    if (things.length >= MAX_ENTRIES) return;
    things.push(thing);
    times.push(ms);
    onEntry?.();
  };
  const { trace, elapsed } = createSpanClock(now, {
    onStart: (begins, ms) => keep(ms, { begins }),
    onEnd: (span) => keep(span.startMs + span.durationMs, span),
  });
  const entry = (index: number): Entry => {
    const [thing, ms] = [things[index], times[index]];
    if (thing === undefined || ms === undefined)
      throw new RangeError(`The turn has ${things.length} entries, not ${index + 1}.`);
    if (typeof thing === 'string') return { ms, event: { type: 'answer.delta', turnId, text: thing } };
    if ('begins' in thing) return { ms, begins: thing.begins };
    return 'read' in thing ? { ms, span: thing.read() } : { ms, event: thing };
  };
  return {
    head,
    trace,
    event: (event) => keep(elapsed(), event.type === 'answer.delta' ? event.text : event),
    count: () => things.length,
    entry,
    read: () => ({ ...head, entries: things.map((_, index) => entry(index)) }),
  };
}
