/** Times a model's answer as it comes, for the trace: the wait for its first words, then the stream. */
import { AppError } from '../errors.ts';
import type { ModelEvent } from '../model/model.ts';
import type { Usage } from '../protocol.ts';
import type { SpanDetail, Trace } from '../trace.ts';

export interface WatchedModel {
  /** As its endpoint names it. */
  model: string;
  /** What an answer cost in US dollars, where that is known. */
  costOf?: ((usage: Usage) => number | undefined) | undefined;
}

export interface ModelWatch {
  saw(event: ModelEvent): void;
  failed(error: unknown): void;
  /** Nothing more comes. Whoever reads may have stopped in the middle, e.g. for text that must not be shown. */
  over(): void;
}

/** Begins to wait. Called beside the stream rather than around it: a generator more would cost each token a turn of the loop. */
export function watchModel(trace: Trace, { model, costOf }: WatchedModel): ModelWatch {
  const who = { answerer: 'llm', model } as const;
  const waiting = trace.start('first-token');
  let streaming: ((detail: (durationMs: number) => SpanDetail<'stream'>) => void) | undefined;
  let deltas = 0;
  let chars = 0;
  let isOver = false;
  const close = (rest: (durationMs: number) => Partial<SpanDetail<'stream'>>) => {
    if (isOver) return;
    isOver = true;
    const counted = { ...who, deltas, chars };
    if (streaming) streaming((durationMs) => ({ ...counted, ...rest(durationMs) }));
    else waiting((durationMs) => ({ ...who, ...rest(durationMs) }));
  };
  return {
    saw(event) {
      if (!streaming) {
        waiting(() => who);
        streaming = trace.start('stream');
      }
      if (event.type === 'delta') {
        deltas += 1;
        chars += event.text.length;
        return;
      }
      const { usage, finishReason } = event;
      close((durationMs) => {
        const cost = costOf?.(usage);
        const tokensPerSecond = durationMs > 0 ? usage.outputTokens / (durationMs / 1000) : 0;
        return { finishReason, usage, tokensPerSecond, ...(cost === undefined ? {} : { cost }) };
      });
    },
    failed(error) {
      const failure =
        error instanceof AppError ? { failed: error.code, why: error.message } : { failed: 'internal' };
      close(() => failure);
    },
    over: () => close(() => ({ failed: 'stopped' })),
  };
}
