/** Second ranking: looks inside the best passages for the query's words, close together and in one sentence. */
import { type QueryTerm, type Scored, termWeight } from './bm25.ts';
import { at, type InvertedIndex, SENTENCE_BREAK } from './inverted-index.ts';

/** What the second look at a passage found; all from 0 to 1. Headings do not count here. */
export interface Inside {
  /** Share of the query's weight that one sentence of the passage holds, at best. */
  sentenceCoverage: number;
  /** How close neighbours in the query stand in the passage: 1 if all stand side by side, 0 if no two share a sentence. */
  proximity: number;
}

export interface Ranked extends Scored, Inside {
  /** BM25 relative to the best passage, plus what was found inside. */
  rank: number;
}

/** Words further apart than this do not count as close. */
const WINDOW = 8;
const PROXIMITY_BONUS = 0.2;
const SENTENCE_BONUS = 0.2;

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

/** Orders passages by BM25 and by what stands inside them, best first. */
export function rerank(
  index: InvertedIndex,
  query: readonly QueryTerm[],
  scored: readonly Scored[],
): Ranked[] {
  const top = scored[0]?.score ?? 1;
  const weights = query.map(({ term, weight }) => weight * termWeight(index, term));
  const look = createLook(index, query, weights);
  return scored
    .map(({ passage, score }) => {
      const { sentenceCoverage, proximity } = look(passage);
      const rank = score / top + PROXIMITY_BONUS * proximity + SENTENCE_BONUS * sentenceCoverage;
      return { passage, score, sentenceCoverage, proximity, rank };
    })
    .sort((a, b) => b.rank - a.rank || a.passage - b.passage);
}
