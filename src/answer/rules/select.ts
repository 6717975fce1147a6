/** Chooses the sentences of the retrieved passages that answer a query. */
import type { Hit } from '../../domain.ts';
import type { WeighedTerm } from '../../retrieval/retrieve.ts';
import type { Concept, Lexicon } from '../../text/lexicon.ts';
import { answerTypeTest } from './answer-type.ts';
import { listedLikeness } from './listed.ts';
import { readPassage } from './reading.ts';

/** A sentence of a retrieved passage, scored against the query. */
export interface ScoredSentence {
  hit: Hit;
  text: string;
  /** Place of the sentence in its passage, from 0. */
  index: number;
  score: number;
  /** Share of the query's weight that the sentence holds, 0 to 1. */
  coverage: number;
  /** The same with the sentences before and behind it. */
  nearCoverage: number;
  terms: ReadonlySet<string>;
  /** Its content words, as terms, in order. */
  inOrder: readonly string[];
  /** How close the question is to those that the section says it answers, 0 to 1. */
  listed: number;
  /** The entities it speaks of. */
  subjects: ReadonlySet<Concept>;
}

/**
 * What counts in a sentence, fitted by coordinate descent on public questions (SQuAD): the rank of its passage, the
 * query's rare words for its length, how much of the query it covers, what only its neighbours cover, neighbours of the
 * query that stand side by side, whether it holds the kind of thing asked for, and opening its passage.
 */
const SHARE = {
  passage: 0.7,
  density: 0.5,
  coverage: 1.4,
  before: 1,
  after: 0.15,
  pairs: 0.1,
  type: 0.35,
  first: 0.06,
  fragment: 1.2,
  thin: 0.5,
};

/** What a word of the query counts for when the sentence holds a synonym of it. */
const SYNONYM_CREDIT = 0.4;
/** What a word of the query counts for when only the title or a heading above the sentence holds it. */
const HEADING_CREDIT = 0.5;
/** How far long sentences are held back, 0 to 1. */
const LENGTH_PENALTY = 0.2;
/** Content words of a sentence of usual length; longer ones must hold more to score the same. */
const USUAL_TERMS = 12;
/** A sentence with fewer content words only points at what comes next: "Blight is another matter." */
const THIN_TERMS = 3;
/** Passages whose sentences are scored. */
const PASSAGES = 5;

export interface SelectInput {
  question: string;
  hits: readonly Hit[];
  query: readonly WeighedTerm[];
  lexicon: Lexicon;
}

/** Every sentence of the best passages, best first. Linear in their length. */
export function scoreSentences({ question, hits, query, lexicon }: SelectInput): ScoredSentence[] {
  const total = query.reduce((sum, { importance }) => sum + importance, 0) || 1;
  const typed = answerTypeTest(question);
  const top = hits[0]?.score || 1;
  const held = (found: ReadonlySet<string>, { term, alike }: WeighedTerm, around?: ReadonlySet<string>) => {
    if (found.has(term)) return 1;
    const like = alike.some((other) => found.has(other)) ? SYNONYM_CREDIT : 0;
    return around?.has(term) ? Math.max(like, HEADING_CREDIT) : like;
  };
  const share = (
    found: ReadonlySet<string> | undefined,
    around?: ReadonlySet<string>,
    except?: ReadonlySet<string>,
  ) => {
    let covered = 0;
    if (!found) return 0;
    for (const term of query) {
      if (!except || held(except, term, around) === 0)
        covered += term.importance * held(found, term, except ? undefined : around);
    }
    return covered / total;
  };
  return hits
    .slice(0, PASSAGES)
    .flatMap((hit) => {
      const { sentences: parts, around, questions } = readPassage(hit, lexicon);
      const listed = listedLikeness(questions, query);
      return parts.map(({ text, inOrder, terms: found, subjects }, index): ScoredSentence => {
        const coverage = share(found, around);
        const length = 1 - LENGTH_PENALTY + (LENGTH_PENALTY * found.size) / USUAL_TERMS;
        const before = share(parts[index - 1]?.terms, around, found);
        const after = share(parts[index + 1]?.terms, around, found);
        const score =
          SHARE.passage * (hit.score / top) +
          SHARE.density * (coverage / length) +
          SHARE.coverage * coverage +
          SHARE.before * before +
          SHARE.after * after +
          SHARE.pairs * pairs(inOrder, query) +
          SHARE.type * typed.weigh(text) +
          (index === 0 ? SHARE.first : 0) -
          (isFragment(text) ? SHARE.fragment : 0) -
          (inOrder.length < THIN_TERMS ? SHARE.thin : 0);
        return {
          hit,
          text,
          index,
          score,
          coverage,
          nearCoverage: Math.min(1, coverage + before + after),
          terms: found,
          inOrder,
          listed,
          subjects,
        };
      });
    })
    .sort((a, b) => b.score - a.score);
}

/** A short line that ends like no sentence: a title that was not marked as one. */
function isFragment(text: string): boolean {
  return !/[.!?:;…]["'”’)\]]*$/.test(text) && !text.includes(': ');
}

/** Share of the query's neighbouring words that also stand side by side in the sentence. */
function pairs(sentence: readonly string[], query: readonly WeighedTerm[]): number {
  if (query.length < 2) return 0;
  const adjacent = new Set(sentence.slice(1).map((term, i) => `${sentence[i]} ${term}`));
  let found = 0;
  for (let i = 1; i < query.length; i++) {
    if (adjacent.has(`${query[i - 1]?.term} ${query[i]?.term}`)) found++;
  }
  return found / (query.length - 1);
}
