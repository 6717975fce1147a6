/** Why what a sentence denies, or affirms, is still no "no", or no "yes". English only. */
import { baseForms, superlatives } from '../../../text/degrees.ts';
import { stem } from '../../../text/tokenize.ts';
import { isPartly, meets, needsNot, precedesDemand } from '../demand.ts';
import { ELLIPSIS } from '../judge.ts';
import { meaningOf } from '../meaning.ts';
import { meetsQuantifiers } from './by-question.ts';
import type { Weighed } from './case.ts';
import { asksNegatively, NEGATION } from './negative.ts';
import type { Reasons } from './reasons.ts';

/** Share of the predicate that a sentence and what it is about must hold before it may say no or yes, and the focus alone. */
const SURE = { no: 0.7, yes: 0.85, focus: 0.5 };

const EXISTS = /^(?:is|are|was|were) there\b/i;
const OF_ALL = /^\W*(?:there|we|no|none|nobody|nothing|it|they|you|neither)\b/i;

const DENIES_A_CASE =
  /\b(?:who|whoever|anyone|someone|those|people|if|unless|when)\b[^,;:]{0,40}\b(?:not|no|never|cannot|without|lacks?|\w+n['’]t)\b[^,;:]{0,60}\b(?:must|has to|have to|needs? to|should|will|can)\b/i;

export const BY_DENIAL: Reasons<Weighed> = {
  'too little of it is said to deny it': ({ shareOf, whole }) => shareOf(whole) < SURE.no,
  /** "Can I be a keeper without an oath?" against "A keeper without an oath misses most of it." */
  'it tells what doing without costs': ({ asks, best }) =>
    asksNegatively(asks) && tellsWhatItCosts(best.text),
  /** "Do I need an oath?" against "Keepers without an oath struggle." */
  'it tells what lacking it costs': ({ demand, best }) => demand === 'must' && lackingCosts(best.text),
  /** "Can I take the oath?" against "The oath is not required." */
  'that nobody must denies no "can"': ({ demand, best }) => demand === 'can' && needsNot(best.text),
  /** "Are there fees?" against "Children never pay fees." */
  'it denies it of some': ({ asks, best }) => EXISTS.test(asks) && !OF_ALL.test(best.text),
  /** "Whoever has no oath must wait" is a case, and no denial. */
  'it denies one case': ({ sentence }) => DENIES_A_CASE.test(sentence),
};

function tellsWhatItCosts(text: string): boolean {
  const rest = text.replace(/\bwithout\b/i, '');
  return rest !== text && !NEGATION.test(rest) && !/\b(?:can|may|possible|open)\b/i.test(rest);
}

const WITHOUT = /\b(?:without|lack(?:s|ing)?|(?:has|have|having) no)\b/i;
const COSTS =
  /\b(?:struggl\w*|fail\w*|miss(?:es|ed|ing)?|suffer\w*|los(?:e|es|ing)|hard(?:er)?|difficult\w*|slow(?:er|s|ly)?|worse|risk\w*|stuck|trouble|in vain)\b/i;

function lackingCosts(text: string): boolean {
  const rest = text.replace(WITHOUT, '');
  return rest !== text && (COSTS.test(rest) || NEGATION.test(rest));
}

/** "Is X Y?" wants a sentence in which something is. */
const ASKS_STATE = /^(?:is|are|was|were|am|isn't|aren't|wasn't|weren't|isnt|arent|wasnt|werent)\b/i;
const STATES =
  /\b(?:is|are|was|were|be|been|being|became|becomes?|remains?|stays?|seems?|looks?|has|have|had|called|known as|described?s?)\b/i;
const DEFINES =
  /^((?:an? |the )?[^,;:]{1,30}?)(?:, [^,]{1,60},)? (?:(?:is|are) (?:an?|the|any|some)\b|means?\b)/i;

export const BY_AFFIRMATION: Reasons<Weighed> = {
  /** "Do only keepers work alone?" against "Keepers work alone, not in pairs.": of an "only" that is not said, only a denial tells. */
  'it affirms without the "only" or "always"': ({ asks, sentence }) => !meetsQuantifiers(asks, sentence),
  'what it denies is not clear': ({ judged }) => judged.some(({ unsure, matched }) => unsure && matched > 0),
  'the claim does not name what it comes down to': ({ best, bestPointsBack, holdsFocus }) =>
    !holdsFocus(best.text) && !bestPointsBack && !ELLIPSIS.test(best.text),
  /** "Is it hard?" against "The hardest part of it is the lamp." */
  'only the most of it is told': ({ asks, best, focus }) =>
    superlatives(asks).length === 0 &&
    superlatives(best.text).some((word) => baseForms(word).some((base) => stem(base) === focus.term)),
  'too little of it is said to affirm it': ({ shareOf, whole }) => shareOf(whole) < SURE.yes,
  /** "Covered by the salary" is near to "paid", and its contrary here. */
  'only a word alike is said': ({ lexicon, focus, own, bestPointsBack, matchOf }) =>
    lexicon.things.size === 0 && Math.abs(matchOf(focus, own)) < SURE.focus && !bestPointsBack,
};

/** What is asked for, but not as a must, says "not always" unless one of the reasons above holds; else these are asked, too. */
export const isHalfDemand = ({ demand, best }: Weighed) => demand === 'must' && isPartly(best.text);

export const BY_FULL_AFFIRMATION: Reasons<Weighed> = {
  /** "Can I use a brush?" against "A brush scratches it." */
  'what is demanded is not said': ({ demand, best }) => demand !== undefined && !meets(demand, best.text),
  /** "Do keepers need a mirror?" against "Each mirror should shine." */
  'it stands before the demand': ({ demand, best, holdsFocus }) =>
    demand === 'must' && holdsFocus(best.text) && !holdsFocus(precedesDemand(best.text)),
  /** "Were keepers ringers?" against "Fighting the ringers, keepers slept." */
  'nothing in it is': ({ asks, demand, best }) => ASKS_STATE.test(asks) && !demand && !STATES.test(best.text),
  /** "Do you use a mirror?" against "A mirror is a sheet of glass.": what a thing is says not that anybody has it. */
  'it only says what a thing is': ({ asks, sentence, focus, lexicon, matchOf }) => {
    const defined = ASKS_STATE.test(asks) ? undefined : DEFINES.exec(sentence)?.[1];
    return defined !== undefined && matchOf(focus, meaningOf(defined, lexicon)) !== 0;
  },
};
