/**
 * Whether what is asked for is there. A question such as "what does a keeper's dog eat?" shares its keeper with every
 * passage; that none of them has a dog is what counts.
 */
import { rarity } from '../retrieval/background.ts';
import { RELATED } from '../retrieval/frame.ts';
import type { Found, WeighedTerm } from '../retrieval/retrieve.ts';
import { isConcept, type Lexicon } from '../text/lexicon.ts';
import { words } from '../text/tokenize.ts';
import { GENERIC, nounsOf } from '../understanding/nouns.ts';
import { core, lastQuestion } from '../understanding/question.ts';
import { isDemand, isHaving } from './rules/demand.ts';
import { type Reading, readPassage } from './rules/reading.ts';
import { EVERYWHERE, everythingIn, type Held, isToldOf } from './share-held.ts';

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
/** Words that judge or colour: what answers them is mostly said in other words. */
const JUDGES = new Set(
  `important relevant useful useless popular common rare wise smart clever silly crazy serious overrated underrated hyped boring fun
  interesting wasted waste stuck concrete ideally alone anywhere somewhere nowhere forever since enough worth nice awful terrible
  scary stressful exciting challenging demanding rewarding overwhelming doable impossible successful lucky famous special modern
  old-fashioned outdated cool sexy risky safe stable secure touch handle manage deal cope survive succeed fail beat win lose`.split(
    /\s+/,
  ),
);
/** "Who invented it?", "when was it founded?", "which one should I buy?": what is done must be told of it. */
const DEED =
  /^who (?:really |actually |first )?(invented|coined|discovered|won|patented|founded|owns|directs)\b|^(?:when|where) (?:was|were) .* (invented|coined|discovered|patented)\b|^(?:which|what) .{1,60} should (?:i|we|you) (buy|order|hire)\b/u;

/**
 * The words asked for that none of the best passages holds, as typed; empty when all is there.
 */
export function missingWords(
  question: string,
  { hits, terms }: Found,
  lexicon: Lexicon,
  held: Held,
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
  // Where the owner wrote which words are alike, a dictionary's are too loose for one that she never uses.
  const isLacking = ({ spread, alike, isName }: WeighedTerm) =>
    things.size > 0 && spread === 0 && !isName && !alike.some(isConcept);
  const isHeld = (term: WeighedTerm) =>
    isLacking(term)
      ? isToldOf(term, hits, lexicon)
      : read.some((reading) => holds(everythingIn(reading), term));
  const behindOr = alternativeIn(asks, asked);
  // Of "error E204" the number is asked for, whatever it is called.
  const numbered = asked.filter(({ word, isUnknown }) => !isUnknown && NUMBERED.test(word));
  const labels = (word: string) => numbered.some((one) => asks.includes(`${word} ${one.word}`));
  const missing = asked.filter((term) =>
    behindOr.has(term.word)
      ? false
      : term.word === deed
        ? !read.some((reading) => tellsOf(reading, term, asked))
        : (nouns.has(term.word) || isUnknownName(term)) &&
          !(things.size === 0 && RELATED.has(term.word)) &&
          !labels(term.word) &&
          !isHeld(term),
  );
  const weigh = (some: readonly WeighedTerm[]) => some.reduce((sum, { term }) => sum + rarity(term), 0);
  const unknown = missing.filter(({ isUnknown }) => isUnknown);
  // A name that is known, and a word that stands everywhere, is what the question is about and not what it asks.
  const total = weigh(
    asked.filter(({ isName, isUnknown, spread }) => isUnknown || (!isName && spread < EVERYWHERE)),
  );
  // Where no word of the question stands everywhere, the evidence has told already.
  const { isAboutThing } = held;
  // "Van" in "Zen van Riel" is part of the name.
  const named = new Set(
    asked.flatMap(({ isName, isUnknown, alike }) => (isName && !isUnknown ? alike.filter(isConcept) : [])),
  );
  const isNamed = ({ isName, isUnknown, alike }: WeighedTerm) =>
    !isUnknown && (isName || alike.some((other) => named.has(other)));
  const own = asked.filter(
    (term) =>
      !isNamed(term) &&
      !labels(term.word) &&
      !isHaving(term.term) &&
      !isDemand(term.term) &&
      !JUDGES.has(term.word),
  );
  const namesThing = isAboutThing || asked.some(isNamed);
  // "What music do keepers listen to?": nothing of it but the keepers stands anywhere near.
  if (
    (namesThing || own.every(({ isUnknown }) => isUnknown)) &&
    own.length > 0 &&
    own.every((term) => term.spread < EVERYWHERE && !GENERIC.has(term.word) && !isHeld(term))
  )
    return own.map(({ word }) => word);
  // "A month off to travel": what something is wanted for is not asked.
  const purpose = PURPOSE.exec(asks)?.[1];
  const lives = asked.filter(
    (term) => LIVES.has(term.word) && term.word !== purpose && !isToldOf(term, hits, lexicon),
  );
  if (isAboutThing && lives.length > 0) return lives.map(({ word }) => word);
  const isMissing =
    missing.some(({ word }) => word === deed) ||
    unknown.some(isUnknownName) ||
    (unknown.length > 0 && weigh(unknown) >= MISSING_FROM.unknown * total) ||
    (isAboutThing && weigh(missing) > MISSING_FROM.elsewhere * total);
  return isMissing ? missing.map(({ word }) => word) : [];
}

