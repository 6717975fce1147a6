/** The words of an owner's file, to which misspelt ones are corrected. */
import type { Token } from './words.ts';

export interface Vocabulary {
  has(word: string): boolean;
  /** Whether any of its words has this stem. */
  hasStem(stem: string): boolean;
  /** Word and stem of those that begin with the letter, in the order given. */
  under(letter: string): readonly (readonly [word: string, stem: string])[];
}

/** Of a word given twice the last counts. */
export function createVocabulary(given: readonly Pick<Token, 'word' | 'stem'>[]): Vocabulary {
  const words = new Map(given.map(({ word, stem }) => [word, stem]));
  const stems = new Set(words.values());
  const shelves = new Map<string, (readonly [string, string])[]>();
  for (const entry of words) {
    const letter = entry[0].charAt(0);
    const shelf = shelves.get(letter);
    if (shelf) shelf.push(entry);
    else shelves.set(letter, [entry]);
  }
  return {
    has: (word) => words.has(word),
    hasStem: (stem) => stems.has(stem),
    under: (letter) => shelves.get(letter) ?? [],
  };
}

/**
 * Optimal string alignment of at most one edit: insert, delete, replace, or two letters swapped.
 * The first letter must agree, as people seldom mistype it.
 */
function isOneEditApart(left: string, right: string): boolean {
  if (left[0] !== right[0] || Math.abs(left.length - right.length) > 1 || left === right) return false;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  );
}

/** Replaces misspelt words of at least `minChars` by the one word of `vocabulary` that is an edit away. */
export function correctSpelling(tokens: readonly Token[], vocabulary: Vocabulary, minChars: number): Token[] {
  return tokens.map((token) => {
    const { word, stem } = token;
    if (word.length < minChars || vocabulary.has(word) || vocabulary.hasStem(stem)) return token;
    const meant = vocabulary
      .under(word.charAt(0))
      .findLast(([known]) => known.length >= minChars - 1 && isOneEditApart(word, known));
    return meant && meant[1] !== stem ? { ...token, stem: meant[1] } : token;
  });
}
