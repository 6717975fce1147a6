/** How close a question is to the questions that a section of the knowledge says it answers. */
import type { Hit } from '../../domain.ts';
import { rarity } from '../../retrieval/background.ts';
import type { WeighedTerm } from '../../retrieval/retrieve.ts';
import { conceptTerm, type Lexicon } from '../../text/lexicon.ts';
import { terms } from '../../text/tokenize.ts';

/**
 * Likeness of the question to the nearest listed one, 0 to 1: the weight of the words they share, in their meaning,
 * over the weight of all words of both.
 */
export function listedLikeness(hit: Hit, query: readonly WeighedTerm[], lexicon: Lexicon): number {
  let best = 0;
  for (const listed of hit.passage.questions) {
    const held = new Map(terms(listed).map(({ term }) => [term, rarity(term)]));
    const concepts = new Set(lexicon.mentions(listed).map(({ concept }) => conceptTerm(concept)));
    let shared = 0;
    let asked = 0;
    for (const { term, alike } of query) {
      const weight = rarity(term);
      asked += weight;
      if (held.has(term)) shared += weight;
      else if (alike.some((other) => concepts.has(other) || held.has(other))) shared += 0.7 * weight;
    }
    const total = asked + [...held.values()].reduce((sum, weight) => sum + weight, 0);
    if (total > 0) best = Math.max(best, (2 * shared) / total);
  }
  return Math.min(1, best);
}
