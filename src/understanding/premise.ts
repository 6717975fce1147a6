/** What a question takes for granted: "Since whales are fish, how do they breathe?". General English only. */
import { core } from './question.ts';

/** Shortest claim, in words. */
const MIN_WORDS = 3;
/** Openings of a reason given before the question. */
const REASON_BEFORE =
  /^(?:because|since|as|given(?: that)?|seeing(?: that)?|considering(?: that)?|now that|if) /;
/** What draws a question from the claim before it. */
const DRAWN = /^(?:and )?(?:so|then|hence|therefore|that means|which means) /;
/** A reason given behind a question. */
const REASON_BEHIND = / (?:because|since|given that) /;
/** What visitors say of themselves is for them to know. */
const OF_ONESELF = /\b(?:i|i'm|im|i've|ive|i'd|my|me|we|we're|our)\b/;
const ASKS = /^(?:is|are|was|were|do|does|did|can|could|will|would|should|shall|must|has|have)(?:n't)? /;
const QUESTION_WORD = /^(?:what|who|where|when|which|why|how)\b/;

/** The claim that a question rests on, in lower case; undefined where it rests on none, or on the visitor's own word. */
export function premiseOf(question: string): string | undefined {
  const claim = claimIn(core(question))?.split(/[?!]/, 1)[0]?.trim();
  if (claim === undefined || OF_ONESELF.test(claim)) return undefined;
  return claim.split(' ').length >= MIN_WORDS ? claim : undefined;
}

function claimIn(text: string): string | undefined {
  const comma = text.indexOf(', ');
  const [head, rest] = comma < 0 ? [text, ''] : [text.slice(0, comma), text.slice(comma + 2)];
  const reason = REASON_BEFORE.exec(head);
  if (reason) return rest === '' ? undefined : head.slice(reason[0].length);
  const asks = ASKS.test(text);
  if (DRAWN.test(rest) && !asks && !QUESTION_WORD.test(text)) return head;
  const behind = asks ? REASON_BEHIND.exec(text) : null;
  return behind ? text.slice(behind.index + behind[0].length) : undefined;
}
