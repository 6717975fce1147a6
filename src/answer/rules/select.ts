/** Chooses the sentences of the retrieved passages that answer a query. */
import type { Hit } from '../../domain.ts';
import { sentences } from '../../text/sentences.ts';
import { terms } from '../../text/tokenize.ts';

/** A sentence of a retrieved passage, scored against the query. */
export interface ScoredSentence {
  hit: Hit;
  text: string;
  /** Place of the sentence in its passage, from 0. */
  index: number;
  score: number;
  /** Share of the query's weight that the sentence holds, 0 to 1. */
  coverage: number;
  terms: ReadonlySet<string>;
}

/** Weight of a query's term, by its stem. */
export type TermWeights = ReadonlyMap<string, number>;

/**
 * What counts in a sentence, measured on public questions (SQuAD): the rank of its passage, the rare words of the
 * query it holds for its length, how much of the query it covers, and how much of the rest its neighbours hold.
 */
const SHARE = { passage: 0.5, density: 1.5, coverage: 0.5, before: 0.5, after: 0.1, first: 0.06 };

/** Words that a sentence of usual length has; longer ones must hold more to score the same. */
const USUAL_TERMS = 14;

/** Every sentence of the hits, best first. Linear in their length. */
export function scoreSentences(hits: readonly Hit[], weights: TermWeights): ScoredSentence[] {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const top = hits[0]?.score || 1;
  const share = (held: ReadonlySet<string> | undefined, except?: ReadonlySet<string>) => {
    let covered = 0;
    for (const [term, weight] of weights) if (held?.has(term) && !except?.has(term)) covered += weight;
    return covered / total;
  };
  return hits
    .flatMap((hit) => {
      const parts = sentences(hit.passage.text).map(({ text }) => ({
        text,
        terms: new Set(terms(text).map(({ term }) => term)),
      }));
      return parts.map(({ text, terms: held }, index): ScoredSentence => {
        const coverage = share(held);
        const length = 0.25 + 0.75 * Math.max(1, held.size / USUAL_TERMS);
        const score =
          SHARE.passage * (hit.score / top) +
          SHARE.density * (coverage / length) +
          SHARE.coverage * coverage +
          SHARE.before * share(parts[index - 1]?.terms, held) +
          SHARE.after * share(parts[index + 1]?.terms, held) +
          (index === 0 ? SHARE.first : 0);
        return { hit, text, index, score, coverage, terms: held };
      });
    })
    .sort((a, b) => b.score - a.score);
}
