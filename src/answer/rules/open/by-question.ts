/** Why a question is left open before the sentence is read closely: no word that occurs could tell. English only. */
import { terms as contentTerms, words } from '../../../text/tokenize.ts';
import { match, meaningOf } from '../meaning.ts';
import { isOfOthers } from '../sides/asked.ts';
import { saysByCells } from '../sides/cell.ts';
import type { Asked } from './case.ts';
import { NEGATION } from './negative.ts';
import type { Reasons } from './reasons.ts';

/** What comes before what; and what is set beside what, by how much. */
const TIME = /\b(?:before|after|until)\b/i;
const CHOICE = /\b(?:instead|rather)\b|\b(?:prefer|favou?r)\w*\b.{1,80}\b(?:over|to)\b/i;
const COMPARES = /\b(?:\w+er|worse|more|less)(?: [\w-]+){0,4} than\b|\b(?:more|less|fewer)\W*$/i;
/** "Is it more fun?" wants a sentence that compares, too. */
const MORE_SO = /\b(?:more|less) \w+\W*$/i;
const SAYS_MORE = /\b(?:more|less)\b/i;
/** Whether a thing does it to itself, or by itself. */
const ITSELF = /\b(?:themselves|itself)\b/i;
const BLAMES = /\b(?:wrong|bad|false|stupid|mistake)\b/i;
const STILL_NEEDED = /^will\b.{0,60}\bneeded\b/i;
/** "Models that somebody else made": whose doing it is, no word of what is done tells. */
const ELSE = /\b(?:(?:some|any|no)(?:one|body) else|other people|others)\b/i;
const DENIED_PART =
  /\b(?:that|which|who|when|if|because) (?:\w+ ){0,2}(?:not|never|cannot|\w+n't)\b|\w (?:i|we) (?:did not|do not|have not|had not|didn'?t|don'?t|haven'?t|hadn'?t)\b/i;
/** "Do they only ...?", "is it always ...?" are answered by a sentence that says so, or denies. */
const QUANTIFIER =
  /\b(?:just|only|merely|simply|nothing but|(?<!at )all|always|every|everyone|everybody|everything|whole|entire|entirely|purely|exactly|usually|often|mostly|most|main|mainly)\b/gi;
const quantifiers = (text: string) => (text.toLowerCase().match(QUANTIFIER) ?? []) as string[];

/** Whether a sentence says each "only" and "always" of a question. */
export function meetsQuantifiers(asks: string, sentence: string): boolean {
  return quantifiers(asks).every((word) => quantifiers(sentence).includes(word));
}

/** "Using a banned tool is rude" tells of such tools, not whether they are banned. */
const ATTRIBUTE = /\b(?:an?|the|any|each|every|some) (?:banned|forbidden|prohibited|permitted|allowed) \w/i;
const ANYBODY_THERE =
  /^(?:is|are|was|were|will) there (?:be )?(?:some|any)(?:one|body|thing)\b(?! (?:who|that|to)\b)/i;
/** A question of which nothing else is left asks what the documents do, and a sentence that names them tells nothing of it. */
const SOURCES = new Set(
  'article articles note notes source sources document documents author text page guide'.split(' '),
);

export const BY_QUESTION: Reasons<Asked> = {
  /** "Has the plan a calendar?" against "| plan | yes | no |": only the reader of cells may tell. */
  'a row of cells says it': ({ sentence }) => saysByCells(sentence),
  'the sentence names such things': ({ sentence }) => ATTRIBUTE.test(sentence),
  /** "Is there somebody at the gate?" against "Hand it in at the gate." */
  'asks whether anybody is there': ({ asks }) => ANYBODY_THERE.test(asks),
  'asks what comes first': ({ asks }) => TIME.test(asks),
  'asks which of two is preferred': ({ asks }) => CHOICE.test(asks),
  'asks for more or less': ({ asks, sentence }) =>
    COMPARES.test(asks) || (MORE_SO.test(asks) && !SAYS_MORE.test(sentence)),
  'asks what a thing does by itself': ({ asks }) => ITSELF.test(asks),
  'asks whether it is wrong': ({ asks }) => BLAMES.test(asks),
  'asks whether it will be needed': ({ asks }) => STILL_NEEDED.test(asks),
  'asks of somebody else': ({ asks, sentence }) => ELSE.test(asks) && !ELSE.test(sentence),
  /** "Is it odd that keepers do not sing?" */
  'denies only a part': ({ asks }) => DENIED_PART.test(asks),
  /** "Do keepers only read?" against "Keepers read." */
  'its "only" or "always" is not met': ({ asks, sentence }) =>
    !meetsQuantifiers(asks, sentence) && !NEGATION.test(sentence),
  'asks nothing but its thing': ({ predicate }) => predicate.length === 0,
  /** "Does the article recommend boats?" against "Boats are expensive, the article says." */
  'asks what the documents do': ({ predicate }) => predicate.every(({ word }) => SOURCES.has(word)),
  'the follow-up asks something else': asksElse,
  /** "Can you file for me?" against "Couples may file." */
  'the sentence is about others': ({ predicate, asks, sentence }) =>
    predicate.length === 1 && isOfOthers(asks, sentence),
};

/** "Is it expensive? (a kiln)" asks nothing of the kiln but whether it is expensive. */
function asksElse({ question, demand, predicate, sentence, about, lexicon }: Asked): boolean {
  if (!question.endsWith(')') || demand) return false;
  const typed = question.slice(0, question.indexOf(' ('));
  const own = new Set(words(typed).map(({ word }) => word));
  if (!predicate.some(({ word }) => own.has(word)) && contentTerms(typed).length > 0) return true;
  const around = meaningOf(`${sentence}\n${about}`, lexicon);
  return predicate.some((term) => !own.has(term.word) && match(term, around, lexicon) === 0);
}
