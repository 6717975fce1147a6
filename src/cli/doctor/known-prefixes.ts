/** Embedding models that were trained with words before each text, by the names under which servers offer them. */

interface Prefixes {
  query: string;
  /** Absent: passages stand as they are. */
  passage?: string;
}

const SENTENCE = 'Represent this sentence for searching relevant passages:';

/** As their model cards say; the first that fits counts. */
const KNOWN: readonly (readonly [name: RegExp, prefixes: Prefixes])[] = [
  [/\be5-(?:small|base|large)/i, { query: 'query:', passage: 'passage:' }],
  [/nomic-embed-text/i, { query: 'search_query:', passage: 'search_document:' }],
  [/bge-(?:small|base|large)-en/i, { query: SENTENCE }],
  [/mxbai-embed-(?:large|xsmall)/i, { query: SENTENCE }],
  [/snowflake-arctic-embed(?:2|-\w+-v2)/i, { query: 'query:' }],
  [/snowflake-arctic-embed/i, { query: SENTENCE }],
  [/embeddinggemma/i, { query: 'task: search result | query:', passage: 'title: none | text:' }],
];

/** @returns the settings that such a model wants and that are not there, as one would write them; undefined where nothing is amiss. */
export function missingPrefixes(
  model: string,
  { queryPrefix, passagePrefix }: { queryPrefix?: string; passagePrefix?: string },
): string | undefined {
  const [, wanted] = KNOWN.find(([name]) => name.test(model)) ?? [];
  if (!wanted || queryPrefix !== undefined || passagePrefix !== undefined) return undefined;
  const { query, passage } = wanted;
  const settings = [`EMBEDDING_QUERY_PREFIX="${query}"`];
  if (passage !== undefined) settings.push(`EMBEDDING_PASSAGE_PREFIX="${passage}"`);
  return settings.join(' and ');
}
