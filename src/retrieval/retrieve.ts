/** Retrieval as the turn sees it: a question in, the best passages and the evidence that they answer it out. */
import type { Hit, Knowledge } from '../domain.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { STOP_WORDS } from '../text/stop-words.ts';
import { stem } from '../text/tokenize.ts';
import { isCommonEnglish } from './background.ts';
import { bm25, type QueryTerm } from './bm25.ts';
import { coveredWeight, type Evidence, totalWeight, weighEvidence } from './evidence.ts';
import { buildInvertedIndex, documentFrequency, holds, type InvertedIndex } from './inverted-index.ts';
import { raiseListed } from './listed.ts';
import { type Fused, fuse } from './meaning.ts';
import { type Correction, toQueryTerms } from './query.ts';
import { type Ranked, READ, rerank, weightsOf } from './rerank.ts';
import { respell } from './spelling.ts';
import { expand } from './thesaurus.ts';
import type { Meaning } from './vectors.ts';

/** Passages that one search returns unless told otherwise. */
export const DEFAULT_TOP = 8;
/** Most passages that one search returns. */
export const MAX_TOP = 1000;

/** Text carried over from earlier turns, with what its words weigh beside those of the question (1). */
export interface CarriedText {
  text: string;
  weight: number;
  /** Nobody has said it, now or before: it helps to find, and a question without it is no less alike. */
  isHint?: boolean;
}

export interface Search {
  question: string;
  /** What earlier turns add; a word of the question keeps its own weight. */
  carried?: readonly CarriedText[];
  /** How many passages to return. Default {@link DEFAULT_TOP}, at most {@link MAX_TOP}. */
  top?: number;
  /** How near the passages are to the question by their meaning: changes which are found, never the evidence. */
  meaning?: Meaning;
}

/** A term searched, with what it says about a passage that holds it. */
export interface WeighedTerm extends QueryTerm {
  /** Its weight times its rarity, here and in general English; a word that occurs nowhere counts by the latter. */
  importance: number;
  /** Its weight times its rarity in this knowledge alone. */
  telling: number;
  /** Neither the word nor anything alike occurs in the knowledge. */
  isUnknown: boolean;
  /** Share of all passages that hold the word, 0 to 1. */
  spread: number;
}

export interface Found {
  /** Best first; empty when no word of the query occurs anywhere. */
  hits: Hit[];
  evidence: Evidence;
  /** The terms searched, with their weights. */
  terms: WeighedTerm[];
  corrections: Correction[];
}

export interface Retriever {
  readonly lexicon: Lexicon;
  readonly knowledge: Knowledge;
  search(search: Search): Found;
  /**
   * How near the passages are to a text by their meaning. Absent: no embedding model is configured. Never rejects; undefined
   * where the model fails or is late, or before there are vectors: then words alone decide.
   */
  meaningOf?(text: string, options: { signal: AbortSignal; visitor?: string }): Promise<Meaning | undefined>;
  /** Whether the knowledge or general English has a folded word. */
  knows(word: string): boolean;
  /** A question with its typing errors mended, as far as the knowledge and the words of questions tell. */
  respell(text: string): string;
}

/** Searches one version of the knowledge. @param index its index; built where none is given. */
export function createRetriever(knowledge: Knowledge, index = buildInvertedIndex(knowledge)): Retriever {
  return {
    knowledge,
    lexicon: index.lexicon,
    respell: (text) => respell(index, text),
    knows: (word) =>
      STOP_WORDS.has(word) ||
      index.words.has(word) ||
      index.terms.has(stem(word)) ||
      isCommonEnglish(stem(word)),
    search({ question, carried = [], top = DEFAULT_TOP, meaning }) {
      const asked = toQueryTerms(index, question);
      const query = new Map(asked.terms.map((term) => [term.term, term]));
      for (const { text, weight, isHint } of carried) {
        for (const term of toQueryTerms(index, text, weight).terms) {
          const known = query.get(term.term);
          if (!known) query.set(term.term, isHint ? { ...term, isHint } : term);
          else if (known.weight < weight) query.set(term.term, { ...known, weight });
        }
      }
      const terms = [...query.values()];
      const byWords = rerank(
        index,
        terms,
        bm25(index, [...terms, ...expand(index, terms)], Math.max(READ, Math.min(top, MAX_TOP))),
      );
      const fused: readonly (Ranked & Partial<Fused>)[] = meaning
        ? fuse(index, terms, byWords, meaning)
        : byWords;
      const ranked: readonly (Ranked & Partial<Fused>)[] = raiseListed(index, terms, question, fused);
      const total = totalWeight(terms);
      const hits = ranked.slice(0, top).flatMap(({ passage: number, rank, lexical, cosine }): Hit[] => {
        const passage = index.passages[number];
        const document = passage && knowledge.documents.get(passage.documentId);
        if (!document) return [];
        return [
          {
            passage,
            document,
            score: rank,
            ...(lexical === undefined
              ? {}
              : { meaning: { lexical, ...(cosine === undefined ? {} : { cosine }) } }),
            coverage: total === 0 ? 0 : coveredWeight(index, terms, number) / total,
            matchedTerms: terms.filter(({ term }) => holds(index, term, number)).map(({ word }) => word),
          },
        ];
      });
      const evidence = weighEvidence(index, terms, byWords);
      const { all, here } = weightsOf(index, terms);
      const weighed = terms.map((term, slot) => ({
        ...term,
        importance: all[slot] ?? 0,
        telling: here[slot] ?? 0,
        spread: spreadOf(index, term.term),
        isUnknown: ![term.term, ...term.alike].some(
          (known) =>
            index.terms.has(known) && (!term.standIns?.includes(known) || isNear(index, known, byWords)),
        ),
      }));
      return { hits, evidence, terms: weighed, corrections: asked.corrections };
    },
  };
}

/** Passages among which a word must be found to stand for one that the knowledge lacks. */
const NEAR = 3;

function isNear(index: InvertedIndex, term: string, ranked: readonly Ranked[]): boolean {
  return ranked.slice(0, NEAR).some(({ passage }) => holds(index, term, passage));
}

function spreadOf(index: InvertedIndex, term: string): number {
  const number = index.terms.get(term);
  return number === undefined ? 0 : documentFrequency(index, number) / index.passages.length;
}
