/** Third ranking, where there are vectors: what a passage's nearness to the question counts for beside the words they share. */
import { type QueryTerm, scoreOf } from './bm25.ts';
import type { InvertedIndex } from './inverted-index.ts';
import { createReader, type Ranked, rankOf } from './rerank.ts';
import type { Meaning } from './vectors.ts';

/** How many of the nearest passages are read that the words alone did not find. */
const READ_NEAR = 12;
/** Log odds that the nearest passage gets beside one of mean nearness; DESIGN.md says what others would give. */
const WEIGHT = 2;

export interface Fused extends Ranked {
  /** Its rank by words alone. */
  lexical: number;
  /** Cosine of passage and question; absent for a passage that has no vector yet. */
  cosine?: number;
}

/**
 * Orders passages by words and nearness together: scores are added, never places. The nearest passages that share no
 * word with the question are ranked as well. A passage without a vector keeps its rank by words.
 * @param ranked by words alone, best first.
 */
export function fuse(
  index: InvertedIndex,
  query: readonly QueryTerm[],
  ranked: readonly Ranked[],
  meaning: Meaning,
): Fused[] {
  const read = createReader(index, query, Math.max(...ranked.map(({ score }) => score), 0) || 1);
  const known = new Set(ranked.map(({ passage }) => passage));
  const near = nearest(meaning, READ_NEAR, known).map((passage): Ranked => {
    const scored = { passage, score: scoreOf(index, query, passage) };
    return { ...scored, rank: rankOf(read(scored)) };
  });
  return [...ranked, ...near]
    .map(({ rank, ...scored }): Fused => {
      const cosine = meaning.cosines[scored.passage] ?? Number.NaN;
      const fused = { ...scored, lexical: rank, rank: rank + WEIGHT * nearness(meaning, cosine) };
      return Number.isNaN(cosine) ? fused : { ...fused, cosine };
    })
    .sort((a, b) => b.rank - a.rank || a.passage - b.passage);
}

/** How near a passage is, from 0 (as any other, or not known) to 1 (the nearest). */
function nearness({ best, mean }: Meaning, cosine: number): number {
  // Where all are equally near, or one is not known, this is no number, and says nothing.
  return Math.max(0, (cosine - mean) / (best - mean) || 0);
}

/** The `limit` nearest passages that are not known already, nearest first; ties go to the earlier one. */
function nearest({ cosines }: Meaning, limit: number, known: ReadonlySet<number>): number[] {
  const found: { passage: number; cosine: number }[] = [];
  for (const [passage, cosine] of cosines.entries()) {
    const last = found.at(-1);
    if (Number.isNaN(cosine) || (found.length === limit && last && cosine <= last.cosine)) continue;
    if (known.has(passage)) continue;
    let slot = found.length;
    while (slot > 0 && cosine > (found[slot - 1]?.cosine ?? 0)) slot--;
    found.splice(slot, 0, { passage, cosine });
    if (found.length > limit) found.pop();
  }
  return found.map(({ passage }) => passage);
}
