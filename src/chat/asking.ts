/** What a question may lean on, and whether it does: read once, for all the rules of following up. */
import type { PastTurn } from '../domain.ts';
import type { Concept, Lexicon } from '../text/lexicon.ts';
import type { Term } from '../text/tokenize.ts';
import { isEmpty, isProperty, type Pointing } from './pointing.ts';
import type { StandaloneQuery } from './query.ts';

/** A question, and what it may lean on. */
export interface Asking {
  /** Without what leads up to it. */
  question: string;
  /** It corrects the one before. */
  isCorrected: boolean;
  /** The question with the names of all things, where it asks about all of them. */
  whole: string | undefined;
  /** Earlier turns that were answered or not covered, oldest first. */
  topical: readonly PastTurn[];
  /** The newest that was answered, if any was. */
  last: PastTurn;
  /** What `last` was about. */
  topic: string;
  /** Things of the lexicon that `topic` names, and that the question names. */
  before: Concept[];
  things: Concept[];
  /** Content words of the question besides those. */
  own: Term[];
  pointing: Pointing;
  lexicon: Lexicon;
}

/** A way to read a follow-up; undefined where it does not fit. */
export type Rule = (asking: Asking) => StandaloneQuery | undefined;

/**
 * Weight of what was talked of before, beside the words of a follow-up that names something itself, or does not; and of a
 * whole question before, beside the case that it is asked of now.
 */
export const GIST = { naming: 0.5, asking: 1, aspect: 0.3, before: 0.6 };
/** A fragment with no more content words than this leans on the question before, unless it names its thing. */
export const FEW_WORDS = 2;
/** A question with a verb and this many names stands alone, though it opens with "and". */
const WHOLE_NAMES = 3;
/** Words that open a whole question, which can stand alone however short. */
const OPENS_QUESTION =
  /^(?:what|who|where|when|which|why|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|tell|explain|define)\b/i;

/** "What happens if I just keep riding?": a consequence of leaving what was talked of as it is. */
const CONSEQUENCE =
  /^\W*(?:(?:and|so|but|ok|okay|then)\W+){0,3}what (?:happens|would happen|will happen|could happen|if)\b/i;

/** How much a question leans, told by what it names. */
export function leans({ question, before, things, own, pointing, isCorrected }: Asking): boolean {
  const { leads, softly, points, isElliptical, hasVerb } = pointing;
  // "And how long does rye bread keep?" is whole: it opens by going on, and asks about a thing of its own.
  const isWhole = hasVerb && before.length === 0 && ownNames(own).length >= WHOLE_NAMES;
  const goesOn = (leads && !isWhole) || isCorrected;
  if (things.length > 0) return ((goesOn && !hasVerb) || points) && own.length <= 1;
  const fragment = own.length <= (before.length > 0 ? FEW_WORDS : 1) && !OPENS_QUESTION.test(question.trim());
  const follows = CONSEQUENCE.test(question) && ownNames(own).length <= FEW_WORDS;
  return (
    goesOn ||
    points ||
    follows ||
    asksOnly(own) ||
    isElliptical ||
    fragment ||
    (softly && own.length <= FEW_WORDS)
  );
}

/** Whether it only asks for properties: "how long?", "is it expensive?". */
export const asksOnly = (own: readonly Term[]) => own.every(({ word }) => isProperty(word));

/** The words by which a follow-up names something of its own. */
export function ownNames(own: readonly Term[]): string[] {
  return own.flatMap(({ word }) => (isProperty(word) || isEmpty(word) ? [] : [word]));
}
