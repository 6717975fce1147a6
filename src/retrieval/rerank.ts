/** Second ranking: reads the sentences of the best passages, and orders the passages by what these hold. */

import { isConcept } from '../text/lexicon.ts';
import { inverseDocumentFrequency, rarity } from './background.ts';
import { type QueryTerm, type Scored, termWeight } from './bm25.ts';
import { at, documentFrequency, holds, type InvertedIndex, SENTENCE_BREAK } from './inverted-index.ts';
import { type Likeness, type Placed, scoreOf, type Weights, weighSentences } from './likeness.ts';
import { matchTerms } from './matching.ts';

/** How many passages of the first ranking are read; thirty found no more on SQuAD, and .002 to .007 on MTRAG. */
export const READ = 12;

export interface Ranked extends Scored {
  /** Log odds, up to a constant of the search, that the passage holds the answer. */
  rank: number;
}

/** What counts besides the sentences: the first ranking, what the passage covers as a whole, and its length. */
const SHARE = { first: 3.5, coverage: 1.5, length: -0.9 };

/** What a word of like meaning counts for in {@link Looked.coverage}. */
const ALIKE_CREDIT = 0.5;

/** What a word counts for in a sentence that only a heading above it holds, or a question that its section lists. */
const HEADING_CREDIT = 0.85;

/** A passage as the second ranking sees it. */
export interface Looked {
  /** BM25 relative to the best passage, 0 to 1. */
  relative: number;
  /** Share of the question that passage and headings hold, 0 to 1. */
  coverage: number;
  /** Content words. */
  length: number;
  sentences: Likeness[];
}

/** What the words of a question weigh; one that occurs nowhere by its rarity in general English, which is less. */
export function weightsOf(index: InvertedIndex, query: readonly QueryTerm[]): Weights {
  return {
    all: query.map(({ term, weight }) => weight * (termWeight(index, term) || rarity(term))),
    here: query.map(({ term, weight }) => {
      const number = index.terms.get(term);
      const frequency = number === undefined ? 0 : documentFrequency(index, number);
      return weight * inverseDocumentFrequency(frequency, index.passages.length);
    }),
  };
}

/** Creates what reads the passages that a first ranking found for a query. Linear in a passage's length. */
export function createReader(index: InvertedIndex, query: readonly QueryTerm[], top: number) {
  const weights = weightsOf(index, query);
  const total = weights.all.reduce((sum, weight) => sum + weight, 0) || 1;
  const matches = matchTerms(index, query);
  // Synonyms are matched in the text; a concept stands beside it, and without a lexicon they may stand in a heading as well.
  const isBare = index.lexicon.things.size === 0;
  const likes = query.map(({ alike }) =>
    alike.filter((other) => (isBare || isConcept(other)) && index.terms.has(other)),
  );
  return ({ passage, score }: Scored): Looked => {
    const from = at(index.bodyStarts, passage);
    const to = at(index.bodyStarts, passage + 1);
    let sentence: Placed[] = [];
    const sentences = [sentence];
    /** Words of the question that stand in the text itself, with their best credit. */
    const inText = query.map(() => 0);
    let place = 0;
    for (let i = from; i < to; i++) {
      const term = at(index.sequence, i);
      if (term === SENTENCE_BREAK) {
        if (i > from) {
          sentence = [];
          sentences.push(sentence);
        }
        place = 0;
        continue;
      }
      const found = matches.get(term);
      if (found) {
        for (const { slot, credit } of found) {
          sentence.push({ slot, place, credit });
          inText[slot] = Math.max(inText[slot] ?? 0, credit);
        }
      }
      place++;
    }
    const whole = query.map(({ term }, slot) => {
      if (inText[slot] === 1 || holds(index, term, passage)) return 1;
      const isNamed = inText[slot] || likes[slot]?.some((other) => holds(index, other, passage));
      return isNamed ? ALIKE_CREDIT : 0;
    });
    // What the passage holds and its text does not stands in the headings, and holds for every sentence.
    const around = whole.map((credit, slot) => (inText[slot] ? 0 : HEADING_CREDIT * credit));
    const covered = whole.reduce((sum: number, credit, slot) => sum + credit * (weights.all[slot] ?? 0), 0);
    return {
      relative: score / top,
      coverage: covered / total,
      length: to - from,
      sentences: weighSentences(weights, sentences, around),
    };
  };
}

/** Orders passages by what their sentences hold, best first; those past the {@link READ} first follow as they were. */
export function rerank(
  index: InvertedIndex,
  query: readonly QueryTerm[],
  scored: readonly Scored[],
): Ranked[] {
  const top = scored[0]?.score ?? 1;
  const read = createReader(index, query, top);
  const ranked = scored
    .slice(0, READ)
    .map((candidate) => ({ ...candidate, rank: rankOf(read(candidate)) }))
    .sort((a, b) => b.rank - a.rank || a.passage - b.passage);
  const lowest = ranked.at(-1)?.rank ?? 0;
  const lastScore = scored[READ - 1]?.score ?? 0;
  const rest = scored
    .slice(READ)
    .map((candidate) => ({ ...candidate, rank: lowest + (candidate.score - lastScore) / top }));
  return [...ranked, ...rest];
}

/** Log odds, up to a constant of the search, that the answer stands in one of the passage's sentences. */
export function rankOf({ relative, coverage, length, sentences }: Looked): number {
  return (
    SHARE.first * relative +
    SHARE.coverage * coverage +
    SHARE.length * Math.log1p(length) +
    logSumOfExp(sentences.map(scoreOf))
  );
}

function logSumOfExp(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}
