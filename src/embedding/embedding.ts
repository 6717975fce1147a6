/** Dense retrieval beside the words: vectors of the passages in the background, of the question within its deadline. */
import type { Logger } from 'pino';
import type { Embedder } from '../model/embedder.ts';
import type { Retriever } from '../retrieval/retrieve.ts';
import { createVectors, type Vectors } from '../retrieval/vectors.ts';
import type { VectorStore } from '../store/vectors.ts';
import { type FillingParts, fill } from './filling.ts';
import { createKeptVectors } from './kept.ts';
import { createQuestionEmbedder } from './question.ts';
import { createState } from './state.ts';

export interface EmbeddingOptions {
  /** Of passages. */
  embedder: Embedder;
  /** Of questions, where the model is told them apart. Default: the same. */
  questionEmbedder?: Embedder;
  /** Names the way in which it embeds; see `spaceOf`. */
  space: string;
  store: VectorStore;
  /** Milliseconds that a question waits for its vector. */
  timeoutMs: number;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  now: () => number;
  /** For tests; see {@link FillingParts}. */
  pause?: FillingParts['pause'];
  random?: () => number;
}

export interface Embedding {
  /**
   * Begins to embed the knowledge of a retriever, and gives that of the version before up.
   * @returns the retriever, whose searches may use the meaning as far as there are vectors.
   */
  attach(retriever: Retriever): Retriever;
  /** `ok`, `filling`, or `failing: ` and a code. */
  state(): string;
  /** Passages of the current version, and how many of them have a vector. */
  progress(): { passages: number; embedded: number };
  close(): void;
}

export function createEmbedding(options: EmbeddingOptions): Embedding {
  const { embedder, questionEmbedder = embedder, space, store, timeoutMs, log, now, pause, random } = options;
  const state = createState(log);
  const question = createQuestionEmbedder({ embedder: questionEmbedder, state, timeoutMs });
  const kept = createKeptVectors(store, space, log);
  const parts: FillingParts = {
    embedder,
    questionEmbedder,
    kept,
    state,
    log,
    now,
    ...(pause ? { pause } : {}),
    ...(random ? { random } : {}),
  };
  let current: { vectors: Vectors; stop: AbortController } | undefined;

  /** Stops what is being done, and begins. */
  function begin(retriever: Retriever, vectors: Vectors): void {
    current?.stop.abort();
    const stop = new AbortController();
    current = { vectors, stop };
    void fill({ knowledge: retriever.knowledge, vectors }, parts, stop.signal);
  }

  return {
    attach(retriever) {
      const vectors = createVectors(retriever.knowledge.passages.length);
      begin(retriever, vectors);
      /** Dimensions that questions had when the passages were last embedded anew because of them. */
      let renewedFor = 0;
      return {
        ...retriever,
        async meaningOf(text, asking) {
          // Before there is anything to compare with, nobody waits and nothing is paid.
          if (vectors.filled() === 0) return undefined;
          const vector = await question(text, asking);
          if (!vector) return undefined;
          const { length } = vector;
          if (vectors.dimensions() !== 0 && length !== vectors.dimensions() && renewedFor !== length) {
            renewedFor = length;
            log.warn({ before: vectors.dimensions(), now: length }, 'the embedding model has changed');
            begin(retriever, vectors);
          }
          return vectors.compare(vector);
        },
      };
    },
    state: state.text,
    progress: () => ({
      passages: current?.vectors.passages ?? 0,
      embedded: current?.vectors.filled() ?? 0,
    }),
    close: () => current?.stop.abort(),
  };
}
