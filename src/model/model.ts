/** The port behind which an OpenAI-compatible model stands. */
import type { Message } from '../domain.ts';
import type { Usage } from '../protocol.ts';

export interface ModelRequest {
  messages: Message[];
  /** The upstream is told this cap, and a stream that goes past it in bytes is ended by us. */
  maxOutputTokens: number;
}

export interface StreamOptions {
  signal: AbortSignal;
  /** Whose question it is, for whoever counts; never sent upstream. */
  visitor?: string;
}

export type ModelEvent =
  /** Never empty. Deltas that arrive in one read may come as one. */
  | { type: 'delta'; text: string }
  /** `length`: the cap was reached; the text is cut but honest. */
  | { type: 'end'; finishReason: 'stop' | 'length'; usage: Usage };

/**
 * Contract:
 * - yields deltas, then exactly one `end`, last. An upstream that ends in any other way is a thrown
 *   `AppError` with an `upstream_*` code, whose message holds no key, URL or upstream body;
 * - at most one retry of its own, and only while no delta has been yielded;
 * - the first delta, each gap and the whole answer have deadlines (`upstream_timeout`);
 * - an abort of `signal`, or leaving the loop early, closes the upstream connection at once; an abort
 *   throws `AppError('cancelled')`.
 */
export interface Model {
  /** As sent to the upstream, e.g. "gpt-4o-mini". */
  readonly name: string;
  stream(request: ModelRequest, options: StreamOptions): AsyncIterable<ModelEvent>;
}
