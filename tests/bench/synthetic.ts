/**
 * A large made-up corpus with the shape of English, the same on every machine.
 *
 * Words: ranks follow Zipf's law (frequency ~ 1 / (rank + 2.7), Mandelbrot 1953) over 60,000 words. The first ranks are
 * the real function words, so that about a third of all words are not indexed; the others are made of syllables. Each
 * passage draws a third of its words from a topic of its own, 400 words that 50 passages share: rare words come in
 * clusters, as they do in real text. Passages: 100 words by default, spread from a half to one and a half of it, in
 * sentences of 8 to 24 words, under a heading of 3 words. Questions: 3 to 8 words, half function words, the others from
 * one passage; one in ten has a word that occurs nowhere, with the error of a typist.
 */
import type { Knowledge, Passage } from '../../src/domain.ts';
import { STOP_WORDS } from '../../src/text/stop-words.ts';

export interface Synthetic {
  knowledge: Knowledge;
  /** Makes the next question. */
  question(): string;
}

const VOCABULARY = 60_000;
const TOPIC_WORDS = 400;
const PASSAGES_A_TOPIC = 50;
const TOPIC_SHARE = 1 / 3;
const TYPO_SHARE = 0.1;

export function createSynthetic({ passages: count = 100_000, words = 100, seed = 1 } = {}): Synthetic {
  const random = mulberry32(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const vocabulary = makeVocabulary(below);
  const zipf = createZipf(random);
  const pick = (list: readonly string[]) => list[below(list.length)] ?? '';
  const functionWords = [...STOP_WORDS];

  let topic: string[] = [];
  const passages = Array.from({ length: count }, (_, i): Passage => {
    if (i % PASSAGES_A_TOPIC === 0) {
      topic = Array.from({ length: TOPIC_WORDS }, () => vocabulary[500 + below(VOCABULARY - 500)] ?? '');
    }
    const word = () => (random() < TOPIC_SHARE ? pick(topic) : (vocabulary[zipf()] ?? ''));
    const length = Math.round(words * (0.5 + random()));
    const said: string[] = [];
    for (let left = length; left > 0; ) {
      const size = Math.min(left, 8 + below(17));
      const sentence = Array.from({ length: size }, word).join(' ');
      said.push(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`);
      left -= size;
    }
    return {
      id: String(i),
      documentId: 'corpus',
      headings: [[word(), word(), word()].join(' ')],
      text: said.join(' '),
      range: { start: 0, end: 0 },
      questions: [],
    };
  });
  const document = {
    id: 'corpus',
    title: 'Corpus',
    kind: 'article',
    sources: [],
    path: 'corpus.jsonl',
  } as const;
  return {
    knowledge: {
      version: `synthetic ${seed}`,
      documents: new Map([['corpus', { ...document, sources: [] }]]),
      passages,
    },
    question() {
      const source = (passages[below(count)]?.text ?? '').toLowerCase().match(/[a-z]+/g) ?? [];
      const asked = Array.from({ length: 3 + below(6) }, (_, i) =>
        i % 2 === 0 ? pick(source) : pick(functionWords),
      );
      if (random() < TYPO_SHARE) asked.push(misspelt(pick(source), below));
      return `${asked.join(' ')}?`;
    },
  };
}

/** Function words first, then made-up words that grow longer as they grow rarer. */
function makeVocabulary(below: (limit: number) => number): string[] {
  const onsets = 'b c d f g h j k l m n p r s t v w br cl dr fl gr pl pr sc st str tr th sh'.split(' ');
  const rimes = 'a e i o u ai ea oo an en in on ar er or al el it at ist ect ance ment'.split(' ');
  const made = new Set(STOP_WORDS);
  const syllable = () => `${onsets[below(onsets.length)]}${rimes[below(rimes.length)]}`;
  while (made.size < VOCABULARY) {
    const syllables = 1 + below(2 + Math.floor(made.size / 20_000));
    made.add(Array.from({ length: syllables }, syllable).join(''));
  }
  return [...made];
}

/** Draws ranks from 0: by the cumulative frequencies, searched in halves. */
function createZipf(random: () => number): () => number {
  const cumulative = new Float64Array(VOCABULARY);
  let sum = 0;
  for (let rank = 0; rank < VOCABULARY; rank++) {
    sum += 1 / (rank + 2.7);
    cumulative[rank] = sum;
  }
  return () => {
    const wanted = random() * sum;
    let low = 0;
    let high = VOCABULARY - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Swaps two letters, and adds one that makes sure nobody knows the word. */
function misspelt(word: string, below: (limit: number) => number): string {
  const at = 1 + below(Math.max(1, word.length - 2));
  return `${word.slice(0, at)}${word.slice(at + 1, at + 2)}${word.slice(at, at + 1)}${word.slice(at + 2)}x`;
}

/** A small seeded generator (Tommy Ettinger's mulberry32, public domain): numbers from 0 to 1. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
