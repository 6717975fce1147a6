/**
 * General English words of like meaning, so that "how do I earn more" finds "wages". A word of the knowledge's own topic
 * belongs into its lexicon instead.
 *
 * The table holds stems: words that share one of a word's usual senses, and forms derived from it ("germinate",
 * "germination"). Counted from Princeton WordNet 3.1, https://wordnet.princeton.edu (senses with at least a fifth of a
 * word's tagged uses), for the 12,000 stems most frequent in its definitions. Made by scripts/wordnet-tables.ts; licence
 * in NOTICE.
 */

import { isConcept } from '../text/lexicon.ts';
import type { QueryTerm } from './bm25.ts';
import type { InvertedIndex } from './inverted-index.ts';
import table from './thesaurus.json' with { type: 'json' };

const entries = new Map(Object.entries(table.alike as Record<string, string>));

/** Stems of like meaning; empty for a word that the table does not know. */
export function synonyms(term: string): string[] {
  return entries.get(term)?.split(' ') ?? [];
}

/**
 * What a term of like meaning weighs beside the word itself. A word that the knowledge never uses can only be found
 * through its synonyms; for one that it does use they help in a small folder, where words are few, and hurt in a large
 * one. A concept is the owner's own word for it.
 */
const WEIGHT = { concept: 0.6, ofAbsentWord: 0.5, ofPresentWord: 0.15 };
/** Passages from which a knowledge counts as large. */
const LARGE = 2000;

/** The terms of like meaning, present in the index, that a query does not hold itself. */
export function expand(index: InvertedIndex, query: readonly QueryTerm[]): QueryTerm[] {
  const present = index.passages.length < LARGE ? WEIGHT.ofPresentWord : 0;
  const asked = new Set(query.map(({ term }) => term));
  const added = new Map<string, QueryTerm>();
  for (const { term, word, weight, alike } of query) {
    for (const other of alike) {
      const share = isConcept(other) ? WEIGHT.concept : index.terms.has(term) ? present : WEIGHT.ofAbsentWord;
      const known = added.get(other)?.weight ?? 0;
      if (asked.has(other) || !index.terms.has(other) || known >= weight * share) continue;
      added.set(other, { term: other, word, weight: weight * share, alike: [] });
    }
  }
  return [...added.values()];
}
