/** Takes out of a visitor's words what may say who they are, by its form. No form finds every name. */
import { words } from './tokenize.ts';

/** Forms that stand for themselves, in the order in which they are looked for. */
const FORMS: readonly [RegExp, string][] = [
  [/\bhttps?:\/\/\S+|\bwww\.\S+/gi, '[link]'],
  [/(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, '[e-mail]'],
  [/(?<![\p{L}\p{N}])@[\p{L}\p{N}_.-]{2,}/gu, '[name]'],
  [/(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{16,}/g, '[code]'],
  [/\+?\(?\d[\d\s()./-]{4,}\d/g, '[number]'],
  [/\d{5,}/g, '[number]'],
];

/** "2020-2025" and "2020/21" are figures of many phones' form, and nobody's. */
const YEARS = /^(?:19|20)\d\d\s?[/-]\s?(?:(?:19|20)\d\d|\d\d)$/;
/** Digits of the shortest number that is taken for somebody's. */
const MIN_DIGITS = 5;

/** What always stands before a name. */
const NAMED = /\b(?:my name(?:['’]s| is)|i(?:['’]m| am) (?:called|named)|call me)\s+/giu;
/** What stands before a name, or before what somebody is or feels. */
const PERHAPS_NAMED = /\b(?:i(?:['’]?m| am)|this is|regards,?)\s+/giu;

/** A word, its hyphens and apostrophes included. */
const WORD = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/uy;
/** A name has at most so many words. */
const MAX_NAME_WORDS = 3;

/** "Priya", not "AI", which is a word of the trade, nor "priya". */
const isCapitalised = (word: string) => /^\p{Lu}\p{M}*[\p{L}\p{M}'’-]*\p{Ll}/u.test(word);

/** @returns the text with the words that `isName` takes for a name masked, after each match of `before`. */
function maskNames(text: string, before: RegExp, isName: (word: string, index: number) => boolean): string {
  let masked = '';
  let done = 0;
  for (const match of text.matchAll(before)) {
    const start = match.index + match[0].length;
    if (start < done) continue;
    let end = start;
    for (let index = 0; index < MAX_NAME_WORDS; index++) {
      WORD.lastIndex = index === 0 ? start : end + 1;
      const word = index === 0 || text[end] === ' ' ? WORD.exec(text)?.[0] : undefined;
      if (word === undefined || !isName(word, index)) break;
      end = WORD.lastIndex;
    }
    if (end === start) continue;
    masked += `${text.slice(done, start)}[name]`;
    done = end;
  }
  return masked + text.slice(done);
}

/**
 * Masks links, e-mail addresses, handles, codes, numbers of five or more digits, and names that their bearer states.
 * @param isKnown whether a word belongs to the knowledge or to general English: one that does is not taken for a name
 * in "i'm frustrated".
 */
export function maskPersonal(text: string, isKnown: (word: string) => boolean): string {
  let masked = text;
  for (const [form, name] of FORMS) {
    masked = masked.replace(form, (found) => {
      if (name !== '[number]') return name;
      const digits = found.replace(/\D/g, '').length;
      return digits < MIN_DIGITS || YEARS.test(found) ? found : name;
    });
  }
  masked = maskNames(masked, NAMED, (word, index) => index === 0 || isCapitalised(word));
  return maskNames(masked, PERHAPS_NAMED, (word, index) => {
    if (isCapitalised(word)) return true;
    return index === 0 && words(word).some((part) => !isKnown(part.word));
  });
}
