/** Writes down one turn as it happens. */
import type { TurnEvent } from '../protocol.ts';
import type { Stage, Trace } from '../trace.ts';
import type { Entry, TurnRecord } from './record.ts';
import { createSpanClock, type LazySpan } from './spans.ts';

/** An entry whose detail is not made yet. */
export type LazyEntry =
  | { ms: number; event: TurnEvent }
  | { ms: number; begins: Stage }
  | { ms: number; span: LazySpan };

export interface TurnRecorder {
  readonly entries: readonly LazyEntry[];
  trace: Trace;
  event(event: TurnEvent): void;
  /** The whole record; makes every detail that nobody has read yet. */
  read(): TurnRecord;
}

/** Entries of one turn at most: more than the longest answer has pieces. What comes after is not kept. */
const MAX_ENTRIES = 20_000;

export interface RecorderOptions {
  turnId: string;
  question: string;
  /** Told of each entry, with its place. */
  onEntry?: (index: number) => void;
  /** Monotonic milliseconds. */
  now?: () => number;
  /** Milliseconds since the epoch. */
  clock?: () => number;
}

export function createTurnRecorder(options: RecorderOptions): TurnRecorder {
  const { turnId, question, onEntry, now = () => performance.now(), clock = Date.now } = options;
  const startedAt = clock();
  const entries: LazyEntry[] = [];
  const keep = (entry: LazyEntry) => {
    if (entries.length >= MAX_ENTRIES) return;
    const index = entries.push(entry) - 1;
    onEntry?.(index);
  };
  const { trace, elapsed } = createSpanClock(now, {
    onStart: (begins, ms) => keep({ ms, begins }),
    onEnd: (span) => keep({ ms: span.startMs + span.durationMs, span }),
  });
  return {
    entries,
    trace,
    event: (event) => keep({ ms: elapsed(), event }),
    read: () => ({ turnId, question, startedAt, entries: entries.map(readEntry) }),
  };
}

/** Makes an entry's detail. */
export function readEntry(entry: LazyEntry): Entry {
  return 'span' in entry ? { ms: entry.ms, span: entry.span.read() } : entry;
}
