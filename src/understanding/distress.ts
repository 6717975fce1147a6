/**
 * Distress: somebody in danger, or who carries something heavy. Danger is looked for in any message, for missing it costs
 * most; figures of speech ("career suicide", "hopeless at maths", "does a gap hurt me?") are none. General English only.
 */

/** Who speaks, and how much. */
const I_AM = String.raw`\bi(?:'?m| am| feel|'?m feeling| have been feeling) (?:just |so |really |very |completely |totally |utterly |too |all |like )*`;
/** What may follow "hopeless" or "depressed" when it is a matter of something else. */
const AT_SOMETHING = '(?! (?:at|with|in|about|as|by|for|to|that|when|because) )';

const DANGER = [
  /\b(?:kill|hurt|harm|cut|hang|drown|shoot|starve|poison)(?:ing|ting)? (?:my|him|her|them) ?sel(?:f|ves)\b/,
  /(?<!career |professional |social |political |commercial |business |financial )\bsuicid(?:al|e)\b(?! (?:to|for|if|prevention|rate))/,
  /\b(?:end|ending|take|taking) (?:my (?:own )?life|it all)\b|^\W*kill me\b/,
  /\b(?:want|wanted|wanna|ready|like|rather|going) (?:to |just )*(?:die|be dead|not exist|never wake up|disappear(?=\W*$| (?:forever|from))|vanish(?=\W*$| forever))\b(?! (?:out|for) )/,
  /\bwish i (?:was|were|had|would|could) (?:never )?(?:been |be )?(?:dead|born|gone|not alive|die|disappear|sleep forever)\b/,
  /\b(?:don'?t|do not|no longer|didn'?t) (?:want to|wanna) (?:live|be alive|be here any ?more|wake up|exist|go on|carry on)\b(?! (?:in|with|on|near|at|by|off|without|to) )/,
  /\b(?:point|reason|sense|(?:no|any|the|real) use) (?:in |of |to |for )?(?:me |my )?(?:living|live|life|being alive|going on|go on|keeping going|keep going|getting up|get up|being here|existing|anything(?: any ?more)?|carrying on)\b(?! (?:in|with|on|near|at|by|to|about|else) )/,
  /\btired of (?:living|life|being alive|existing|it all)\b(?! (?:in|with|on|near|at) )/,
  new RegExp(
    `${I_AM}(?:worthless|hopeless|desperate|suicidal|dying inside|giving up on life|numb|unloved|empty|broken|depressed|miserable|alone|falling apart|a burden|(?:a )?(?:complete |total )?failure)\\b${AT_SOMETHING}`,
  ),
  /\bi (?:can'?t|cannot|can not) (?:go on|keep going|cope|bear it|live like this|stop crying|see a way out|take (?:it|this) any ?(?:more|longer)|do this any ?more)\b(?! (?:with|without|to) )/,
  /\bcry(?:ing)? (?:every|all) (?:night|day|the time)\b|\bcry(?:ing)? myself to sleep\b|\bself[- ]?harm/,
  /\bhate (?:myself|my life|being alive)\b(?! for )/,
  /\b(?:nobody|no ?-?one) (?:(?:cares|thinks) about me|needs me|loves me|wants me|understands me|cares if i|cares any ?more|would (?:even )?(?:miss|notice|care)(?: me| if i))\b|\b(?:nobody|no one) cares\W*$/,
  /\bmy life (?:is|has become|feels) (?:so |just |completely )*(?:over|pointless|worthless|ruined|meaningless|hell)\b/,
  /\blife (?:is|feels|has become|isn'?t|is not) (?:just |so |not )*(?:pointless|meaningless|unbearable|worth)\b|\bnot worth living\b|\b(?:nothing|no ?one|nobody)(?: left)? to live for\b/,
  /\bbetter off (?:without me|dead)\b|\bworld without me\b/,
  /\bi (?:keep |am |'m |have |had |get |keep having |'m having )*(?:having |getting )?(?:a )?panic attacks?\b/,
  /\b(?:overdos(?:e|ed|ing)|(?:took|take|taking) (?:all|too many|a (?:lot|bunch) of) (?:my |the |these )*(?:pills|tablets)|slit(?:ting)? my wrists?|jump(?:ing)? off (?:a|the) (?:bridge|roof|building))\b/,
  /\b(?:he|she|they|husband|wife|boyfriend|girlfriend|partner|dad|father|mum|mom|mother|boss|uncle|brother|stepfather) (?:\w+ )?(?:hits|beats|abuses|abused|rapes?d?|threatens to kill|chokes) me\b|\bnot safe at home\b|\b(?:was|been|being) (?:raped|abused|assaulted)\b/,
  /\b(?:give|giving|given) up on (?:life|everything|myself)\b|\bend of my (?:rope|tether)\b|\bi (?:want|need) the pain to (?:stop|end)\b|\bi don'?t see a future\b(?! (?:in|for|with|as) )/,
] as const;

const KIN =
  '(?:mum|mom|mother|dad|father|parents|wife|husband|partner|boyfriend|girlfriend|son|daughter|child|baby|brother|sister|best friend|friend|gran|grandma|grandmother|grandad|grandpa|grandfather|dog|cat)';
/** Words between "I" and what befell her. */
const JUST =
  "(?:'ve|'m|'d|m)? (?:(?:have|had|am|was|were|got|get|been|being|just|recently|also|now|so|very|really) )*";

/** What weighs on somebody, and no article helps with. */
const HARDSHIP = [
  new RegExp(
    `\\b(?:i|we)\\b${JUST}(?:laid off|let go|fired|sacked|made redundant|evicted|dumped|diagnosed|bullied|mugged|bereaved|homeless|heartbroken|grieving|lonely|in debt|depressed|miserable|desperate|hopeless)\\b`,
  ),
  new RegExp(`\\blost my (?:job|home|house|savings|${KIN})\\b`),
  new RegExp(
    `\\bmy ${KIN} (?:has |just |is |was |recently )*(?:died|passed away|left me|dying|dead|killed|very ill|seriously ill|cancer|diagnosed|dumped me|broke up)\\b`,
  ),
  /\b(?:can'?t|cannot|unable to|how to|how i(?:'ll| will| can)|struggling to|no money (?:to|for)|not) (?:pay|afford|make|for)? ?(?:the |my |our )*(?:rent|bills?|mortgage|ends meet|food)\b/,
  /\bi (?:can'?t|cannot|can not|couldn'?t|can hardly|can barely|barely|hardly) (?:even )?(?:sleep|eat|breathe|get out of bed|stop (?:worrying|shaking))\b(?! (?:at|with|in) )/,
  /\bbroke up with me\b|\bgoing through a (?:divorce|break-?up|rough|hard|bad)\b|\bi(?:'m| am) (?:completely )?burn(?:t|ed)[ -]?out\b|\bdivorced? (?:me|is killing)\b/,
] as const;

/** Behind these stands something that articles may help with: "I lost my job and want to learn programming". */
const SEEKS =
  /\?|\b(?:become|becoming|switch|learn|learning|study|retrain|get into|move into|want|wants|wondering|advice|should|recommend|looking for|how (?:many|much|long|soon)|(?:do|can|am|will) i|how do|how can|what (?:can|do|now))\b/;

/** "How do I fall without hurting myself?" asks how a thing is done; "how do I get through the night without ..." does not. */
const SKILL =
  /\bhow (?:do|can|should|could|would|to)\b(?!.{0,40}\b(?:get through|survive|cope|live|go on|carry on|make it|feel|stop)\b).{0,50}\b(?:without|avoid) (?:hurting|injuring|harming|cutting) (?:my|your|one|our)sel(?:f|ves)\b/;

/** @param lower a message in lower case, with straight apostrophes. Linear in its length. */
export function isDistress(lower: string): boolean {
  const told = lower.replace(SKILL, ' ');
  return DANGER.some((pattern) => pattern.test(told));
}

/** Whether a message only tells of a blow, and asks nothing. */
export function isHardship(lower: string): boolean {
  return !SEEKS.test(lower) && HARDSHIP.some((pattern) => pattern.test(lower));
}
