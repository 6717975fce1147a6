/** What a question asks for, word by word, and which of it the best passages hold: what the signs beside this file look at. */
import { rarity } from '../../retrieval/background.ts';
import { RELATED } from '../../retrieval/frame.ts';
import type { Found, WeighedTerm } from '../../retrieval/retrieve.ts';
import { isConcept, type Lexicon } from '../../text/lexicon.ts';
import { words } from '../../text/tokenize.ts';
import { GENERIC, nounsOf } from '../../understanding/nouns.ts';
import { core, lastQuestion, questionType } from '../../understanding/question.ts';
import { isDemand, isHaving } from '../rules/demand.ts';
import { type Reading, readPassage } from '../rules/reading.ts';
import { EVERYWHERE, everythingIn, type Held, isToldOf } from '../share-held.ts';
import { JUDGES } from './word-lists.ts';

/** Passages that are looked through. */
const READ = 8;
/** Passages that hold at least this share of what the best of them holds. */
const NEARLY = 0.6;
/** Shortest word that counts as a name by its capital: shorter ones are mostly short for something. */
const MIN_NAME_CHARS = 5;

export interface Look {
  /** The last question, in lower case. */
  asks: string;
  /** The words asked now that name no thing of the lexicon. */
  asked: readonly WeighedTerm[];
  /** Those among them that ask something: neither a name, nor a demand, nor a judgement. */
  own: readonly WeighedTerm[];
  /** The nouns, the unknown names and the deed that no passage read holds. */
  missing: readonly WeighedTerm[];
  /** Whether it asks what something is, in a folder whose owner wrote which words are alike. */
  defines: boolean;
  /** What was done, where the question asks by whom, when or which: "invented". */
  deed: string | undefined;
  /** Whether it names a thing of the lexicon, or a word that stands everywhere; and whether it names anything known. */
  isAboutThing: boolean;
  namesKnown: boolean;
  /** Whether the passages read hold a word, or one of like meaning. */
  isHeld(term: WeighedTerm): boolean;
  /** Whether the best of them hold a word itself, one of its family, or the owner's word for it. */
  isTold(term: WeighedTerm): boolean;
  isUnknownName(term: WeighedTerm): boolean;
  /** Whether some words weigh at least, or more than, a share of all that is asked, `besides` what stands in a text. */
  isShare(some: readonly WeighedTerm[], least: number, besides?: string): boolean;
  isMoreThan(some: readonly WeighedTerm[], share: number): boolean;
}

export function lookAt(question: string, { hits, terms }: Found, lexicon: Lexicon, held: Held): Look {
  const { things } = lexicon;
  const asks = lastQuestion(question).toLowerCase();
  const asked = terms.filter(
    ({ weight, alike }) => weight === 1 && !alike.some((other) => things.has(other)),
  );
  const isTold = (term: WeighedTerm) => isToldOf(term, hits, lexicon);
  const read = readBest(hits, lexicon);
  const isHeld = (term: WeighedTerm) =>
    isNeverUsed(term, lexicon) ? isTold(term) : read.some((reading) => holds(everythingIn(reading), term));
  const isUnknownName = ({ isName, isUnknown, word }: WeighedTerm) =>
    isName === true &&
    isUnknown &&
    word.length >= MIN_NAME_CHARS &&
    asks.includes(word) &&
    !asks.includes(`${word},`);
  const nouns = new Set(nounsOf(question).map(({ word }) => word));
  const deed = deedOf(question);
  const labels = labelled(asks, asked);
  const behindOr = alternativeIn(asks, asked);
  const isNamed = namedBy(asked);
  const isMissing = (term: WeighedTerm) => {
    const { word } = term;
    if (behindOr.has(word)) return false;
    if (word === deed) return !read.some((reading) => tellsOf(reading, term, asked));
    if (!nouns.has(word) && !isUnknownName(term)) return false;
    return !(things.size === 0 && RELATED.has(word)) && !labels(word) && !isHeld(term);
  };
  const weigh = (some: readonly WeighedTerm[]) => some.reduce((sum, { term }) => sum + rarity(term), 0);
  // A name that is known, and a word that stands everywhere, is what the question is about and not what it asks.
  const counted = asked.filter(
    ({ isName, isUnknown, spread }) => isUnknown || (!isName && spread < EVERYWHERE),
  );
  const total = weigh(counted);
  return {
    asks,
    asked,
    own: asked.filter(
      (term) =>
        !isNamed(term) &&
        !labels(term.word) &&
        !isHaving(term.term) &&
        !isDemand(term.term) &&
        !JUDGES.has(term.word),
    ),
    missing: asked.filter(isMissing),
    defines: things.size > 0 && questionType(question) === 'definition',
    deed,
    isAboutThing: held.isAboutThing,
    namesKnown: held.isAboutThing || asked.some(isNamed),
    isHeld,
    isTold,
    isUnknownName,
    isShare: (some, least, besides = '') =>
      weigh(some) >= least * weigh(counted.filter(({ word }) => !besides.includes(word))),
    isMoreThan: (some, share) => weigh(some) > share * total,
  };
}

