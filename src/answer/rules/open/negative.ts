/** Whether a question is itself negative: "can one join without an oath?" is answered "yes" by a denial. English only. */
import { words } from '../../../text/tokenize.ts';
import { asksWithout } from '../demand.ts';

export const NEGATION = /\b(?:not|no|never|without|cannot|\w+n['’]t)\b/i;
const FORBIDS = /\b(?:illegal|forbidden|banned|prohibited|impossible)\b/;
/** Negations in front of a question expect a yes: "isn't it hard?" asks whether it is. */
const TAGS = new Set(
  'isnt arent dont doesnt didnt wasnt werent cant couldnt wont wouldnt shouldnt hasnt havent aint'.split(' '),
);

/** "They hardly ever train any, correct?" */
const HARDLY = /\b(?:hardly|barely|scarcely|rarely|seldom)\b/;

/** Whether a word of a question denies or forbids, which its answer may do in other words. */
export function isDenial(word: string): boolean {
  return NEGATION.test(word) || HARDLY.test(word) || FORBIDS.test(word);
}

/** Whether a denial affirms a question. `asks`: in lower case, without what leads up to it. */
export function asksNegatively(asks: string): boolean {
  const first = words(asks)[0];
  const rest = first && TAGS.has(first.word) ? asks.slice(first.end) : asks;
  return NEGATION.test(rest) || HARDLY.test(rest) || FORBIDS.test(rest) || asksWithout(asks);
}
