/** Phrases that the knowledge writes by their first letters: "machine learning", "ML". */
import { STOP_WORDS } from '../text/stop-words.ts';
import { stem, type Word, words } from '../text/tokenize.ts';
import type { InvertedIndex } from './inverted-index.ts';

/** Words that are written as one by their first letters, at most. */
const MAX_INITIALS = 4;

/** Start of a word → the terms of the knowledge that its phrase is short for: "machine learning" where it writes "ML". */
export function initialsIn(index: InvertedIndex, text: string): Map<number, string[]> {
  const found = new Map<number, string[]>();
  const all = words(text);
  for (let from = 0; from < all.length; from++) {
    let initials = '';
    for (let to = from; to < Math.min(all.length, from + MAX_INITIALS); to++) {
      const { word } = all[to] as Word;
      if (STOP_WORDS.has(word) || word.length < 3) break;
      initials += word.charAt(0);
      if (to === from || STOP_WORDS.has(initials) || !index.words.has(initials)) continue;
      const phrase = all.slice(from, to + 1);
      // A moon landing is no ML: where the knowledge has neither word, it does not write them short.
      if (!phrase.some(({ word: part }) => index.words.has(part))) continue;
      for (const { start } of phrase) found.set(start, [...(found.get(start) ?? []), stem(initials)]);
    }
  }
  return found;
}
