/** How well the knowledge carries a question: what we abstain on. */
import { rarity } from './background.ts';
import { K1, type QueryTerm, scoreOf, termWeight } from './bm25.ts';
import { createLook } from './inside.ts';
import { holds, type InvertedIndex } from './inverted-index.ts';
import { isFamily } from './matching.ts';
import type { Ranked } from './rerank.ts';

/** Evidence that the best passages answer a question. Shares are of the question's weight in general English. */
export interface Evidence {
  /** Share that the best of three passages covers, headings included, synonyms in part; 0 to 1. */
  passageCoverage: number;
  /** The weight that a passage covers word by word, at most 2.5: two rare words say more than one. */
  coveredWeight: number;
  /** Share that the best sentence covers; 0 to 1. */
  sentenceCoverage: number;
  /** BM25 of the best passage over what a passage that repeats the question would get. */
  relativeScore: number;
  /** Names and numbers in the question that stand nowhere in the knowledge. */
  unknownNames: number;
  /** How close the question's words stand together in the best passage; 0 to 1. */
  proximity: number;
  /** All of it as log odds: at 0 the question is as likely answerable as not. */
  logOdds: number;
}

/**
 * Logistic regression on 1,299 questions about eight public articles (SQuAD 2.0) and 1,600 about other articles, both
 * kinds weighing the same; `npm run eval -- --public` measures it.
 */
const FIT = {
  bias: -8.3,
  passage: 4.3,
  weight: 2.5,
  sentence: 3.5,
  relative: 7.3,
  names: -1.4,
  proximity: 1,
};

/** What a word counts for when only a synonym of it is there. */
const SYNONYM_CREDIT = 0.6;
const MAX_COVERED_WEIGHT = 2.5;
/** Passages that are weighed. */
const WEIGHED = 3;

/** Weight of the query's terms that a passage holds, by rarity in general English. */
export function coveredWeight(
  index: InvertedIndex,
  query: readonly QueryTerm[],
  passage: number,
  synonymCredit = 0,
): number {
  let covered = 0;
  for (const { term, weight, alike } of query) {
    const credit = holds(index, term, passage)
      ? 1
      : synonymCredit > 0 && alike.some((other) => holds(index, other, passage))
        ? synonymCredit
        : 0;
    covered += credit * weight * rarity(term);
  }
  return covered;
}

/** Total weight of a query by rarity in general English. */
export function totalWeight(query: readonly QueryTerm[]): number {
  return query.reduce((sum, { term, weight }) => sum + weight * rarity(term), 0);
}

/** What another form of a word that the knowledge lacks counts for, and a word of like meaning; the rest stays unknown. */
const STANDS_FOR = { form: 0.9, alike: 0.6 };

/** A query in which words that the knowledge lacks are stood for by those it says instead, in the best passages. */
function withStandIns(
  index: InvertedIndex,
  query: readonly QueryTerm[],
  ranked: readonly Ranked[],
): readonly QueryTerm[] {
  const asked = new Set(query.map(({ term }) => term));
  return query.flatMap((one) => {
    if (index.terms.has(one.term)) return [one];
    const held = (one.standIns ?? []).filter(
      (other) =>
        !asked.has(other) && ranked.slice(0, WEIGHED).some(({ passage }) => holds(index, other, passage)),
    );
    const form = held.find((other) => isFamily(one.term, other));
    const other = form ?? held[0];
    if (other === undefined) return [one];
    const share = form === undefined ? STANDS_FOR.alike : STANDS_FOR.form;
    return [
      { ...one, term: other, weight: one.weight * share, alike: [] },
      { ...one, weight: one.weight * (1 - share), alike: [] },
    ];
  });
}

/** Weighs the three best passages for a query. A query without content words has no evidence. */
export function weighEvidence(
  index: InvertedIndex,
  asked: readonly QueryTerm[],
  ranked: readonly Ranked[],
): Evidence {
  const query = withStandIns(index, asked, ranked);
  const total = totalWeight(query);
  const weights = query.map(({ term, weight }) => weight * rarity(term));
  const evidence: Evidence = {
    passageCoverage: 0,
    coveredWeight: 0,
    sentenceCoverage: 0,
    relativeScore: 0,
    unknownNames: asked.filter(({ term, isName }) => isName && !index.terms.has(term)).length,
    proximity: 0,
    logOdds: FIT.bias,
  };
  if (total === 0) return evidence;
  const raise = (key: keyof Evidence, value: number) => {
    evidence[key] = Math.max(evidence[key], value);
  };
  const look = createLook(index, query, weights);
  const lookHere = createLook(
    index,
    query,
    query.map(({ term, weight }) => weight * termWeight(index, term)),
  );
  const most = selfScore(index, query);
  for (const { passage } of ranked.slice(0, WEIGHED)) {
    raise('passageCoverage', coveredWeight(index, query, passage, SYNONYM_CREDIT) / total);
    raise('coveredWeight', Math.min(coveredWeight(index, query, passage), MAX_COVERED_WEIGHT));
    raise('sentenceCoverage', look(passage).sentenceCoverage);
    raise('relativeScore', scoreOf(index, query, passage) / most);
    raise('proximity', lookHere(passage).proximity);
  }
  evidence.logOdds =
    FIT.bias +
    FIT.passage * evidence.passageCoverage +
    FIT.weight * evidence.coveredWeight +
    FIT.sentence * evidence.sentenceCoverage +
    FIT.relative * evidence.relativeScore +
    FIT.names * evidence.unknownNames +
    FIT.proximity * evidence.proximity;
  return evidence;
}

/** What BM25 could give at most for a query; a term that occurs nowhere counts like the rarest. */
function selfScore(index: InvertedIndex, query: readonly QueryTerm[]): number {
  const rarest = Math.max(...query.map(({ term }) => termWeight(index, term)), 1);
  return query.reduce(
    (sum, { term, weight }) => sum + weight * (termWeight(index, term) || rarest) * (K1 + 1),
    0,
  );
}
