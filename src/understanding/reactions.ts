/** Short reactions to an answer that ask about the answer itself: "why not?", "says who?". General English only. */

/** Words that may stand before a reaction and add nothing to it. */
const BEFORE = String.raw`^\W*(?:(?:and|but|so|ok|okay|hm+|well|oh|huh|wait|sorry|really|yes|no)\b\W*){0,4}`;
const AFTER = String.raw`(?: (?:then|though|exactly|please|anyway|again|actually))*\W*$`;

const WHY = new RegExp(
  `${BEFORE}(?:why(?: not| so| only)?(?: (?:is|are|was|does|do) (?:that|it|this|they|those)(?: (?:so|the case|true))?| that)?|how come|how so|what for|for what reason|what(?:['’]?s| is| are) the (?:reason|reasons|cause)(?: (?:for|behind|of) (?:that|it|this))?|for (?:which|what) reasons?|any reason|the reason)${AFTER}`,
  'i',
);

const SOURCE = new RegExp(
  `${BEFORE}(?:says? who|said who|according to who(?:m)?|who (?:says?|said|claims|told you)(?: (?:that|so|this|it))?|what(?:['’]?s| is| are| was) (?:the|your) (?:source|sources|evidence|proof|reference)(?: (?:for|of|behind) (?:that|this|it))?|where (?:does|did|do|is|was|are|have|has) (?:that|this|it|you|these|those|the (?:numbers?|figures?))(?: (?:come|get|got|taken|have|read|find|found|learn|know|hear|all))?(?: (?:that|this|it))?(?: from)?|(?:(?:any|the|a|your|got (?:a|any)|(?:can|could|may) (?:i|you) (?:have|get|see|give me|show me) (?:a|the|your)) )?(?:sources?|citations?|references?|proof|evidence)(?: (?:for|of|on|to|behind) (?:that|this|it|those|these)(?: (?:claim|number|figure|statement)s?)?)?|(?:can you |please )?(?:cite|prove) (?:that|it|this)|how do you know(?: (?:(?:all )?(?:that|this)|it))?|what (?:do|did|are) (?:you|u) bas(?:e|ing) (?:that|this|it) on|based on what|on what basis|(?:do|have) you (?:have |got )?(?:a |any )?(?:source|sources|proof|evidence|reference)(?: (?:for|of) (?:that|this|it))?)${AFTER}`,
  'i',
);

const POINTED = String.raw`(?:that|this|it|those|these)`;
const TOLD = String.raw`(?:(?:that|this|the|these|those|your|all (?:that|this|of (?:that|this|it))) ?)(?:(?:last )?(?:information|info|answers?|numbers?|figures?|statements?|claims?|data))?`;
const TRUST = new RegExp(
  `${BEFORE}(?:(?:can|should|could|may|do) (?:i|we|one) (?:really |actually |even )?(?:trust|believe|rely on|count on) (?:${POINTED}|${TOLD}|you (?:on|with) ${POINTED})|why (?:should|would) (?:i|we|anyone|anybody) (?:trust|believe|rely on) (?:${POINTED}|${TOLD})|(?:are|were) you (?:just |only )?(?:guessing|bluffing|inventing ${POINTED}|making ${POINTED} up)|(?:did|have) you (?:just )?(?:ma[dk]e ${POINTED} up|invent(?:ed)? ${POINTED})|(?:is|was|are) ${TOLD} ?(?:really |actually |still |even |just |only |all )*(?:a fact|facts|made up|invented|a guess|guesses|up[- ]to[- ]date|outdated|verified|your (?:own )?opinion|an opinion|someone['’]?s opinion)(?: or (?:just |only )?(?:a fact|your opinion|an opinion|a guess|made up))?|(?:is|are) (?:that|this|the|these|those|your) (?:last )?(?:information|info|answers?|numbers?|figures?|statements?|claims?|data) (?:really |actually |still |even )*(?:reliable|accurate|correct|right|true|current|recent|trustworthy)|how (?:reliable|accurate|recent|current|old|up[- ]to[- ]date) (?:is|are) (?:that|this|the|these|those|your) (?:last )?(?:information|info|answers?|numbers?|figures?|statements?|claims?|data))${AFTER}`,
  'i',
);

/** Longest reaction, in characters; a longer message names what it is about. */
const MAX_CHARS = 80;

/** "Why?", "why not?", "how come?": asks for the reason of what was just said, and names nothing. */
export function asksReason(text: string): boolean {
  return text.length <= MAX_CHARS && WHY.test(text);
}

/** "Says who?", "where is that from?", "are you guessing?", "can I trust that?": asks what the last answer stands on. */
export function asksSource(text: string): boolean {
  return text.length <= MAX_CHARS && (SOURCE.test(text) || TRUST.test(text));
}

const MEANING =
  /^(?:(?:sorry|what|huh|and|but|hm+) )?(?:(?:what|how) (?:do|did) (?:you|u) mean(?: by (?:that|this|it))?|what (?:does|is) (?:that|this|it) (?:mean|supposed to mean)|(?:can you |please )?(?:explain|clarify)(?: (?:that|this|it|the question))?(?: please)?|i (?:don'?t|do not|didn'?t) (?:understand|get)(?: (?:that|this|it|the question|what you mean))?)$/;

/** "What do you mean by that?": about what was just said, since nothing else is named. */
export function asksMeaning(text: string): boolean {
  if (text.length > MAX_CHARS) return false;
  const plain = text.toLowerCase().replace(/[^a-z']+/g, ' ');
  return MEANING.test(plain.trim());
}
