/**
 * Whether what is asked for is there. A question such as "what does a keeper's dog eat?" shares its keeper with every
 * passage; that none of them has a dog is what counts.
 */
import { rarity } from '../retrieval/background.ts';
import type { Found, WeighedTerm } from '../retrieval/retrieve.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { GENERIC, nounsOf } from '../understanding/nouns.ts';
import { core, lastQuestion } from '../understanding/question.ts';
import { isDemand, isHaving } from './rules/demand.ts';
import { type Reading, readPassage } from './rules/reading.ts';
import { EVERYWHERE, everythingIn, type Held } from './share-held.ts';

/** Passages that are looked through. */
const READ = 8;
/** Passages that hold at least this share of what the best of them holds. */
const NEARLY = 0.6;
/** Shortest word that counts as a name by its capital: shorter ones are mostly short for something. */
const MIN_NAME_CHARS = 5;
/**
 * Share that the missing words must have of all that is asked about the thing: more when they stand elsewhere in the
 * knowledge, since what is told there may have been told here in other words.
 */
const MISSING_FROM = { unknown: 0.4, elsewhere: 0.6 };
/** "Who invented it?", "when was it founded?", "which one should I buy?": what is done must be told of it. */
const DEED =
  /^who (?:really |actually |first )?(invented|coined|discovered|won|patented)\b|^(?:when|where) (?:was|were) .* (invented|coined|discovered|patented)\b|^(?:which|what) .{1,60} should (?:i|we|you) (buy|order|hire)\b/u;

/**
 * The words asked for that none of the best passages holds, as typed; empty when all is there.
 * @param listed a section says that it answers such a question, whatever its words.
 */
export function missingWords(
  question: string,
  { hits, terms }: Found,
  lexicon: Lexicon,
  held: Held,
  listed = false,
): string[] {
  const { things } = lexicon;
  const asked = terms.filter(
    ({ weight, alike }) => weight === 1 && !alike.some((other) => things.has(other)),
  );
  const nouns = new Set(nounsOf(question).map(({ word }) => word));
  const deed = deedOf(question);
  const asks = lastQuestion(question).toLowerCase();
  const isUnknownName = ({ isName, isUnknown, word }: WeighedTerm) =>
    isName && isUnknown && word.length >= MIN_NAME_CHARS && asks.includes(word) && !asks.includes(`${word},`);
  const most = Math.max(...hits.map(({ coverage }) => coverage), 0);
  const read = hits
    .filter(({ coverage }) => coverage >= NEARLY * most)
    .slice(0, READ)
    .map((hit) => readPassage(hit, lexicon));
  const isHeld = (term: WeighedTerm) => read.some((reading) => holds(everythingIn(reading), term));
  const missing = asked.filter((term) =>
    term.word === deed
      ? !read.some((reading) => tellsOf(reading, term, asked))
      : (nouns.has(term.word) || isUnknownName(term)) && !isHeld(term),
  );
  const weigh = (some: readonly WeighedTerm[]) => some.reduce((sum, { term }) => sum + rarity(term), 0);
  const unknown = missing.filter(({ isUnknown }) => isUnknown);
  // A name that is known, and a word that stands everywhere, is what the question is about and not what it asks.
  const total = weigh(
    asked.filter(({ isName, isUnknown, spread }) => isUnknown || (!isName && spread < EVERYWHERE)),
  );
  // Where no word of the question stands everywhere, the evidence has told already.
  const { isAboutThing } = held;
  const own = asked.filter(
    ({ isName, isUnknown, term }) => (isUnknown || !isName) && !isHaving(term) && !isDemand(term),
  );
  const namesThing = isAboutThing || asked.some(({ isName, isUnknown }) => isName && !isUnknown);
  // "What music do keepers listen to?": nothing of it but the keepers stands anywhere near.
  if (
    !listed &&
    (namesThing || own.every(({ isUnknown }) => isUnknown)) &&
    own.length > 0 &&
    own.every((term) => isRare(term) && !isHeld(term))
  )
    return own.map(({ word }) => word);
  const isMissing =
    missing.some(({ word }) => word === deed) ||
    unknown.some(isUnknownName) ||
    (unknown.length > 0 && weigh(unknown) >= MISSING_FROM.unknown * total) ||
    (isAboutThing && weigh(missing) > MISSING_FROM.elsewhere * total);
  return isMissing ? missing.map(({ word }) => word) : [];
}

/** A word that tells passages apart, and names more than the kind of answer. */
function isRare({ word, spread }: WeighedTerm): boolean {
  return spread < EVERYWHERE && !GENERIC.has(word);
}

function deedOf(question: string): string | undefined {
  return DEED.exec(core(lastQuestion(question)))
    ?.slice(1)
    .find((deed) => deed !== undefined);
}

/** Whether one sentence, or one question that is answered here, holds a deed and something of what it was done to. */
function tellsOf(
  { sentences, around, questions }: Reading,
  deed: WeighedTerm,
  asked: readonly WeighedTerm[],
): boolean {
  const told = [
    ...sentences.map(({ terms }) => terms),
    ...questions.map(({ weights, concepts }) => new Set([...weights.keys(), ...concepts])),
  ];
  const others = asked.filter(({ word }) => word !== deed.word);
  return told.some(
    (found) =>
      // No word alike: what was named was not invented thereby.
      found.has(deed.term) &&
      (others.length === 0 || others.some((other) => holds(found, other) || holds(around, other))),
  );
}

function holds(found: ReadonlySet<string>, { term, alike }: WeighedTerm): boolean {
  return found.has(term) || alike.some((other) => found.has(other));
}
