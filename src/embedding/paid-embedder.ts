/** An embedding model whose calls are paid from the day's budget. */
import { AppError } from '../errors.ts';
import type { Budget } from '../limits/budget.ts';
import type { Price } from '../limits/ledger.ts';
import type { Embedder } from '../model/embedder.ts';

/** Bytes a token: fewer than any common script takes, so that what is set aside is rather too much. */
const BYTES_PER_TOKEN = 3;

/** The same; `embed` throws AppError `budget_spent` without a call when the budget does not hold the next one. */
export function createPaidEmbedder(embedder: Embedder, budget: Budget, price: Price | undefined): Embedder {
  return {
    name: embedder.name,
    async embed(texts, options) {
      const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
      const estimate = { inputTokens: Math.ceil(bytes / BYTES_PER_TOKEN), maxOutputTokens: 0 };
      const { visitor } = options;
      const settle = await budget.reserve({
        ...estimate,
        price,
        ...(visitor === undefined ? {} : { visitor }),
      });
      try {
        const embedded = await embedder.embed(texts, options);
        settle(embedded.usage);
        return embedded;
      } catch (error) {
        // What was not waited for, or came and could not be read, is paid for all the same.
        const mayCost =
          !(error instanceof AppError) ||
          ['cancelled', 'upstream_timeout', 'upstream_invalid'].includes(error.code);
        settle({ inputTokens: mayCost ? estimate.inputTokens : 0, outputTokens: 0 });
        throw error;
      }
    },
  };
}
