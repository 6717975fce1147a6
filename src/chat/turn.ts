/** READ FIRST. The product as one generator: guard, standalone query, retrieve, answer, cite, follow-ups. */
import type { PastTurn, Trace } from '../domain.ts';
import type { TurnEvent } from '../protocol.ts';

export interface TurnInput {
  turnId: string;
  question: string;
  /** Earlier turns of the conversation, oldest first. */
  past: readonly PastTurn[];
}

/**
 * Runs one turn. Never throws once started: exactly one of `turn.completed`, `turn.failed` and
 * `turn.cancelled` is yielded, last. Returns the turn as later turns will see it.
 */
export type RunTurn = (
  input: TurnInput,
  options: { signal: AbortSignal; trace?: Trace },
) => AsyncGenerator<TurnEvent, PastTurn>;
