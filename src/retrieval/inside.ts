/** Looks inside a passage for a query's words, close together and in one sentence: what evidence is made of. */
import type { QueryTerm } from './bm25.ts';
import { at, type InvertedIndex, SENTENCE_BREAK } from './inverted-index.ts';

/** What a look at a passage found; all from 0 to 1. Headings do not count here. */
export interface Inside {
  /** Share of the query's weight that one sentence of the passage holds, at best. */
  sentenceCoverage: number;
  /** How close neighbours in the query stand in the passage: 1 if all stand side by side, 0 if no two share a sentence. */
  proximity: number;
}

/** Words further apart than this do not count as close. */
const WINDOW = 8;

/**
 * Makes what looks at passages for a query. `weights` are those of its terms. A look is linear in the passage's length.
 */
export function createLook(
  index: InvertedIndex,
  query: readonly QueryTerm[],
  weights: readonly number[],
): (passage: number) => Inside {
  const slots = new Map<number, number>();
  for (const [slot, { term }] of query.entries()) {
    const number = index.terms.get(term);
    if (number !== undefined) slots.set(number, slot);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const lastSeen = new Int32Array(query.length);
  /** The sentence in which each term was seen last; sentences are counted over all passages looked at. */
  const seenIn = new Int32Array(query.length);
  const closeness = new Float64Array(query.length);
  let sentence = 0;

  return (passage) => {
    closeness.fill(0);
    sentence += 1;
    let held = 0;
    let bestSentence = 0;
    const from = at(index.bodyStarts, passage);
    const to = at(index.bodyStarts, passage + 1);
    for (let i = from; i < to; i++) {
      const term = at(index.sequence, i);
      if (term === SENTENCE_BREAK) {
        bestSentence = Math.max(bestSentence, held);
        held = 0;
        sentence += 1;
        continue;
      }
      const slot = slots.get(term);
      if (slot === undefined) continue;
      if (at(seenIn, slot) !== sentence) {
        seenIn[slot] = sentence;
        held += weights[slot] ?? 0;
      }
      lastSeen[slot] = i;
      for (let left = Math.max(0, slot - 1); left <= slot && left + 1 < query.length; left++) {
        const neighbour = left === slot ? slot + 1 : left;
        if (at(seenIn, neighbour) !== sentence) continue;
        const distance = i - at(lastSeen, neighbour);
        if (distance > 0 && distance <= WINDOW) closeness[left] = Math.max(at(closeness, left), 1 / distance);
      }
    }
    bestSentence = Math.max(bestSentence, held);

    let pairs = 0;
    let close = 0;
    for (let left = 0; left + 1 < query.length; left++) {
      const weight = (weights[left] ?? 0) + (weights[left + 1] ?? 0);
      pairs += weight;
      close += weight * at(closeness, left);
    }
    return {
      sentenceCoverage: total === 0 ? 0 : bestSentence / total,
      proximity: pairs === 0 ? 0 : close / pairs,
    };
  };
}
