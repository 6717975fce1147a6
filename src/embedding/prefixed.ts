/** Some models were trained with words before each text that say what it is: a question, or a passage to be found. */
import type { Embedder } from '../model/embedder.ts';

/** The same embedder for one kind of text. @param prefix put before each, and a space; undefined for models that want none. */
export function createPrefixed(embedder: Embedder, prefix: string | undefined): Embedder {
  if (prefix === undefined) return embedder;
  return {
    name: embedder.name,
    embed: (texts, options) =>
      embedder.embed(
        texts.map((text) => `${prefix} ${text}`),
        options,
      ),
  };
}
