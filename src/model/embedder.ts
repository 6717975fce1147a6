/** The port behind which an embedding model stands: texts in, their meaning as vectors out. */
import type { Usage } from '../protocol.ts';

export interface Embedded {
  /** One a text, in the order of the texts, all of the same dimensions, each of length 1. */
  vectors: Float32Array[];
  usage: Usage;
}

export interface EmbedOptions {
  signal: AbortSignal;
  /** Whose question it is, for whoever counts; never sent upstream. */
  visitor?: string;
}

/**
 * Contract:
 * - all texts or none: what is not one usable vector a text is a thrown `AppError` with an `upstream_*` code, whose message
 *   holds no key, text, URL or upstream body;
 * - one call upstream, and no retry: who asks knows whether a second try is worth its while;
 * - an abort of `signal` closes the upstream connection at once and throws `AppError('cancelled')`.
 */
export interface Embedder {
  /** As sent to the upstream, e.g. "text-embedding-3-small". */
  readonly name: string;
  embed(texts: readonly string[], options: EmbedOptions): Promise<Embedded>;
}
