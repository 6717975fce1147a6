/** Questions about the chat itself: who made it, what it keeps, where its answers come from. General English only. */

const ASKS_OF_YOU =
  /\b(?:you|u) (?:(?:really|actually|just|also|ever|always|still|even|going to) )?(?:(?:store|save|keep|share|track|record|log|collect|sell)(?:ing)? (?:my|our|this|these|what|any|the|chats?|data|conversations?)\b|remember (?:me|my|what)\b|(?:cite|hallucinate|lie|invent things|make (?:things|stuff|it|this|that) up|browse|run on|running on|powered by|based on)\b)/i;
const ARE_YOU =
  /\b(?:are|were) (?:you|u) (?:(?:really|actually|ever|always) )?(?:built|made|trained|created|programmed|developed|free|open source|reliable|accurate|biased|secure|safe|trustworthy|online|recording|storing)\b/i;
const DONE_TO_YOU =
  /\b(?:built|made|created|programmed|trained|owns|developed|designed|runs|behind|pays|trust|believe) (?:you|this (?:chat ?bot|bot|chat|thing|assistant))\b/i;
const OF_YOURS =
  /\byour (?:answers?|sources?|data|information|info|model|llm|limits?|limitations?|maker|creator|owner|developer|knowledge|memory|citations?|code|training data|privacy policy|privacy|tech stack|architecture)\b/i;
const THIS_BOT = /\b(?:this|the) (?:chat ?bot|bot|chat|chat assistant|assistant)\b/i;
const NOT_COVERED = /\b(?:is|are|was|were|being)(?: not|n['’]t) covered\b(?! (?:by|with|in)\b)/i;
const NOT_YOURS = /\b(?:you|u) (?:can'?t|cannot|don'?t|do not|won'?t) (?:answer|know|do|help)\b/i;

/** Whether a question is about the chat that answers. "Do you need a degree?" is not. */
export function isAboutChat(question: string): boolean {
  return [ASKS_OF_YOU, ARE_YOU, DONE_TO_YOU, OF_YOURS, THIS_BOT, NOT_COVERED, NOT_YOURS].some((pattern) =>
    pattern.test(question),
  );
}

/** Whether a sentence tells of the chat it stands in: "the chatbot's search needs no vectors". */
export function tellsOfChat(sentence: string): boolean {
  return THIS_BOT.test(sentence);
}

/** Ways to ask for a person, or for another language. */
export const WANTS_PERSON =
  /\b(?:talk|speak|chat|connect me|put me through|transfer me) (?:to|with) (?:a |an |some |your )?(?:real |actual |live )?(?:human|person|agent|someone|somebody|representative|operator|support)\b/;
const LANGUAGE =
  '(?:german|french|spanish|italian|portuguese|dutch|polish|russian|chinese|japanese|korean|arabic|hindi|turkish|swedish|danish|norwegian|greek|hebrew|czech|ukrainian|another language|my language)';
/** Words that may stand before "in German?", when nothing else is asked. */
const SMALL_WORDS =
  '(?:(?:please|can|could|would|will|you|u|we|i|do|it|this|that|the|same|say|have|get|now|again|but|ok|and|also|everything|all|help|me|explain|is|available) )';
export const WANTS_LANGUAGE = new RegExp(
  `\\b(?:speak|talk|answer|reply|write|understand|know)\\b.{0,20}\\b(?:${LANGUAGE}|other languages)\\b|^\\W*${SMALL_WORDS}{0,6}in ${LANGUAGE}\\b`,
);
