/** From a question to weighted terms of this index: compounds joined or split, typing errors corrected. */
import { ageIn, wordsForAge } from '../text/ages.ts';
import { conceptTerm } from '../text/lexicon.ts';
import { stem, type Term, terms, type Word, words } from '../text/tokenize.ts';
import { isCommonEnglish } from './background.ts';
import type { QueryTerm } from './bm25.ts';
import { everyday } from './everyday.ts';
import { choosingVerb, frameWeight, isEntryNumber, LIGHT_WEIGHT } from './frame.ts';
import { initialsIn } from './initials.ts';
import type { InvertedIndex } from './inverted-index.ts';
import { kinOf } from './matching.ts';
import { synonyms } from './thesaurus.ts';

/** What a phrase of the lexicon weighs that no word with a topic stands in: "do both", "get into". */
const PHRASE_WEIGHT = 0.4;
/** Shortest word in which a typing error is looked for; in shorter ones half the alphabet is one edit away. */
const MIN_TYPO_CHARS = 5;

/** A word that neither the knowledge nor general English holds, read as the word it most likely is. */
export interface Correction {
  typed: string;
  read: string[];
}

/** Weighted terms of a text in the order of the text, each once, with the corrections that were made. */
export function toQueryTerms(
  index: InvertedIndex,
  text: string,
  weight = 1,
): { terms: QueryTerm[]; corrections: Correction[] } {
  const query = new Map<string, QueryTerm>();
  const corrections: Correction[] = [];
  const mentions = index.lexicon.mentions(text);
  const initials = initialsIn(index, text);
  const previous = new Map(words(text).map(({ start }, i, all) => [start, all[i - 1]?.word]));
  const choosing = choosingVerb(text);
  const isBare = index.lexicon.things.size === 0;
  const age = isBare ? ageIn(text) : undefined;
  const add = (term: string, { word, start }: Word, isName = false) => {
    if (query.has(term)) return;
    const concepts = mentions.filter((mention) => mention.start <= start && start < mention.end);
    const isAbsent = !index.terms.has(term);
    const standIns = isAbsent ? [...(isName ? [] : kinOf(index, term)), ...everyday(term)] : [];
    const alike = [
      ...concepts.map(({ concept }) => conceptTerm(concept)),
      ...(initials.get(start) ?? []),
      ...synonyms(term),
      ...(isAbsent || !isBare ? standIns : everyday(term)),
    ];
    // A word that the owner's lexicon knows is about something.
    const weighed =
      word === choosing ? LIGHT_WEIGHT : frameWeight({ word }, previous.get(start), isAbsent, isBare);
    const share = concepts.length > 0 ? 1 : weighed;
    query.set(term, {
      term,
      word,
      weight: weight * share,
      alike,
      ...(standIns.length > 0 ? { standIns } : {}),
      ...(isName ? { isName } : {}),
    });
  };
  const addAge = (years: number, found: Word) => {
    const [term = '', ...alike] = wordsForAge(years).map(stem);
    const present = [term, ...alike].filter((one) => index.terms.has(one));
    const others = present.filter((one) => one !== term);
    if (!query.has(term) && present.length > 0)
      query.set(term, { term, word: found.word, weight, alike: others, standIns: others });
  };
  let before: Term | undefined;
  for (const found of terms(text)) {
    const { word, term, start, end } = found;
    if (age && age.start <= start && start < age.end) {
      if (start === age.start) addAge(age.years, found);
      continue;
    }
    // Of "e-bike" and "take-home" the parts count, and the whole where the knowledge writes it so.
    if (word.length === 1 && text[end] === '-') continue;
    if (!index.terms.has(term) && text.slice(start, end).includes('-')) continue;
    const joined = joinCompound(index, before?.word, word);
    if (joined !== undefined) add(stem(joined), { ...found, word: joined });
    before = found;
    const isName = looksLikeName(text, start, end) && !isEntryNumber(word, previous.get(start));
    if (index.terms.has(term) || isCommonEnglish(term) || synonyms(term).length > 0) {
      add(term, found, isName);
      continue;
    }
    const read = splitCompound(index, word) ?? correctTypo(index, word);
    if (read === undefined) {
      add(term, found, isName);
      continue;
    }
    corrections.push({ typed: word, read });
    for (const part of read) for (const { term: corrected } of terms(part)) add(corrected, found);
  }
  const found = terms(text);
  for (const { concept, start, end } of mentions) {
    const term = conceptTerm(concept);
    const isSaid = found.some((one) => start <= one.start && one.start < end);
    if (isSaid || concept.isOutside || !index.terms.has(term)) continue;
    query.set(term, { term, word: text.slice(start, end), weight: weight * PHRASE_WEIGHT, alike: [] });
  }
  return { terms: [...query.values()], corrections };
}

const ORDINAL = /^\d+(?:st|nd|rd|th)$/i;

