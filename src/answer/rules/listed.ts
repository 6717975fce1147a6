/** How close a question is to the questions that a section of the knowledge says it answers. */
import { rarity } from '../../retrieval/background.ts';
import type { WeighedTerm } from '../../retrieval/retrieve.ts';
import { type ListedQuestion, THING_WEIGHT } from './reading.ts';

/** What a word counts for when only a word of like meaning is there. */
const ALIKE = 0.7;

/**
 * Likeness of the question to the nearest listed one, 0 to 1: twice the weight of the words they share over the weight
 * of all words of both (Dice, 1945).
 */
export function listedLikeness(
  listed: readonly ListedQuestion[],
  query: readonly WeighedTerm[],
  things: ReadonlySet<string>,
): number {
  if (listed.length === 0) return 0;
  const named = new Map<string, number>();
  const rest = query.filter(({ alike, weight }) => {
    const thing = alike.find((other) => things.has(other));
    if (thing !== undefined) named.set(thing, Math.max(named.get(thing) ?? 0, weight));
    return thing === undefined;
  });
  const asked =
    rest.reduce((sum, { term, weight }) => sum + weight * rarity(term), 0) +
    [...named.values()].reduce((sum, weight) => sum + THING_WEIGHT * weight, 0);
  let best = 0;
  for (const { weights, total, concepts } of listed) {
    let shared = 0;
    for (const [thing, weight] of named) if (weights.has(thing)) shared += THING_WEIGHT * weight;
    for (const { term, alike, weight } of rest) {
      if (weights.has(term)) shared += weight * rarity(term);
      else if (alike.some((other) => concepts.has(other) || weights.has(other)))
        shared += ALIKE * weight * rarity(term);
    }
    if (asked + total > 0) best = Math.max(best, (2 * shared) / (asked + total));
  }
  return Math.min(1, best);
}
