/** First ranking: BM25 over the inverted index. */
import { inverseDocumentFrequency, rarity } from './background.ts';
import { at, documentFrequency, type InvertedIndex, occurrencesIn } from './inverted-index.ts';

/** One term of a query with its weight: 1 for what is asked now, less for what is carried over from before. */
export interface QueryTerm {
  term: string;
  /** As the visitor typed it. */
  word: string;
  weight: number;
  /** Written like a name or a number: with a capital inside the sentence, or with a digit. */
  isName?: boolean;
  /** Neither asked nor said before: it helps to find. */
  isHint?: boolean;
  /** Terms of like meaning: synonyms, and the concepts of the lexicon that the word names. */
  alike: readonly string[];
  /**
   * Those of `alike` that stand for a word which the knowledge lacks: another form of it, or what people call it who write
   * about it. They say something only where they are found.
   */
  standIns?: readonly string[];
}

/** How soon more occurrences of a term stop counting; 1.2 to 2 is usual. */
export const K1 = 1.5;
/** How much long passages are held back, 0 (not) to 1 (fully). 0.7 won on paragraphs and abstracts. */
const B = 0.7;
/** Share of general English in a term's rarity; the rest is its rarity in this knowledge. */
const BACKGROUND_SHARE = 0.4;

/** Weight of a term in ranking: how rare it is here, mixed with how rare it is in English. 0 if it occurs nowhere. */
export function termWeight(index: InvertedIndex, term: string): number {
  const number = index.terms.get(term);
  if (number === undefined) return 0;
  const count = index.passages.length;
  const local = inverseDocumentFrequency(documentFrequency(index, number), count);
  const scale = inverseDocumentFrequency(0, count);
  return (1 - BACKGROUND_SHARE) * local + BACKGROUND_SHARE * rarity(term) * scale;
}

export interface Scored {
  /** Index of the passage. */
  passage: number;
  score: number;
}

/**
 * The `limit` best passages for a query, best first; ties go to the earlier passage.
 * Formula: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, eq. 3.15.
 */
export function bm25(index: InvertedIndex, query: readonly QueryTerm[], limit: number): Scored[] {
  const scores = new Float64Array(index.passages.length);
  const touched: number[] = [];
  for (const { term, weight } of query) {
    const number = index.terms.get(term);
    if (number === undefined) continue;
    const gain = weight * termWeight(index, term);
    const end = at(index.starts, number + 1);
    for (let i = at(index.starts, number); i < end; i++) {
      const passage = at(index.postings, i);
      const tf = at(index.occurrences, i);
      const before = at(scores, passage);
      if (before === 0) touched.push(passage);
      scores[passage] = before + gain * saturate(index, passage, tf);
    }
  }
  return best(scores, touched, limit);
}

/** How much `occurrences` of a term count in a passage of its length; 0 to {@link K1} + 1. */
function saturate(index: InvertedIndex, passage: number, occurrences: number): number {
  const length = at(index.lengths, passage) / index.averageLength;
  return (occurrences * (K1 + 1)) / (occurrences + K1 * (1 - B + B * length));
}

/** BM25 of one passage for a query. */
export function scoreOf(index: InvertedIndex, query: readonly QueryTerm[], passage: number): number {
  let score = 0;
  for (const { term, weight } of query) {
    const occurrences = occurrencesIn(index, term, passage);
    if (occurrences > 0) score += weight * termWeight(index, term) * saturate(index, passage, occurrences);
  }
  return score;
}

/** The `limit` highest of the touched passages, by insertion into a short sorted list. */
function best(scores: Float64Array, touched: readonly number[], limit: number): Scored[] {
  const top: Scored[] = [];
  for (const passage of touched) {
    const score = at(scores, passage);
    const last = top[top.length - 1];
    if (top.length === limit && last && compare({ passage, score }, last) >= 0) continue;
    let slot = top.length;
    while (slot > 0 && compare({ passage, score }, top[slot - 1] as Scored) < 0) slot--;
    top.splice(slot, 0, { passage, score });
    if (top.length > limit) top.pop();
  }
  return top;
}

const compare = (a: Scored, b: Scored) => b.score - a.score || a.passage - b.passage;
