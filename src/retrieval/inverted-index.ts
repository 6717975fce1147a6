/** The inverted index: which passage holds which term, how often, and in what order. Built once, never changed. */
import type { Knowledge, Passage } from '../domain.ts';
import { conceptTerm, createLexicon, type Lexicon } from '../text/lexicon.ts';
import { STOP_WORDS } from '../text/stop-words.ts';
import { joinHyphenated, stem, type Word, words } from '../text/tokenize.ts';

/** Stands between two sentences in {@link InvertedIndex.sequence}. */
export const SENTENCE_BREAK = -1;

export interface InvertedIndex {
  readonly passages: readonly Passage[];
  readonly lexicon: Lexicon;
  /** Term → its number. */
  readonly terms: ReadonlyMap<string, number>;
  /** Folded word as written → number of its term; the words that a typing error can be corrected to. */
  readonly words: ReadonlyMap<string, number>;
  /** Postings of term `t` stand at [starts[t], starts[t + 1]). */
  readonly starts: Int32Array;
  /** Posting → passage. */
  readonly postings: Int32Array;
  /** Posting → occurrences of the term in that passage. */
  readonly occurrences: Int32Array;
  /** Passage → number of terms it holds, headings and questions included. */
  readonly lengths: Int32Array;
  readonly averageLength: number;
  /** The content terms of passage `p`, in order, with {@link SENTENCE_BREAK}s, at [bodyStarts[p], bodyStarts[p + 1]). */
  readonly sequence: Int32Array;
  readonly bodyStarts: Int32Array;
}

/** An Int32Array that grows. */
function createIntList() {
  let values = new Int32Array(1024);
  let length = 0;
  return {
    push(value: number) {
      if (length === values.length) {
        const bigger = new Int32Array(length * 2);
        bigger.set(values);
        values = bigger;
      }
      values[length++] = value;
    },
    get length() {
      return length;
    },
    done: () => values.slice(0, length),
  };
}

/** Punctuation between two words that ends a sentence, or a new line of a list or table. */
const SENTENCE_END = /[.!?]["')\]]?\s|\n/;

/** The text under which a passage is found besides its own: the title and headings above it, once. */
function headingText(knowledge: Knowledge, passage: Passage): string {
  const title = knowledge.documents.get(passage.documentId)?.title ?? '';
  return [title, ...passage.headings].join('\n');
}

/** Indexes all passages of one version of the knowledge. About 100 µs a passage of 200 words. */
export function buildInvertedIndex(knowledge: Knowledge): InvertedIndex {
  const { passages } = knowledge;
  const lexicon = createLexicon(knowledge.lexicon);
  const terms = new Map<string, number>();
  const vocabulary = new Map<string, number>();
  const triples = createIntList();
  const sequence = createIntList();
  const bodyStarts = new Int32Array(passages.length + 1);
  const lengths = new Int32Array(passages.length);
  let totalLength = 0;

  const STOP = -2;
  const termOf = (word: string): number => {
    const known = vocabulary.get(word);
    if (known !== undefined) return known;
    if (STOP_WORDS.has(word)) return STOP;
    const term = stem(word);
    const number = terms.get(term) ?? terms.size;
    terms.set(term, number);
    vocabulary.set(word, number);
    return number;
  };

  const counts = new Map<number, number>();
  for (const [p, passage] of passages.entries()) {
    counts.clear();
    bodyStarts[p] = sequence.length;
    const count = (term: number) => counts.set(term, (counts.get(term) ?? 0) + 1);
    let previousEnd = 0;
    let before: Word | undefined;
    for (const found of words(passage.text)) {
      const { word, start, end } = found;
      const joined = before && joinHyphenated(passage.text, before, found);
      if (joined) count(termOf(joined.word));
      before = found;
      const isSpaced = start === previousEnd + 1 && passage.text[previousEnd] === ' ';
      if (!isSpaced && SENTENCE_END.test(passage.text.slice(previousEnd, start)))
        sequence.push(SENTENCE_BREAK);
      previousEnd = end;
      const term = termOf(word);
      if (term === STOP) continue;
      sequence.push(term);
      count(term);
    }
    const heading = headingText(knowledge, passage);
    const around = [heading, heading, ...passage.questions].join('\n');
    for (const { word } of words(around)) {
      const term = termOf(word);
      if (term !== STOP) count(term);
    }
    for (const { concept } of lexicon.mentions(`${around}\n${passage.text}`)) {
      const term = conceptTerm(concept);
      const number = terms.get(term) ?? terms.size;
      terms.set(term, number);
      count(number);
    }
    let length = 0;
    for (const [term, occurrences] of counts) {
      triples.push(term);
      triples.push(p);
      triples.push(occurrences);
      length += occurrences;
    }
    lengths[p] = length;
    totalLength += length;
  }
  bodyStarts[passages.length] = sequence.length;

  return {
    passages,
    lexicon,
    terms,
    words: vocabulary,
    ...groupByTerm(triples.done(), terms.size),
    lengths,
    averageLength: passages.length === 0 ? 0 : totalLength / passages.length,
    sequence: sequence.done(),
    bodyStarts,
  };
}

/** Turns (term, passage, occurrences) triples in passage order into postings by term: a counting sort. */
function groupByTerm(triples: Int32Array, termCount: number) {
  const starts = new Int32Array(termCount + 1);
  for (let i = 0; i < triples.length; i += 3) starts[at(triples, i) + 1] = at(starts, at(triples, i) + 1) + 1;
  for (let t = 0; t < termCount; t++) starts[t + 1] = at(starts, t + 1) + at(starts, t);
  const postings = new Int32Array(triples.length / 3);
  const occurrences = new Int32Array(triples.length / 3);
  const next = starts.slice();
  for (let i = 0; i < triples.length; i += 3) {
    const term = at(triples, i);
    const slot = at(next, term);
    postings[slot] = at(triples, i + 1);
    occurrences[slot] = at(triples, i + 2);
    next[term] = slot + 1;
  }
  return { starts, postings, occurrences };
}

/** Element of an array at an index that is known to be inside it. */
export function at(array: Int32Array | Float64Array, index: number): number {
  return array[index] as number;
}

/** In how many passages a term occurs. */
export function documentFrequency(index: InvertedIndex, term: number): number {
  return at(index.starts, term + 1) - at(index.starts, term);
}

/** How often a passage, with its headings and questions, holds a term. Binary search: postings ascend by passage. */
export function occurrencesIn(index: InvertedIndex, term: string, passage: number): number {
  const number = index.terms.get(term);
  if (number === undefined) return 0;
  let low = at(index.starts, number);
  let high = at(index.starts, number + 1) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = at(index.postings, middle);
    if (found === passage) return at(index.occurrences, middle);
    if (found < passage) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

/** Whether a passage, its headings or its questions hold a term. */
export function holds(index: InvertedIndex, term: string, passage: number): boolean {
  return occurrencesIn(index, term, passage) > 0;
}
