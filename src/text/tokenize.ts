/** Words and terms of a text: folding, tokenising, British/American spelling, stemming. */
import porter2 from 'wink-porter2-stemmer';
import { APART, IRREGULAR } from './irregular.ts';
import { STOP_WORDS } from './stop-words.ts';

/** A word of a text with its place, folded: lower case, no accents, no apostrophes. */
export interface Word {
  word: string;
  start: number;
  end: number;
}

/** Longest word that is looked at; what comes after is one more word. Bounds the stemmer on hostile text. */
const MAX_WORD_CHARS = 64;

/** "£1.20" holds no 20. */
const WORD =
  /(?<=[$€£¥] ?)\d+[.,]\d\d(?![\p{L}\p{N}]|[.,]\d)|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*[+#]*/gu;
const NON_ASCII = /[^\0-\x7f]/;
const MARKS = /\p{M}+/gu;

/** Lower case, compatibility forms unified, accents removed: "Café" and "cafe" are one word. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // Lower case once more: letters such as "𝕬" have no lower case before they are unified.
  return NON_ASCII.test(lower) ? lower.normalize('NFKD').replace(MARKS, '').toLowerCase() : lower;
}

/** Words that are as they should be: nearly all of a text. */
const FOLDED = /^[a-z0-9]+$/;

function withoutApostrophes(word: string): string {
  return word.replace(/['’]s$/, '').replace(/['’]/g, '');
}

/**
 * Splits a text to folded words. An apostrophe stays inside its word ("don't" is "dont"), a possessive is dropped
 * ("engineer's" is "engineer"), and `+` and `#` stay at its end ("C++", "C#").
 */
export function words(text: string): Word[] {
  const found: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    for (let at = 0; at < match[0].length; at += MAX_WORD_CHARS) {
      const raw = match[0].slice(at, at + MAX_WORD_CHARS);
      const word = FOLDED.test(raw) ? raw : withoutApostrophes(fold(raw));
      if (word !== '') found.push({ word, start: start + at, end: start + at + raw.length });
    }
  }
  return found;
}

/** British endings rewritten to American ones, so that "optimise" and "optimize" share a stem. */
function americanise(word: string): string {
  if (word.length < 6) return word;
  return word
    .replace(/is(e|ed|es|er|ers|ing|ation|ations)$/, 'iz$1')
    .replace(/ys(e|ed|es|er|ers|ing)$/, 'yz$1')
    .replace(/tre$/, 'ter')
    .replace(/(def|off|lic|pret)ence(s?)$/, '$1ense$2');
}

/** "DVDs": Porter takes an ending off only behind a vowel, which letters that stand for words may lack. */
function singleOf(word: string): string {
  return /^(?:[bcdfghjklmnpqrtvwxz]{3,}|cd|pc|tv)s$/.test(word) ? word.slice(0, -1) : word;
}

const stems = new Map<string, string>();
/** Bounds the memory of the stem cache; hostile input cannot fill it for ever. */
const MAX_CACHED_STEMS = 200_000;

/** The term under which a folded word is indexed: irregular base, American spelling, Porter2 stem. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  // What holds a digit is a name or a number, and has no endings.
  if (/\d/.test(word)) return word;
  const apart = APART.get(word);
  if (apart !== undefined) return apart;
  const base = IRREGULAR.get(word) ?? singleOf(word);
  const term = porter2(americanise(base)).replace(/our$/, 'or').replace(/ll$/, 'l');
  if (stems.size >= MAX_CACHED_STEMS) stems.clear();
  stems.set(word, term);
  return term;
}

/** A content word of a text and its term. */
export interface Term extends Word {
  term: string;
}

/** "take-home" is also "takehome": its parts alone may mean nothing of it. @returns undefined without a hyphen between. */
export function joinHyphenated(text: string, left: Word, right: Word): Word | undefined {
  if (right.start !== left.end + 1 || text[left.end] !== '-') return undefined;
  return { word: left.word + right.word, start: left.start, end: right.end };
}

/** "We'd" is no "wed", and "she'll" no "shell". */
const CONTRACTED = /^(?:i|you|he|she|we|they|it|that|there|who|what)['’](?:d|ll|ve|re)$/i;

/** The content words of a text in order: stop words left out, the rest stemmed, hyphenated ones joined besides. */
export function terms(text: string): readonly Term[] {
  const found: Term[] = [];
  let last: Word | undefined;
  for (const word of words(text)) {
    const joined = last && joinHyphenated(text, last, word);
    if (!STOP_WORDS.has(word.word) && !CONTRACTED.test(text.slice(word.start, word.end)))
      found.push({ ...word, term: stem(word.word) });
    if (joined) found.push({ ...joined, term: stem(joined.word) });
    last = word;
  }
  return found;
}

const foundBefore = new Map<string, readonly Term[]>();
/** Texts remembered at most; then all are forgotten. */
const MAX_REMEMBERED = 2000;

/** The terms of a text of the knowledge, asked for turn after turn. Not for what visitors write: it is remembered. */
export function termsOfKnowledge(text: string): readonly Term[] {
  const known = foundBefore.get(text);
  if (known) return known;
  if (foundBefore.size >= MAX_REMEMBERED) foundBefore.clear();
  const found = terms(text);
  foundBefore.set(text, found);
  return found;
}
