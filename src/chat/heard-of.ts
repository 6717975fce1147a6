/** "Someone mentioned X to me. What is that?": who spoke of it is no part of what is asked. General English only. */

/** Who spoke names nothing: the visitor, somebody, or anybody of the visitor's. */
const SPEAKER =
  /^\W*(?:(?:so|ok|okay|hi|hello|hey|well|and|but|also|yesterday|today|recently|lately|the other day|last week|in (?:an?|the|my|our) [\w ]{2,25})\W+){0,4}(?:i|we|you|he|she|they|it|some(?:one|body)|every(?:one|body)|people|folks|an? (?:friend|colleague|guy|recruiter|teacher|video|post|speaker)|(?:my|our|the|this|that|these|many|most|all|some|one) [\w'’-]+)\b/i;
/** That it was spoken of. */
const SPEAKS =
  /\b(?:mention(?:s|ed|ing)?|(?:talk|speak|go)(?:s|ing)? (?:on )?(?:of|about)|(?:talked|spoke|went on|rav(?:es?|ed|ing)|rant(?:s|ed|ing)?|hear|heard|hearing|read|reading|told me|asked me|asked) (?:of|about)|(?:came|come|coming|stumbled) (?:across|upon|over)|brings? up|brought up|throw(?:s|ing)? around|threw around|(?:the|this) (?:words?|terms?|acronym|abbreviation|phrase)) /i;
/** Where the statement ends and the question begins. */
const ASKS_BEHIND =
  /[.!;:]{1,3} | [–—-] |, ?(?:(?:and|but|so) )?(?=(?:what|who|why|how|which|is|are|do|does|should|can|could|would|will)\b)/i;
/** Where and when it was spoken of, to whom, and what came of that. */
const CIRCUMSTANCE =
  / (?:to (?:me|us)|in (?:an?|the|my|our|some|every|this)|on (?:an?|the|my|our)|at (?:work|school)|everywhere|all the time|a lot|again|today|yesterday|recently|lately|constantly|(?:and|but|so|then) (?:i|we|now|everyone|everybody|nobody|he|she|they))\b|,/i;
const NAMED_AS = /^(?:the|this|an?) (?:words?|terms?|acronym|abbreviation|phrase) /i;
/** What stands for it in the question. */
const POINTER =
  /\b(?:(?:that|this) (?:thing|stuff)|any of (?:it|that|this|them)|it|that|this|they|them|those|these|(?<!\bwhich )one)\b/gi;

/** Longest name of a thing, and longest question: what is longer says by itself what it is about. */
const MAX = { name: 60, questionWords: 14 };

/** The question with what was heard of in the place of the pronoun; undefined where the message is no such. Linear in its length. */
export function askedOfHeard(typed: string): string | undefined {
  const message = typed.replace(/\s+/g, ' ').trim();
  const spoken = SPEAKER.test(message) ? SPEAKS.exec(message) : null;
  if (!spoken) return undefined;
  const behind = message.slice(spoken.index + spoken[0].length);
  const named = behind.split(CIRCUMSTANCE, 1)[0]?.split(ASKS_BEHIND, 1)[0] ?? '';
  const name = named.replace(NAMED_AS, '').replace(/^["'“‘]|["'”’.!;:]{1,3}$/g, '');
  const end = ASKS_BEHIND.exec(behind);
  // The question may itself be where the name's circumstances end: "I read about X, do I need one?".
  if (!end || /[?!.]/.test(message.slice(0, spoken.index)) || name.length > MAX.name || !/\p{L}/u.test(name))
    return undefined;
  const asks = behind.slice(end.index + end[0].length).trim();
  const last = [...asks.matchAll(POINTER)].at(-1);
  if (!last || asks.split(/\s+/).length > MAX.questionWords || /[.!?]\s+\S/.test(asks)) return undefined;
  return asks.slice(0, last.index) + name + asks.slice(last.index + last[0].length);
}
