/** Times the steps of one turn and keeps what they tell, made only when it is read. */
import type { Span, SpanDetail, Stage, Trace } from '../trace.ts';

/** An ended step whose detail is not made yet. */
export interface LazySpan {
  stage: Stage;
  /** Milliseconds since the turn began, and how long the step took. */
  startMs: number;
  durationMs: number;
  /** Makes the whole span; made once. */
  read(): Span;
}

export interface SpanClock {
  trace: Trace;
  /** Milliseconds since the turn began. */
  elapsed(): number;
}

/**
 * @param now monotonic milliseconds.
 * @param onStart told of each step that begins, and `onEnd` of each that has ended.
 */
export function createSpanClock(
  now: () => number,
  { onStart, onEnd }: { onStart?: (stage: Stage, startMs: number) => void; onEnd: (span: LazySpan) => void },
): SpanClock {
  const began = now();
  const elapsed = () => Math.max(0, now() - began);
  return {
    elapsed,
    trace: {
      start(stage) {
        const startMs = elapsed();
        onStart?.(stage, startMs);
        return (detail) => onEnd(lazySpan(stage, startMs, elapsed() - startMs, detail));
      },
    },
  };
}

function lazySpan<S extends Stage>(
  stage: S,
  startMs: number,
  durationMs: number,
  detail: (durationMs: number) => SpanDetail<S>,
): LazySpan {
  let made: Span | undefined;
  return {
    stage,
    startMs,
    durationMs,
    read() {
      // TypeScript cannot see that stage and detail belong together; `Trace` sees to it.
      made ??= { stage, startMs, durationMs, detail: detail(durationMs) } as Span;
      return made;
    },
  };
}
