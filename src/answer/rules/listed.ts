/** How close a question is to the questions that a section of the knowledge says it answers. */
import { rarity } from '../../retrieval/background.ts';
import type { WeighedTerm } from '../../retrieval/retrieve.ts';
import type { ListedQuestion } from './reading.ts';

/** What a word counts for when only a word of like meaning is there. */
const ALIKE = 0.7;

/**
 * Likeness of the question to the nearest listed one, 0 to 1: twice the weight of the words they share over the weight
 * of all words of both (Dice, 1945).
 */
export function listedLikeness(listed: readonly ListedQuestion[], query: readonly WeighedTerm[]): number {
  const asked = query.reduce((sum, { term, weight }) => sum + weight * rarity(term), 0);
  let best = 0;
  for (const { weights, total, concepts } of listed) {
    let shared = 0;
    for (const { term, alike, weight } of query) {
      if (weights.has(term)) shared += weight * rarity(term);
      else if (alike.some((other) => concepts.has(other) || weights.has(other)))
        shared += ALIKE * weight * rarity(term);
    }
    if (asked + total > 0) best = Math.max(best, (2 * shared) / (asked + total));
  }
  return Math.min(1, best);
}
