/** The vector of a question: at once where it is known, within a deadline where it is not, and otherwise not at all. */
import { AppError } from '../errors.ts';
import { createBreaker } from '../model/breaker.ts';
import type { Embedder, EmbedOptions } from '../model/embedder.ts';
import { timedOut } from '../model/failures.ts';
import type { EmbeddingState } from './state.ts';
import { keyOf } from './texts.ts';

export interface QuestionOptions {
  embedder: Embedder;
  state: EmbeddingState;
  /** Milliseconds that a visitor waits at most. */
  timeoutMs: number;
  /** Questions whose vectors are kept; past it the one not asked for longest goes. Default 500: 3 MB at 1,536 dimensions. */
  maxKept?: number;
}

/**
 * Never rejects: undefined where the endpoint fails, is late, or has done so too often just now; then the question is
 * searched by words alone. After some failures in a row the endpoint is left alone, and one question each six seconds
 * finds out whether it is back, so that a dead or slow one costs nearly nobody the wait.
 */
export function createQuestionEmbedder(options: QuestionOptions) {
  const { embedder, state, timeoutMs, maxKept = 500 } = options;
  const breaker = createBreaker();
  // By hash: nothing that a visitor typed stays. Re-inserting on use makes the first entry the one not used for longest.
  const kept = new Map<string, Promise<Float32Array | undefined>>();

  async function ask(text: string, visitor: string | undefined): Promise<Float32Array | undefined> {
    const deadline = AbortSignal.timeout(timeoutMs);
    const call = async () => {
      try {
        return await embedder.embed([text], {
          signal: deadline,
          ...(visitor === undefined ? {} : { visitor }),
        });
      } catch (error) {
        throw deadline.aborted ? timedOut('vector', timeoutMs, 'embedding model') : error;
      }
    };
    try {
      const { vectors } = await breaker.run(call);
      state.worked('questions');
      return vectors[0];
    } catch (error) {
      // A call that was not made says nothing new.
      if (!(error instanceof AppError && error.cause instanceof AppError)) state.failed('questions', error);
      return undefined;
    }
  }

  return async (text: string, { signal, visitor }: EmbedOptions): Promise<Float32Array | undefined> => {
    const key = keyOf(text);
    // The same question of several visitors is one call, and does not end when one of them leaves.
    const vector = kept.get(key) ?? ask(text, visitor);
    kept.delete(key);
    kept.set(key, vector);
    for (const oldest of kept.keys()) {
      if (kept.size <= maxKept) break;
      kept.delete(oldest);
    }
    void vector.then((found) => {
      if (!found && kept.get(key) === vector) kept.delete(key);
    });
    return untilAborted(vector, signal);
  };
}

/** @returns undefined as soon as the signal aborts. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  let stop = () => {};
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
