/** How well the knowledge carries a question: what we abstain on. */
import { rarity } from './background.ts';
import { K1, type QueryTerm, termWeight } from './bm25.ts';
import { holds, type InvertedIndex } from './inverted-index.ts';
import { lookInside, type Ranked } from './rerank.ts';

/** Evidence that the best passages answer a question. Shares are of the question's weight in general English. */
export interface Evidence {
  /** Share that the best of three passages covers, headings included; 0 to 1. */
  passageCoverage: number;
  /** The covered weight itself, at most 2.5: two rare words say more than one. */
  coveredWeight: number;
  /** Share that the best sentence covers; 0 to 1. */
  sentenceCoverage: number;
  /** BM25 of the best passage over what a passage that repeats the question would get. */
  relativeScore: number;
  /** All of it as log odds: at 0 the question is as likely answerable as not. */
  logOdds: number;
}

/** Fitted by logistic regression on public questions that do and do not belong to an article: see `npm run eval`. */
const FIT = { bias: -8.0, passage: 3.07, weight: 1.77, sentence: 7.28, relative: 6.8 };

const NONE: Evidence = {
  passageCoverage: 0,
  coveredWeight: 0,
  sentenceCoverage: 0,
  relativeScore: 0,
  logOdds: FIT.bias,
};

/** Weight of the query's terms that a passage holds, by rarity in general English. */
export function coveredWeight(index: InvertedIndex, query: readonly QueryTerm[], passage: number): number {
  let covered = 0;
  for (const { term, weight } of query) if (holds(index, term, passage)) covered += weight * rarity(term);
  return covered;
}

/** Total weight of a query by rarity in general English. */
export function totalWeight(query: readonly QueryTerm[]): number {
  return query.reduce((sum, { term, weight }) => sum + weight * rarity(term), 0);
}

/** Weighs the three best passages for a query. A query without content words has no evidence. */
export function weighEvidence(
  index: InvertedIndex,
  query: readonly QueryTerm[],
  ranked: readonly Ranked[],
): Evidence {
  const total = totalWeight(query);
  if (total === 0 || ranked.length === 0) return NONE;
  const weights = query.map(({ term, weight }) => weight * rarity(term));
  let passageCoverage = 0;
  let covered = 0;
  let sentenceCoverage = 0;
  let bestScore = 0;
  for (const { passage, score } of ranked.slice(0, 3)) {
    const weight = coveredWeight(index, query, passage);
    covered = Math.max(covered, weight);
    passageCoverage = Math.max(passageCoverage, weight / total);
    sentenceCoverage = Math.max(
      sentenceCoverage,
      lookInside(index, passage, query, weights).sentenceCoverage,
    );
    bestScore = Math.max(bestScore, score);
  }
  const rarest = Math.max(...query.map(({ term }) => termWeight(index, term)), 1);
  const selfScore = query.reduce(
    (sum, { term, weight }) => sum + weight * (termWeight(index, term) || rarest) * (K1 + 1),
    0,
  );
  const relativeScore = bestScore / selfScore;
  return {
    passageCoverage,
    coveredWeight: Math.min(covered, 2.5),
    sentenceCoverage,
    relativeScore,
    logOdds:
      FIT.bias +
      FIT.passage * passageCoverage +
      FIT.weight * Math.min(covered, 2.5) +
      FIT.sentence * sentenceCoverage +
      FIT.relative * relativeScore,
  };
}
