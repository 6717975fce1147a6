/** Questions about all the things that a topic tells apart: "which of the two roles", "are both paid well?". */
import type { PastTurn } from '../domain.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { sidesTalkedOf, topicOf } from './refer.ts';
import { entities } from './rewrite.ts';

/** With more things than this, "which one" does not mean all of them. */
const MAX_WHOLE = 4;
/** Ways to point at all the things that a topic tells apart, by what they are: "which of the two roles", "these jobs". */
const WHOLE =
  /\b(?:the (?:two|three)|(?:these|those|of|between) (?:two|three|roles|paths|jobs|careers)|the (?:roles|paths)|(?:one|either|both|neither|which) of (?:the |these |those )?(?:two|three|them|these|those|roles|paths|jobs)|(?:both|either|which|two) (?:roles?|paths?|jobs?|careers?))\b/i;
/** The same without saying what they are: only where they were talked of. */
const WHOLE_BEFORE =
  /\b(?:which (?:one|way)|which (?:should|shall|would|do) (?:i|we|you)|which (?:is|are) (?:the )?(?:better|best|right|(?:more|less|most|least) \w+|\w+(?:er|est))|which (?:fits|suits|pays)|which (?:one )?(?:i|we|she|he) (?:like|likes|prefer|prefers|enjoy|enjoys|want|wants|would)|both|either(?: one)?)\b|^\W*neither\b/i;

/** "How far apart are they?": where nothing was talked of, the things that the topic tells apart. */
const WHOLE_AT_FIRST =
  /\b(?:apart|differ|compare|overlap|difference|in common)\b.{0,30}\b(?:they|them)\b|\b(?:they|them)\b.{0,30}\b(?:apart|differ|compare|overlap|in common|different|alike|similar)\b/i;

const OF_THOSE = /\b(?:which|any|one) of (?:these|those)\b(?! (?:two|roles|paths|jobs|careers)\b)/i;

const NAMED_AS_WHOLE =
  /(?<=\b(?:between|compare) )(?:the|these|those|both)(?: two)? (?:roles|paths|jobs|careers)\b/i;

const NAMES_KIND = /\b(?:roles?|paths?|jobs?|careers?)\b/i;

/** Whether "the two" are two other things, which were just talked of. */
export function isOfSides(question: string, topical: readonly PastTurn[], lexicon: Lexicon): boolean {
  return !NAMES_KIND.test(question) && sidesTalkedOf(topical, lexicon) !== undefined;
}

/** A question about all things of the topic, with their names; undefined when it names one or points at none. */
export function namesWhole(
  question: string,
  last: PastTurn | undefined,
  topical: readonly PastTurn[],
  lexicon: Lexicon,
): string | undefined {
  if (isOfSides(question, topical, lexicon)) return undefined;
  const isBefore =
    !last ||
    entities(lexicon, last.answer.split(/(?<=[.!?])\s/, 1)[0] ?? '').length > 1 ||
    entities(lexicon, topicOf(last)).length > 0;
  const isWhole =
    WHOLE.test(question) ||
    (isBefore && WHOLE_BEFORE.test(question)) ||
    (!last && WHOLE_AT_FIRST.test(question));
  if (!isWhole) return undefined;
  if (entities(lexicon, question).length > 0) return undefined;
  // "Which of those is hardest?" picks from what was told of one thing.
  if (last && OF_THOSE.test(question) && entities(lexicon, topicOf(last)).length === 1) return undefined;
  const things = lexicon.concepts.filter(({ isEntity }) => isEntity);
  if (things.length < 2 || things.length > MAX_WHOLE) return undefined;
  const names = things.map(({ name }) => name).join(' or ');
  // "Between the two roles" only counts what the names say.
  const named = question.replace(NAMED_AS_WHOLE, names);
  return named === question ? `${question} (${names})` : named;
}
