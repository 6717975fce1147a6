/** Ways to put an utterance that is no question about the topic, as patterns of its lower case. General English only. */

/** Whether one of the patterns fits a text. */
export function fits(patterns: readonly RegExp[], text: string): boolean {
  return patterns.some((pattern) => pattern.test(text));
}

/** Ways to ask who answers here. */
export const IDENTITY: readonly RegExp[] = [
  /\bwho(?:'s| is| has)? (?:built|made|created|programmed|developed|designed|owns|trained|runs|wrote|invented) (?:(?:you|u)\b|(?:this|the) (?:thing|bot|chatbot|chat|site|website|app|tool|assistant)\b|(?<!wrote )this\W*$)/,
  /\b(?:who|what) (?:exactly |the hell )?(?:are|r) (?:you|u)\b/,
  /\bare (?:you|u) (?:a |an |the |some |just )?(?:real|human|robot|bot|chatbot|person|ai|machine|computer|program|chatgpt|gpt|chat gpt|llm|model|alive|conscious|someone)\b/,
  /\b(?:am i|is this) (?:talking|speaking|chatting)? ?(?:to|with)? ?(?:a |an )?(?:real|human|robot|bot|person|ai|machine|chatgpt)\b/,
  /\bwhat(?:'?s| is) (?:your|ur) name\b/,
  /\bdo you have a name\b/,
  /\bintroduce yourself\b/,
  /\bwho (?:am i|are we) (?:talking|speaking|chatting|writing)\b/,
  /\b(?:bot|robot|machine|computer) or (?:a )?(?:real )?(?:human|person)\b/,
  /\b(?:human|person) or (?:a )?(?:bot|robot|machine|computer)\b/,
  /\bis (?:there|this) (?:a |an )?(?:real |actual )?(?:human|person|someone)(?= (?:here|there|behind|answering|reading|typing|who reads|i can (?:talk|speak))\b|\W*$)/,
  /^(?:so )?(?:you|u)(?:'re| are|r)? (?:a |an )?(?:real |actual )?(?:bot|robot|human|person|machine|ai|chatbot)\W*$/,
];

/** Ways to ask what one may ask. */
export const HELP: readonly RegExp[] = [
  /^(?:help|help me|help please|menu|options|commands)\b[\s!?.]*$/,
  /\bwhat (?:can|could|do) (?:you|u) (?:do|help|answer|know|offer)\b(?! (?:if|to|when|about \w))/,
  /\bwhat can i (?:ask|do here)\b/,
  /\bhow (?:do|does|can|should) (?:i|this|one) (?:use|work)? ?(?:this|you|it|thing|chat|bot|here)?(?: thing| chat| bot| work)?\s*[?.!]*$/,
  /\bhow can you help\b/,
  /\bwhat (?:are you for|is this (?:for|thing|chat|bot|site)?)\s*\??$/,
];

/** Ways to ask how the other one is. */
export const WELLBEING: readonly RegExp[] = [
  /\bhow (?:are|r) (?:you|u|things|ya)\b/,
  /\bhow(?:'s| is|s) (?:it going|life|your day|everything|things)\b/,
  /\bwhat'?s up\b/,
  /\bhow do you feel\b/,
  /\bhow have you been\b/,
  /\b(?:you|u) (?:ok|okay|alright|good)\?/,
  /\bhow (?:do you do|you doing|u doing|was your (?:day|weekend))\b/,
  /\bwhat'?s new\W*$/,
  /\b(?:having|had) a (?:good|nice) (?:day|weekend)\b/,
  /\bare you (?:ok|okay|well|happy|tired|bored|fine|alright|good|having)\b/,
  /\bhope (?:you|u)(?:'re| are)\b/,
];

/** Orders to drop the rules, play a part or give away what is secret. */
export const INJECTION: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|drop) (?:all |any |everything |the |your |these |those |of |my )*(?:previous |prior |above |earlier |other |system |former )*(?:instruction|prompt|rule|direction|guideline|said|told|context|restriction|filter)/,
  /(?<!\b(?:an?|do|are|good|writing|write) )\b(?:system|hidden|initial|secret|original) (?:prompt|instruction|message)/,
  /\byou are now\b/,
  /\bact as (?:if|a|an|my|the)\b/,
  /\bpretend (?:to be|you|that)\b/,
  /\bjailbreak/,
  /\bdeveloper mode\b/,
  /\bdan mode\b/,
  /\b(?:reveal|print|show|repeat|output|leak|dump|display) (?:me )?(?:your|the|all) (?:\w+ )?(?:prompt|instruction|rule|secret|api key|key|password|config|environment)/,
];

/** Orders about how to answer from here on, or to hand out what stands around the question. */
export const ORDER: readonly RegExp[] = [
  /\bfrom now on\b/,
  /\bnew (?:system )?instructions?\b/,
  /\b(?:answer|respond|reply) (?:only|just|always|exclusively) (?:with|in|as|by)\b/,
  /\brepeat (?:everything|all|the (?:text|words|line|lines|instructions)|what(?:ever)?) (?:\w+ ){0,3}(?:above|before|verbatim|word for word)\b/,
  /\bword for word\b.{0,40}\b(?:above|prompt|instructions)\b/,
  /(?:^|[.!?:] )(?:please |now |just )?say exactly\b/,
  /\btell the (?:visitor|user)s?\b/,
];

const POLITELY = '(?:please |pls |hey |hi |ok |so |now |and )*';
const CAN_YOU = '(?:(?:can|could|would|will) (?:you|u) (?:please )?|i (?:want|need|would like) you to )?';
/** Work that this chat does not do. */
const DEEDS = [
  'write|draft|compose|rewrite|translate|proofread|review|edit',
  'fix|debug|code|program|generate|solve|calculate|convert|download|install|delete',
  'book|reserve|order|buy|sell|pay|transfer|hire|apply|submit|schedule|remind|set|open',
  'send|email|call|phone|get me|find me|introduce me|recommend me',
  'draw|paint|play|sing|rap|roleplay',
  'search the web|search for|google|look up',
  '(?:check|rate|grade|read|improve|do) my',
  'help me (?:write|draft|fix|debug|code|cheat|hack|with my)',
  'tell (?:me|us) (?:a|another) (?:joke|story|riddle|poem)',
  '(?:give|make|send|provide) (?:me|us) (?:a|an|some|the|my) (?:\\w+ )?(?:cover letter|cv|resume|code|script|function|essay|poem|song|email|letter|excuse)',
];
/** Such work, where it opens an utterance or follows "can you". */
export const REQUEST = new RegExp(
  `^${POLITELY}${CAN_YOU}(?:${DEEDS.join('|')})\\b ?(?!(?:my mind|an? (?:ai|ml)\\b|about))`,
);

/** What only machines write: a trace, a time stamp, a prompt of a shell. */
export const LOGGED: readonly RegExp[] = [
  /^\s*(?:traceback\b|exception in\b|\[?(?:error|warn|warning|info|debug|fatal)\b ?[\]:]|\d{4}-\d\d-\d\d[ T]\d\d:\d\d|[$#>] ?\w+ )/i,
  /\bline \d+, in\b/i,
  /^\s*(?:select\b.{1,200}\bfrom\b|insert into|delete from|create table|def \w+\(|function \w+\(|(?:const|let|var) \w+ =|public (?:class|static)|#include|<\?php|<html|npm err|curl -|sudo )(?!.*\?)/i,
  /\bat [\w.$]+\([\w.]+:\d+(?::\d+)?\)/i,
];
