/** Keeps what a turn's steps tell, for tests that look inside. */
import { createSpanClock, type LazySpan } from '../../src/inspector/spans.ts';
import type { Span, Stage } from '../../src/trace.ts';

/** Keeps all steps of one turn, for whoever wants them afterwards. */
export function keepSpans(now: () => number = () => performance.now()) {
  const spans: LazySpan[] = [];
  const { trace } = createSpanClock(now, { onEnd: (span) => spans.push(span) });
  return {
    trace,
    /** @returns the steps of that name. */
    of<S extends Stage>(stage: S): Extract<Span, { stage: S }>[] {
      return spans.map((span) => span.read()).filter((span) => span.stage === stage) as Extract<
        Span,
        { stage: S }
      >[];
    },
  };
}
