/** Decides whether the knowledge covers a question, before anyone is asked to answer it. */
import type { Passage } from '../domain.ts';
import { rarity } from '../retrieval/background.ts';
import { formOf, listedLikeness, listedOf } from '../retrieval/listed.ts';
import type { Found, Retriever, WeighedTerm } from '../retrieval/retrieve.ts';
import type { Concept, Lexicon } from '../text/lexicon.ts';
import { nounsOf } from '../understanding/nouns.ts';
import { findMissing } from './asked-for.ts';
import { absentThing } from './missing/absent.ts';
import { narrowedTo } from './narrowed.ts';
import { answerTypeTest } from './rules/answer-type.ts';
import { readPassage } from './rules/reading.ts';
import { scoreSentences } from './rules/select.ts';
import { everythingIn, type Held, isToldOf, lookForAsked } from './share-held.ts';

/** Why a question is not covered; shown in the trace. */
export type Gap =
  /** The words of the question hardly occur together. */
  | {
      reason: 'little evidence';
      /** It is close: what was found may be what was meant. */
      isNear: boolean;
    }
  /** The owner says that this lies outside: see `outside` in the lexicon. */
  | { reason: 'outside'; concept: Concept }
  /** What is asked for, in these words, is not told of the thing it is asked of. */
  | {
      reason: 'not told';
      words: readonly string[] /** By what this is told, for a reader of the trace. */;
      sign: string;
    }
  /** A number, duration or price is asked for, and no sentence about it holds one. */
  | { reason: 'no such figure' };

/** Log odds from which a question counts as covered; `npm run eval` prints what other thresholds would give. */
export const COVERED_FROM = -0.4;
/**
 * What is held of what is asked moves that border: by so many log odds from nothing to all of it, and by nothing at the
 * share in the middle. Fitted on the visitors' questions of three folders and on public ones: see DESIGN.md.
 */
const ASKED = { worth: 2, middle: 0.2 };
/**
 * Log odds by which the border lies lower in a folder without a lexicon: there nothing but the words themselves speaks for a
 * passage. Of 24 right answers withheld in four such folders it sets 12 free, and no question that they do not cover.
 */
const NO_LEXICON = 0.7;
/** Log odds below the border from which the best sentence found is shown all the same, as the nearest there is. */
const NEAR = 1.1;
/** Share of the question's weight that a sentence must hold to give the figure asked for. */
const FIGURE_COVERAGE = 0.4;
/** What asks for a figure, and is not what the figure is of. */
const PRICE = /^(?:cost|costs|price|prices|priced|pay|paid|fee|fees|charge|charges|rate|rates)$/;
/** Rarity in general English from which an unknown word is what the question is about. */
const RARE = 0.5;
/** Likeness to a question that a section says it answers, from which it is covered. */
const LISTED_FROM = 0.7;

/** @returns what is missing, or undefined when the question is covered. `coveredFrom`: log odds, for experiments. */
export function findGap(
  query: string,
  found: Found,
  lexicon: Lexicon,
  coveredFrom = COVERED_FROM,
): Gap | undefined {
  const outside = lexicon.mentions(query).find(({ concept }) => concept.isOutside);
  if (outside) return { reason: 'outside', concept: outside.concept };
  const listed = isListed(query, found, lexicon);
  const held = lookForAsked(query, found, lexicon);
  const lacks = borderAt(held, lexicon, coveredFrom) - found.evidence.logOdds;
  if (!listed && lacks > 0) return { reason: 'little evidence', isNear: lacks <= NEAR };
  const narrowed = narrowedTo(query, found, lexicon, held);
  if (narrowed.length > 0)
    return { reason: 'not told', words: narrowed, sign: 'it is narrowed to what stands nowhere' };
  const absent = absentThing(query, found, lexicon);
  if (absent.length > 0)
    return { reason: 'not told', words: absent, sign: 'nothing tells that there is such a thing' };
  const missing = findMissing(query, found, lexicon, held);
  if (missing) return { reason: 'not told', ...missing };
  const test = answerTypeTest(query);
  if (listed || !test.wantsFigure) return undefined;
  const nouns = new Set(nounsOf(query).map(({ word }) => word));
  const isUnknownNoun = ({ isUnknown, isName, word, term }: WeighedTerm) =>
    isUnknown && !/\d/.test(word) && rarity(term) > RARE && (isName || nouns.has(word));
  if (found.terms.some(isUnknownNoun)) return { reason: 'no such figure' };
  const counted = /\bhow many ([\p{L}-]+)/iu.exec(query)?.[1]?.toLowerCase();
  const isUntold = (term: WeighedTerm) =>
    term.word === counted && lexicon.things.size > 0 && !isToldOf(term, found.hits, lexicon);
  if (held.asked.some(isUntold)) return { reason: 'no such figure' };
  const ofWhat = held.asked.filter((term) => !PRICE.test(term.word) && isToldOf(term, found.hits, lexicon));
  const priced = found.terms.filter(({ word }) => !PRICE.test(word));
  const terms = priced.some(({ weight }) => weight === 1) ? priced : found.terms;
  const given = scoreSentences({ question: query, hits: found.hits, query: terms, lexicon }).some(
    ({ text, nearCoverage, hit }) =>
      nearCoverage >= FIGURE_COVERAGE &&
      test.weigh(text) > 0 &&
      // A figure of the thing is none of what is asked about it.
      (ofWhat.length === 0 || ofWhat.some((term) => isSaid(term, everythingIn(readPassage(hit, lexicon))))),
  );
  return given ? undefined : { reason: 'no such figure' };
}

function isSaid({ term, alike }: WeighedTerm, there: ReadonlySet<string>): boolean {
  return there.has(term) || alike.some((other) => there.has(other));
}

/** Log odds from which this question counts as covered: less where the best passages hold what it asks. */
export function borderOf(query: string, found: Found, lexicon: Lexicon, coveredFrom = COVERED_FROM): number {
  return borderAt(lookForAsked(query, found, lexicon), lexicon, coveredFrom);
}

function borderAt({ share }: Held, { things }: Lexicon, coveredFrom: number): number {
  return coveredFrom - (things.size === 0 ? NO_LEXICON : 0) - ASKED.worth * (share - ASKED.middle);
}

/** Whether a section says that it answers such a question, and one of the same kind: "how old is X?" is not "who is X?". */
function isListed(query: string, { hits, terms }: Found, lexicon: Lexicon): boolean {
  const { kinds, wantsFigure } = answerTypeTest(query);
  return hits.slice(0, 3).some((hit) => {
    const alike = listedOf(hit.passage, lexicon).questions.filter(({ text }) => {
      const others = answerTypeTest(text).kinds;
      return (
        kinds.length === 0 ||
        (others.length === 0 && !wantsFigure) ||
        kinds.some((kind) => others.includes(kind))
      );
    });
    return listedLikeness(alike, terms, formOf(query), lexicon.things) >= LISTED_FROM;
  });
}

const answering = new WeakMap<Retriever, Map<string, Passage | undefined>>();

/**
 * The passage that would be answered from first, if a question that the knowledge itself lists were asked; undefined
 * when it would not be answered. Nothing else decides on that, so it is worked out once for each version of the
 * knowledge: asked after every turn, it cost more than answering did.
 */
export function whatAnswers(question: string, search: Retriever): Passage | undefined {
  const known = answering.get(search) ?? new Map<string, Passage | undefined>();
  answering.set(search, known);
  if (!known.has(question)) {
    const found = search.search({ question });
    known.set(question, findGap(question, found, search.lexicon) ? undefined : found.hits[0]?.passage);
  }
  return known.get(question);
}
