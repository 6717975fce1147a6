/**
 * A yes/no question and a sentence, read in three steps, each on what the one before found: what is asked, what of it is told,
 * and whether that is denied. The reasons of the files beside this one look at nothing else.
 */
import type { WeighedTerm } from '../../../retrieval/retrieve.ts';
import type { Concept, Lexicon } from '../../../text/lexicon.ts';
import { words } from '../../../text/tokenize.ts';
import { core, lastQuestion, withoutTag } from '../../../understanding/question.ts';
import { splitClauses } from '../clauses.ts';
import { FRAME_WEIGHT_LIMIT } from '../content.ts';
import { type Demand, demandOf, hedgesDenial, isDemand, isHaving } from '../demand.ts';
import { ELLIPSIS, type Judged, judge, NOTHING, REFERS } from '../judge.ts';
import { aboutAsked, match, meaningOf } from '../meaning.ts';
import type { PolarityInput } from '../polarity.ts';

/** Words that answers leave out or put otherwise. */
const WEAK = new Set('become becoming became role roles career person people actually someone'.split(' '));
/** "It", "them": what a sentence means by them stands above it. */
const POINTS = /\b(?:it|them)\b/i;
const JOINS = / (?:and|or|but|then|nor) /i;
const NAMES = /\b(?:a|an|the|my|your|his|her|our|their|its|each|every|any) \p{L}/iu;

/** "They ask for your age and never count it": not where the sentence named something before, that it may be. */
function pointsAbove(sentence: string): boolean {
  const at = sentence.search(POINTS);
  if (at < 0) return false;
  const claims = sentence.slice(0, at).split(JOINS);
  return !NAMES.test(claims.slice(0, -1).join(', '));
}

/** What is asked. */
export interface Asked {
  /** As it stands, its last question alone. */
  question: string;
  /** In lower case, without what leads up to it. */
  asks: string;
  sentence: string;
  about: string;
  /** The things that it is asked of. */
  things: ReadonlySet<Concept>;
  demand: Demand | undefined;
  /** Its words that carry what is asked, in order: neither the thing, nor the demand. */
  predicate: readonly WeighedTerm[];
  lexicon: Lexicon;
}

export function readQuestion(
  { question, sentence, about, terms, lexicon }: PolarityInput,
  things: ReadonlySet<Concept>,
): Asked {
  const last = withoutTag(lastQuestion(question));
  const asks = core(last);
  const demand = demandOf(asks);
  const said = new Set(words(last).map(({ word }) => word));
  const predicate = terms.filter(
    ({ term, word, weight, alike }) =>
      said.has(word) &&
      !WEAK.has(word) &&
      weight > FRAME_WEIGHT_LIMIT &&
      !alike.some((other) => lexicon.things.has(other)) &&
      !(demand && (isDemand(term) || isHaving(term))),
  );
  return { question: last, asks, sentence, about, things, demand, predicate, lexicon };
}

/** What the sentence tells of it. */
export interface Told extends Asked {
  /** The last word of the predicate: what it comes down to. */
  focus: WeighedTerm;
  /** The sentence's claims about the thing that is asked about. */
  claims: ReturnType<typeof splitClauses>;
  /** What these say; and with what stands above the sentence. */
  own: ReadonlySet<string>;
  whole: ReadonlySet<string>;
  /** The sentence says "it" or "them" of something named above. */
  pointsBack: boolean;
  /** Share of the predicate that a meaning holds, by importance: 0 to 1. */
  shareOf(meaning: ReadonlySet<string>): number;
  /** How well a meaning holds a word: see {@link match}. */
  matchOf(term: WeighedTerm, meaning: ReadonlySet<string>): number;
}

export function readSentence(asked: Asked, focus: WeighedTerm): Told {
  const { sentence, about, things, predicate, lexicon } = asked;
  const claims = [...aboutAsked(splitClauses(sentence), things, lexicon)];
  const claimed = claims.map(({ text }) => text).join(', ');
  // What is said of another thing in the same breath is not said of this one, unless it is pointed at.
  const goesBack = REFERS.test(claimed) || claims.some(({ text }) => ELLIPSIS.test(text));
  const own = meaningOf(things.size !== 1 || goesBack ? sentence : claimed, lexicon);
  const total = predicate.reduce((sum, { importance }) => sum + importance, 0);
  const matchOf = (term: WeighedTerm, meaning: ReadonlySet<string>) => match(term, meaning, lexicon);
  const shareOf = (meaning: ReadonlySet<string>) =>
    predicate.reduce((sum, term) => sum + term.importance * Math.abs(matchOf(term, meaning)), 0) / total;
  return {
    ...asked,
    focus,
    claims,
    own,
    whole: new Set([...own, ...meaningOf(about, lexicon)]),
    pointsBack: pointsAbove(sentence),
    shareOf,
    matchOf,
  };
}

/** Whether it is denied. */
export interface Weighed extends Told {
  judged: readonly Judged[];
  /** The claim that holds most of what is asked. */
  best: Judged;
  denied: boolean;
  /** A word that the best claim lacks is denied in another one, and that word is not the focus. */
  isDeniedApart: boolean;
  /** The best claim says "it" or "them" of something named above. */
  bestPointsBack: boolean;
  holdsFocus(text: string): boolean;
}

export function weigh(told: Told): Weighed {
  const { claims, predicate, lexicon, focus, demand } = told;
  const judged = claims.map((claim) => judge(claim, predicate, lexicon));
  const best = judged.reduce((a, b) => (b.matched > a.matched ? b : a), judged[0] ?? NOTHING);
  const holds = (term: WeighedTerm, text: string) => match(term, meaningOf(text, lexicon), lexicon) !== 0;
  const isElsewhere = (term: WeighedTerm) =>
    !holds(term, best.text) && judged.some(({ denied, text }) => denied && holds(term, text));
  // "Clean it with alcohol, never with oil": what only a further clause holds, and denies, is denied.
  const deniedElsewhere = isElsewhere(focus);
  return {
    ...told,
    judged,
    best,
    denied: best.denied || deniedElsewhere || (demand !== undefined && hedgesDenial(best.text)),
    isDeniedApart: !best.denied && !deniedElsewhere && predicate.some(isElsewhere),
    bestPointsBack: POINTS.test(best.text),
    holdsFocus: (text) => holds(focus, text),
  };
}
