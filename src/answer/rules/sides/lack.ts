/** "I'm bad at sums, can I still join?", "Is it a problem that I have no oath?": what is not needed may be lacking. */
import { hedgesDenial, needsNot } from '../demand.ts';
import { type Read, type Side, termsIn } from './asked.ts';

/** What the asker has not, or does not want; it stands behind. */
const LACKS =
  /\b(?:without|lack|lacks|lacking|no|never|(?:bad|poor|weak|terrible|hopeless|awful|not good|no good) (?:at|in|with)|hate|scared of|afraid of|failed|(?:don['’]?t|do not|didn['’]?t|did not|haven['’]?t|have not|can['’]?t|cannot) (?:have|know|like|understand|learn|study|studied|do))\b([^,;.?!]{1,80})/i;
const ASKS_WHETHER_ONE_CAN =
  /(?:^|[,;] ?)(?:so |but )?(?:can|could|may|might|will|would|is it (?:still )?(?:possible|realistic|feasible|doable)|is there (?:still )?(?:a|any) (?:chance|way|hope)|am i able|do i (?:still )?have a chance)\b/i;
const ASKS_WHETHER_IT_HURTS =
  /\b(?:problem|obstacle|issue|deal-?breaker|barrier|disadvantage|handicap|hurts?|stops?|prevents?|too late|rules? (?:me|it) out|over for me|hopeless)\b/i;
/** Whether somebody says that she lacks something. */
export function tellsOfLack(message: string): boolean {
  return LACKS.test(message);
}

/** "Without an oath one can still join": says that it works without. */
const WORKS = /\b(?:possible|can|may|open to|welcome|manage[sd]?)\b/i;
const DENIED = /\b(?:not|never|cannot|hardly|rarely|impossible|only)\b|n['’]t\b/i;
const WITHOUT = /\b(?:without|no|lack(?:s|ing)?)\b/i;

/** The side on whether it works without, where the sentence says of what is lacking that nobody needs it. */
export function sideByLack({ message, asks, clauses }: Read): Side | undefined {
  const lacking = new Set(termsIn(LACKS.exec(message)?.[1] ?? ''));
  if (lacking.size === 0) return undefined;
  const can = ASKS_WHETHER_ONE_CAN.test(asks);
  const hurts = ASKS_WHETHER_IT_HURTS.test(asks);
  if (!can && !hurts) return undefined;
  const holdsLacking = (text: string) => termsIn(text).some((term) => lacking.has(term));
  if (
    can &&
    clauses.some((text) => WITHOUT.test(text) && WORKS.test(text) && !DENIED.test(text) && holdsLacking(text))
  )
    return 'yes';
  const told = clauses.find((text) => needsNot(text) && holdsLacking(text));
  if (told === undefined) return undefined;
  if (hurts) return hedgesDenial(told) ? undefined : 'no';
  return 'yes';
}
