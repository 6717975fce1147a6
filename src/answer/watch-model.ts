/** Times a model's answer as it comes, for the trace: the wait for its first words, then the stream. */
import { AppError } from '../errors.ts';
import type { ModelEvent } from '../model/model.ts';
import type { Usage } from '../protocol.ts';
import type { Trace } from '../trace.ts';

export interface WatchedModel {
  /** As its endpoint names it. */
  model: string;
  /** What an answer cost in US dollars, where that is known. */
  costOf?: ((usage: Usage) => number | undefined) | undefined;
}

/** Passes a model's events on as they are. */
export async function* watchModel(
  stream: AsyncIterable<ModelEvent>,
  trace: Trace,
  { model, costOf }: WatchedModel,
): AsyncGenerator<ModelEvent> {
  const who = { answerer: 'llm', model } as const;
  const waiting = trace.start('first-token');
  let streaming: ReturnType<typeof trace.start<'stream'>> | undefined;
  let deltas = 0;
  let chars = 0;
  let end: Extract<ModelEvent, { type: 'end' }> | undefined;
  // Whoever reads us may stop in the middle, e.g. for text that must not be shown.
  let failure: { failed: string; why?: string } = { failed: 'stopped' };
  const close = () => {
    if (!streaming) waiting(() => ({ ...who, ...failure }));
    streaming?.((durationMs) => {
      const counted = { ...who, deltas, chars };
      if (!end) return { ...counted, ...failure };
      const { usage, finishReason } = end;
      const cost = costOf?.(usage);
      const tokensPerSecond = durationMs > 0 ? usage.outputTokens / (durationMs / 1000) : 0;
      return { ...counted, finishReason, usage, tokensPerSecond, ...(cost === undefined ? {} : { cost }) };
    });
  };
  try {
    for await (const event of stream) {
      if (!streaming) {
        waiting(() => who);
        streaming = trace.start('stream');
      }
      if (event.type === 'delta') {
        deltas += 1;
        chars += event.text.length;
      } else {
        end = event;
        // Now, not in `finally`: that runs when the reader comes back, with its own work done.
        close();
      }
      yield event;
    }
  } catch (error) {
    failure = error instanceof AppError ? { failed: error.code, why: error.message } : { failed: 'internal' };
    throw error;
  } finally {
    if (!end) close();
  }
}
