/** Puts an embedding model and its budget together. */
import type { Logger } from 'pino';
import type { Budget } from '../limits/budget.ts';
import type { Price } from '../limits/ledger.ts';
import { createOpenAiEmbedder } from '../model/openai-embedder.ts';
import type { VectorStore } from '../store/vectors.ts';
import { createEmbedding, type Embedding } from './embedding.ts';
import { createPaidEmbedder } from './paid-embedder.ts';
import { createPrefixed } from './prefixed.ts';
import { spaceOf } from './texts.ts';

export interface EmbeddingSettings {
  apiKey: string;
  baseUrl?: string;
  name: string;
  dimensions?: number;
  /** See {@link createPrefixed}. */
  queryPrefix?: string;
  passagePrefix?: string;
  /** Milliseconds that a question waits for its vector. */
  timeoutMs: number;
  price?: Price;
}

export function openEmbedding(
  settings: EmbeddingSettings,
  parts: { store: VectorStore; budget: Budget; log: Pick<Logger, 'info' | 'warn' | 'error'> },
): Embedding {
  const { name: model, timeoutMs, price, ...endpoint } = settings;
  const way = { ...endpoint, model };
  // A batch in the background has its own, longer deadline; a question's is that of its caller.
  const embedder = createOpenAiEmbedder(way);
  const paid = createPaidEmbedder(embedder, parts.budget, price);
  const embedding = createEmbedding({
    ...parts,
    embedder: createPrefixed(paid, settings.passagePrefix),
    questionEmbedder: createPrefixed(paid, settings.queryPrefix),
    space: spaceOf(way),
    timeoutMs,
    now: () => performance.now(),
  });
  return {
    ...embedding,
    close() {
      embedding.close();
      embedder.close();
    },
  };
}
