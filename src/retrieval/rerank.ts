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

/** Looks at one passage. `weights` are those of the query's terms. Linear in the passage's length. */
export function lookInside(
  index: InvertedIndex,
  passage: number,
  query: readonly QueryTerm[],
  weights: readonly number[],
): Inside {
  const slots = new Map<number, number>();
  for (const [slot, { term }] of query.entries()) {
    const number = index.terms.get(term);
    if (number !== undefined) slots.set(number, slot);
  }
  const lastSeen = new Int32Array(query.length).fill(-WINDOW * 2);
  const inSentence = new Set<number>();
  const closeness = new Float64Array(query.length);
  let sentence = 0;
  let bestSentence = 0;

  const from = at(index.bodyStarts, passage);
  const to = at(index.bodyStarts, passage + 1);
  for (let i = from; i < to; i++) {
    const term = at(index.sequence, i);
    if (term === SENTENCE_BREAK) {
      bestSentence = Math.max(bestSentence, sentence);
      sentence = 0;
      inSentence.clear();
      continue;
    }
    const slot = slots.get(term);
    if (slot === undefined) continue;
    if (!inSentence.has(slot)) {
      inSentence.add(slot);
      sentence += weights[slot] ?? 0;
    }
    lastSeen[slot] = i - from;
    for (const left of [slot - 1, slot]) {
      if (left < 0 || left + 1 >= query.length) continue;
      const neighbour = left === slot ? slot + 1 : left;
      if (!inSentence.has(neighbour)) continue;
      const distance = i - from - at(lastSeen, neighbour);
      if (distance > 0 && distance <= WINDOW) closeness[left] = Math.max(at(closeness, left), 1 / distance);
    }
  }
  bestSentence = Math.max(bestSentence, sentence);

  let pairs = 0;
  let close = 0;
  for (let left = 0; left + 1 < query.length; left++) {
    const weight = (weights[left] ?? 0) + (weights[left + 1] ?? 0);
    pairs += weight;
    close += weight * at(closeness, left);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    sentenceCoverage: total === 0 ? 0 : bestSentence / total,
    proximity: pairs === 0 ? 0 : close / pairs,
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
  return scored
    .map((candidate) => {
      const inside = lookInside(index, candidate.passage, query, weights);
      const rank =
        candidate.score / top + PROXIMITY_BONUS * inside.proximity + SENTENCE_BONUS * inside.sentenceCoverage;
      return { ...candidate, ...inside, rank };
    })
    .sort((a, b) => b.rank - a.rank || a.passage - b.passage);
}