function readBest(hits: Found['hits'], lexicon: Lexicon): Reading[] {
  const most = Math.max(...hits.map(({ coverage }) => coverage), 0);
  return hits
    .filter(({ coverage }) => coverage >= NEARLY * most)
    .slice(0, READ)
    .map((hit) => readPassage(hit, lexicon));
}

/** Where the owner wrote which words are alike, a dictionary's are too loose for one that she never uses. */
function isNeverUsed({ spread, alike, isName }: WeighedTerm, { things }: Lexicon): boolean {
  return things.size > 0 && spread === 0 && !isName && !alike.some(isConcept);
}

function holds(found: ReadonlySet<string>, { term, alike }: WeighedTerm): boolean {
  return found.has(term) || alike.some((other) => found.has(other));
}

/** "Who invented it?", "when was it founded?", "which one should I buy?": what is done must be told of it. */
const DEED =
  /^who (?:really |actually |first )?(invented|coined|discovered|won|patented|founded|owns|directs)\b|^(?:when|where) (?:was|were) .* (invented|coined|discovered|patented)\b|^(?:which|what) .{1,60} should (?:i|we|you) (buy|order|hire)\b/u;

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

/** What a code, a form or a model is called. */
const NUMBERED = /^(?=.*\d)(?=.*[a-z])[a-z\d]{2,12}$/;

/** Of "error E204" the number is asked for, whatever it is called: the test for what such a number is called. */
function labelled(asks: string, asked: readonly WeighedTerm[]): (word: string) => boolean {
  const numbered = asked.filter(({ word, isUnknown }) => !isUnknown && NUMBERED.test(word));
  return (word) => numbered.some((one) => asks.includes(`${word} ${one.word}`));
}

/** The test for a known name, and for what is part of one: "van" in "Zen van Riel". */
function namedBy(asked: readonly WeighedTerm[]): (term: WeighedTerm) => boolean {
  const named = new Set(
    asked.flatMap(({ isName, isUnknown, alike }) => (isName && !isUnknown ? alike.filter(isConcept) : [])),
  );
  return ({ isName, isUnknown, alike }) => !isUnknown && (isName || alike.some((other) => named.has(other)));
}

const BECOMES = /\b(?:should|shall|do|would) (?:i|we|she|he) (?:rather )?(?:become|be|train as|work as)\b/;

/** The words of an alternative to something known: "is it real, or a fairy tale?" asks of the first. */
function alternativeIn(asks: string, asked: readonly WeighedTerm[]): ReadonlySet<string> {
  // "Should I become a smith or a potter?" wants both.
  if (BECOMES.test(asks)) return new Set();
  const [first = '', ...others] = asks.split(/,? or (?:is|are|was|does|do|just|only|even|more)? ?/);
  const inFirst = new Set(words(first).map(({ word }) => word));
  const isKnown = asked.some(({ word, spread }) => spread > 0 && !GENERIC.has(word) && inFirst.has(word));
  return new Set(isKnown ? others.flatMap((other) => words(other).map(({ word }) => word)) : []);
}