/** "Are there toilets on board?", "do you have any maps?": what is asked for is whether there is such a thing. */
const EXISTS =
  /^(?:(?:is|are|was|were) there|(?:do|does|have|has) (?:you|they|it|the \w+) (?:have|got|sell|stock|offer))(?: any| some| an?)? (.+?)(?: (?:in|on|at|for|with|to|from|near|by|around|inside|during|when|if|that|which|who|i|we|you)\b.*)?\W*$/;

/** The thing whose being there is asked, where none of the best passages tells of it, as typed; else empty. */
export function absentThing(question: string, { hits, terms }: Found, lexicon: Lexicon): string[] {
  const thing = new Set(words(EXISTS.exec(core(lastQuestion(question)))?.[1] ?? '').map(({ word }) => word));
  const named = terms.filter(
    ({ word, weight, alike }) =>
      weight === 1 &&
      thing.has(word) &&
      !GENERIC.has(word) &&
      !alike.some((other) => lexicon.things.has(other)),
  );
  const read = hits.slice(0, 3).map((hit) => everythingIn(readPassage(hit, lexicon)));
  const isTold = (term: WeighedTerm) =>
    isToldOf(term, hits, lexicon) || term.standIns?.some((other) => read.some((found) => found.has(other)));
  return named.some(isTold) ? [] : named.map(({ word }) => word);
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

function deedOf(question: string): string | undefined {
  return DEED.exec(core(lastQuestion(question)))
    ?.slice(1)
    .find((deed) => deed !== undefined);
}

/** What bodies and private lives do: a word of like meaning never tells of it ("dress" of a window is not wearing). */
const LIVES = new Set(
  `wear wears eat eats drink drinks sleep sleeps smoke smokes swim swims drive drives marry married divorce divorced date dates travel
  travels fly cook cooks dance sing pray vote vote cheat cheating steal stealing forge bribe sue dress shave cry laugh snore
  commute exercise gamble retire pregnant`.split(/\s+/),
);

/** What a code, a form or a model is called. */
const NUMBERED = /^(?=.*\d)(?=.*[a-z])[a-z\d]{2,12}$/;
const PURPOSE =
  /(?<!\b(?:want|need|have|has|got|able|allowed|like|possible|legal|safe|ok|okay|going|used|supposed|how|where|what|when|best|good|way|place|time)) to (\w+)\W*$/;

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
