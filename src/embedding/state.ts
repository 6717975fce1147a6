/** Whether embedding works, said once in the log each time that changes, and in a word to whoever asks. */
import type { Logger } from 'pino';
import { AppError, type ErrorCode } from '../errors.ts';

/** Passages are embedded in the background, questions while their visitor waits: either may fail alone. */
export type Work = 'passages' | 'questions';

export interface EmbeddingState {
  worked(work: Work): void;
  /** @param error anything; one that is no `AppError` counts as `internal`. A cancelled call is no failure. */
  failed(work: Work, error: unknown): void;
  /** Told when the passages of a version are begun, and when all that can be embedded are. */
  filling(is: boolean): void;
  /** `ok`, `filling`, or `failing: ` and the code of what failed; as health shows it. */
  text(): string;
}

export function createState(log: Pick<Logger, 'info' | 'warn' | 'error'>): EmbeddingState {
  const failing = new Map<Work, ErrorCode>();
  let isFilling = false;
  return {
    worked(work) {
      if (failing.delete(work)) log.info({ work }, 'embedding works again');
    },
    failed(work, error) {
      const code = error instanceof AppError ? error.code : 'internal';
      if (code === 'cancelled' || failing.get(work) === code) return;
      failing.set(work, code);
      // What asking again does not mend waits for the operator.
      const mustAct = error instanceof AppError && !error.retryable;
      log[mustAct ? 'error' : 'warn']({ work, err: error }, 'embedding fails, words find the passages');
    },
    filling(is) {
      isFilling = is;
    },
    text() {
      const [code] = failing.values();
      if (code !== undefined) return `failing: ${code}`;
      return isFilling ? 'filling' : 'ok';
    },
  };
}
