/** Letters of other alphabets that pass for Latin ones: what a reader takes them for. */
import { fold } from './tokenize.ts';

/** In small letters: each one, then what it looks like. */
const PAIRS = 'аaеeоoрpсcхxуyіiјjѕsԁdһhɡgԛqԝwνvοoαaιiκkρpτtυuкkмmтtвbнhηnμuωwɑaıiℓlƅbɩi';

const LATIN = new Map(
  Array.from(
    { length: PAIRS.length / 2 },
    (_, at) => [...PAIRS.slice(at * 2, at * 2 + 2)] as [string, string],
  ),
);

/** @param folded as `fold` gives it. @returns it with Latin letters for those that look like them. */
export function latinOf(folded: string): string {
  return /[^\0-\x7f]/.test(folded) ? folded.replace(/./gu, (char) => LATIN.get(char) ?? char) : folded;
}

/** A word as a reader sees it: small letters, no accents, none that only look alike. */
export function asSeen(word: string): string {
  return latinOf(fold(word));
}
