/**
 * A question as it was meant to be typed, so that its kind and its things are recognised and not only its words found:
 * typing errors mended, and slang that the knowledge does not use in plain words.
 */
import { IRREGULAR } from '../text/irregular.ts';
import { STOP_WORDS } from '../text/stop-words.ts';
import { stem, words } from '../text/tokenize.ts';
import { isCommonEnglish } from './background.ts';
import { FRAME } from './frame.ts';
import { withPlainPhrases } from './idioms.ts';
import { inPlainWords } from './informal.ts';
import type { InvertedIndex } from './inverted-index.ts';
import { correctTypo, editDistance } from './query.ts';
import { synonyms } from './thesaurus.ts';

/** Shortest word that is looked at; half the alphabet is one edit away from a shorter one. */
const MIN_CHARS = 5;
/** Words that questions are made of, by their first letter. */
const ASKING = new Map<string, string[]>();
for (const word of [...STOP_WORDS, ...FRAME]) {
  if (word.length < MIN_CHARS - 1) continue;
  const shelf = ASKING.get(word.charAt(0));
  if (shelf) shelf.push(word);
  else ASKING.set(word.charAt(0), [word]);
}

/** The text with informal words in plain ones, and each that nobody has written as the one it most likely is. */
export function respell(index: InvertedIndex, typed: string): string {
  const text = withPlainPhrases(typed, index.lexicon.things.size === 0);
  let result = '';
  let from = 0;
  const all = words(text);
  for (const [i, { word, start, end }] of all.entries()) {
    // "hyper parameter" where the knowledge writes it as one word.
    const [left, right] = [all[i - 1]?.word ?? '', all[i + 1]?.word ?? ''];
    if (index.words.has(word + right) || index.words.has(left + word)) continue;
    // Whatever opens the text has a capital.
    const written = text.slice(start, end);
    const read = readAs(index, word, start === 0 ? written.toLowerCase() : written);
    if (read === undefined) continue;
    result += text.slice(from, start) + read;
    from = end;
  }
  return from === 0 ? text : result + text.slice(from);
}

function readAs(index: InvertedIndex, word: string, typed: string): string | undefined {
  const plain = inPlainWords(word);
  if (plain !== undefined && !/^\p{Lu}/u.test(typed) && !isOwn(index, word)) return plain;
  // A name is as its owner writes it.
  if (word.length < MIN_CHARS || /[^\p{L}]/u.test(typed) || /^\p{Lu}/u.test(typed)) return undefined;
  if (STOP_WORDS.has(word) || FRAME.has(word) || index.words.has(word)) return undefined;
  // "Wrote" and "bought" are forms, not errors, though their stems are other words.
  if (IRREGULAR.has(word)) return undefined;
  // "Reuse" and "relearn" are made of a word that everybody has.
  const again = /^re(.{3,})$/.exec(word)?.[1];
  if (again !== undefined && (STOP_WORDS.has(again) || isCommonEnglish(stem(again)))) return undefined;
  const isEnglish = isCommonEnglish(stem(word)) || synonyms(stem(word)).length > 0;
  const known = index.terms.has(stem(word)) || isEnglish;
  const read = nearestAsking(word) ?? correctTypo(index, word)?.[0];
  // "Manage" is no misspelled "manager", nor "weekends" a misspelled "weekend".
  if (isEnglish && read?.startsWith(word) && read !== `${word}s`) return undefined;
  if (known && read !== undefined && word.startsWith(read)) return undefined;
  // "diffrence" and "enginer" have stems that are known, and are still no words: only another spelling of the same will do.
  const isForm = /(?:ed|ing|ly|es)$/.test(word);
  return known && (isForm || read === undefined || stem(read) !== stem(word)) ? undefined : read;
}

/** Whether the knowledge, or its owner's lexicon, has a word in any form. */
function isOwn(index: InvertedIndex, word: string): boolean {
  return index.terms.has(stem(word)) || index.lexicon.mentions(word).length > 0;
}

function nearestAsking(word: string): string | undefined {
  return ASKING.get(word.charAt(0))?.find(
    (asking) => Math.abs(asking.length - word.length) <= 1 && editDistance(word, asking, 1) === 1,
  );
}
