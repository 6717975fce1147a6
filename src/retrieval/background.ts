/**
 * How common a term is in general English, so that a small knowledge folder does not have to guess.
 *
 * In ten passages every rare word looks alike: "sourdough" and "the PhD" are both absent or both once there. The table
 * holds, for the 6,000 most frequent stems, in how many of 117,791 dictionary definitions each occurs (counted from the
 * glosses of Princeton WordNet 3.1, https://wordnet.princeton.edu, with our own tokeniser). What is not in it is rare.
 * Made by scripts/wordnet-tables.ts; licence in NOTICE.
 */
import table from './background.json' with { type: 'json' };

const frequencies = new Map(Object.entries(table.frequencies as Record<string, number>));

/** Inverse document frequency (the BM25 form, never negative) of a term that `frequency` of `documents` hold. */
export function inverseDocumentFrequency(frequency: number, documents: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

const RAREST = inverseDocumentFrequency(0, table.documents);

/** Rarity of a term in general English, from about 0.2 (everywhere) to 1 (rare or unknown). */
export function rarity(term: string): number {
  const frequency = frequencies.get(term);
  return frequency === undefined ? 1 : inverseDocumentFrequency(frequency, table.documents) / RAREST;
}

/** Whether general English knows the term; if neither it nor the knowledge does, it may be a typing error. */
export function isCommonEnglish(term: string): boolean {
  return frequencies.has(term);
}