/** A word with a digit, or with a capital letter although no sentence starts there. */
function looksLikeName(text: string, start: number, end: number): boolean {
  if (ORDINAL.test(text.slice(start, end))) return false;
  if (/\d/.test(text.slice(start, end))) return true;
  if (!/\p{Lu}/u.test(text.slice(start, end))) return false;
  const before = text.slice(0, start).trimEnd();
  return before !== '' && !/[.!?:"'“]$/.test(before);
}

/** "hyper parameter" where the knowledge writes "hyperparameter", and knows one of the parts by itself at most. */
function joinCompound(index: InvertedIndex, left: string | undefined, right: string): string | undefined {
  if (left === undefined || (index.words.has(left) && index.words.has(right))) return undefined;
  const joined = left + right;
  return index.words.has(joined) ? joined : undefined;
}

/** "frontend" as "front" + "end", "soc2" as "soc" + "2", when the knowledge holds both. */
function splitCompound(index: InvertedIndex, word: string): string[] | undefined {
  const [, letters = '', digits = ''] = /^(\p{L}{2,})(\d{1,4})$/u.exec(word) ?? [];
  if (index.words.has(letters) && index.words.has(digits)) return [letters, digits];
  for (let at = 3; at <= word.length - 3; at++) {
    const left = word.slice(0, at);
    const right = word.slice(at);
    if (index.words.has(left) && index.words.has(right)) return [left, right];
  }
  return undefined;
}

/**
 * The word of the knowledge that one typing error (two from nine letters on) away, starting with the same letter.
 * Of several, the one that occurs most often.
 */
export function correctTypo(index: InvertedIndex, word: string): string[] | undefined {
  if (word.length < MIN_TYPO_CHARS || /\d/.test(word)) return undefined;
  const allowed = word.length >= 9 ? 2 : 1;
  let nearest: { word: string; distance: number; frequency: number } | undefined;
  const letters = lettersOf(word);
  for (const candidate of wordsLike(index, word, allowed)) {
    // An edit brings in one letter at most and takes one away: most words are told apart by that alone.
    const others = lettersOf(candidate);
    if (count(letters & ~others) > allowed || count(others & ~letters) > allowed) continue;
    const distance = editDistance(word, candidate, allowed);
    if (distance > allowed) continue;
    const term = index.words.get(candidate) ?? 0;
    const frequency = (index.starts[term + 1] ?? 0) - (index.starts[term] ?? 0);
    if (
      !nearest ||
      distance < nearest.distance ||
      (distance === nearest.distance && frequency > nearest.frequency)
    ) {
      nearest = { word: candidate, distance, frequency };
    }
  }
  return nearest && [nearest.word];
}

/** Which letters a word holds, as bits; two letters may share one. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

function count(bits: number): number {
  let ones = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) ones++;
  return ones;
}

/** The words of an index by first letter and length, made at its first typing error. */
const shelves = new WeakMap<InvertedIndex, Map<string, string[]>>();
const shelfOf = (word: string, length: number) => `${word.charAt(0)}${length}`;

/** Words with the same first letter, and at most `allowed` letters longer or shorter. */
function wordsLike(index: InvertedIndex, word: string, allowed: number): string[] {
  let shelf = shelves.get(index);
  if (!shelf) {
    shelf = new Map();
    for (const known of index.words.keys()) {
      const key = shelfOf(known, known.length);
      const list = shelf.get(key);
      if (list) list.push(known);
      else shelf.set(key, [known]);
    }
    shelves.set(index, shelf);
  }
  const found: string[] = [];
  for (let length = word.length - allowed; length <= word.length + allowed; length++) {
    found.push(...(shelf.get(shelfOf(word, length)) ?? []));
  }
  return found;
}

/**
 * Edits (insert, delete, replace, swap neighbours) between two words; `limit + 1` as soon as it is more than `limit`.
 * Optimal string alignment, Boytsov 2011, section 2.2.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const over = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return over;
  // Only cells at most `limit` from the diagonal can lead to a result; those beside them count as too far.
  let before: number[] = [];
  let previous = Array.from({ length: over + 1 }, (_, j) => j);
  let row: number[] = [];
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    const first = from === 1 ? i : over;
    row[from - 1] = first;
    row[to + 1] = over;
    let smallest = first;
    const char = a.charCodeAt(i - 1);
    for (let j = from; j <= to; j++) {
      const same = char === b.charCodeAt(j - 1);
      const kept = (previous[j - 1] ?? over) + (same ? 0 : 1);
      let cost = Math.min((previous[j] ?? over) + 1, (row[j - 1] ?? over) + 1, kept);
      if (i > 1 && j > 1 && char === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) {
        cost = Math.min(cost, (before[j - 2] ?? over) + 1);
      }
      row[j] = cost;
      if (cost < smallest) smallest = cost;
    }
    if (smallest > limit) return over;
    [before, previous, row] = [previous, row, before];
  }
  return Math.min(previous[b.length] ?? over, over);
}
