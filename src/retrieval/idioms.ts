/** Idioms and other informal phrases in plain words. General English only; a phrase of one topic belongs into its lexicon. */

/** What is said in several words, and its plain form. Each is tried once, in this order. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bwhat (?:on earth|in the world|the (?:hell|heck|fuck|devil))\b/gi, 'what'],
  [/\b(why|how|where|who|when) (?:on earth|in the world|the (?:hell|heck|fuck|devil))\b/gi, '$1'],
  [
    /\b(?:give me|gimme|what(?:'s| is)) the (?:skinny|lowdown|low-down|gist|scoop) (?:on|of|about)\b/gi,
    'what is',
  ],
  [/\bw\/ ?/gi, 'with '],
  [/\bb\/c\b/gi, 'because'],
  [/\bset(?:s|ting)? (?:me|you|us|him|her|them|one|someone) back\b/gi, 'cost'],
  [/\b(?:fork|shell|cough) out\b/gi, 'pay'],
  [/\b(?:make|makes|making) (?:bank|a killing|a fortune|a mint)\b/gi, 'earn money'],
  [/\b(?:rake|rakes|raking) in\b/gi, 'earn'],
  [/\bdrag(?:s|ging)? on\b/gi, 'last'],
  [/\bgrown[ -]?ups?\b/gi, 'adults'],
  [/\blittle ones\b/gi, 'children'],
  [/\bpass(?:es|ed|ing)? away\b/gi, 'die'],
  [
    /\bget(?:ting)? out of (?=(?:\w+ ){1,4}(?:plan|membership|contract|subscription|agreement|course|booking|lease|tenancy|policy)\b)/gi,
    'cancel ',
  ],
  [/\b(?:give|bring|take|send|hand)(?:ing)? ((?:[\w'’-]+ ){1,4}?)back\b/gi, 'return $1'],
  [/\b(?:give|bring|take|send|hand)(?:ing)? back\b/gi, 'return'],
  [/\bcrop(?:s|ping)? up\b/gi, 'appear'],
  [/\bhang(?:s|ing)? on ?to\b/gi, 'keep'],
  [/\bcobbl(?:e|es|ed|ing) together\b/gi, 'build'],
  [/\b(?:get|getting|wrap|wrapping) (?:my|your|the|our) (?:head|mind|brain) a?round\b/gi, 'understand'],
  [/\bget(?:ting)? the hang of\b/gi, 'learn'],
  [/\ba? ?(?:piece of cake|walk in the park)\b/gi, 'easy'],
  [/\bnitty[ -]gritty\b|\bins and outs\b/gi, 'details'],
  [
    /\bwhat(?:['’]?s| is| are) (?:the|an?) (?:(?:main|actual|typical|daily|usual) )?(?:job|duty|duties|responsibilit(?:y|ies)|tasks?) of ((?:an? |the )?[^,.?!;:]{1,40})(?=[,.?!;:]|$)/gi,
    'what does $1 do',
  ],
  [/\b(?:along|down|on) the (?:road|path|way) (?=to\b|towards\b)/gi, ''],
  [/\bdown the (?:road|line|track)\b/gi, 'later'],
  [/\bmove the needle\b/gi, 'matter'],
  [/\bout (?:of|from) the (?:gate|blocks)\b|\bfrom the get-?go\b|\bright off the bat\b/gi, 'from the start'],
  [/\b(?:make|making|makes) the (?:jump|leap|cut)\b/gi, 'switch'],
  [/\b(?:call(?:ing)? it quits|throw(?:ing)? in the towel)\b/gi, 'give up'],
  [/\b(?:bread and butter|meat and potatoes)\b/gi, 'main work'],
  [/\b(?:hit|hitting) the ground running\b/gi, 'start quickly'],
  [/\b(?:rule|rules) of thumb\b/gi, 'general advice'],
  [/\b(?:on|in) the same boat\b/gi, 'alike'],
  [
    /\b(?:(?:really|kinda|honestly|always) )?(?:scares?|terrif(?:y|ies)|frightens?|intimidates?|worr(?:y|ies)|overwhelms?|stress(?:es)?|freaks?|puts?|drives?|bores?|annoys?) (?:me|us)(?: (?:out|off|mad|crazy|to death|a bit|a lot))?(?= *(?:[,.;:!?]|$|and\b|but\b|so\b))/gi,
    '',
  ],
  [/\bis there (?:any|a|much) (?:point|sense|use) (?:in |to )?/gi, 'is it worth '],
  [/\b(?:come|comes|came|coming) in (?:handy|useful)\b/gi, 'help'],
  [/\bget(?:s|ting)? rid of\b/gi, 'remove'],
  [/\bbrac(?:e|ing) (?:(?:my|your|one)self |ourselves )?for\b/gi, 'expect'],
  [/\bhow many times\b(?= (?:a|an|per|each|every|should|must|can|may|do|does|did|is|are)\b)/gi, 'how often'],
  [/\b(?:is it|am i|are we|is one) (?:allowed|permitted)(?: for (?:me|us|visitors))? to\b/gi, 'can I'],
  [
    /\bwhen (do|should|must|would|will) (i|we|you|one) (?:need|get|buy|want)(?: an?| some| my)? new\b/gi,
    'when $1 $2 replace',
  ],
  [/\bfor a living\b/gi, ''],
  [/\bpros (?:and|&|n) cons\b/gi, 'advantages and disadvantages'],
  [/\b(?:ups and downs)\b/gi, 'advantages and disadvantages'],
  [
    /\b(?:(?:do|would|could|will|did) (?:i|we)(?: (?:even|still|really|actually))?|have i(?: got)?) (?:have |stand |get )?(?:an?|any|much of an?) (?:(?:real|realistic|good|decent|fair|fighting) )?(?:chance|hope)\b|\b(?:is|are) there (?:(?:still|even|really) )?(?:an?|any) (?:chance|hope)\b(?! (?:of|that|to))|(?<=^|[.!,;?] )(?:any|some|no) (?:chance|hope)s?(?: (?:at all|left))?(?= for me\b|[?.!]|$)/gi,
    'is it realistic',
  ],
  [/\bstand(?:s)? (?:a|any) chance\b/gi, 'have a chance'],
  [/\bhigh and dry\b/gi, 'without help'],
  [
    /\b(?:land|landing|bag|bagging|snag|snagging|score|scoring) (a|an|my|the|your) (first |entry[- ]level |junior |real )?(job|role|position|offer|interview)\b/gi,
    'get $1 $2$3',
  ],
  [/\b(?:rusty)\b/gi, 'weak'],
  [
    /\b(am i|are we|is he|is she) (?:doomed|toast|screwed|done for|a lost cause|out of luck)\b/gi,
    '$1 without a chance',
  ],
  [
    /\btoo (old|late|young) at (?:\d\d|(?:twenty|thirty|forty|fifty|sixty|seventy)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)\b/gi,
    'too $1 at my age',
  ],
  [
    /\bis (?:\d\d|(?:twenty|thirty|forty|fifty|sixty|seventy)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?) too (old|late|young)\b/gi,
    'is my age too $1',
  ],
  [/\bi(?:['’]?m| am) (?:dying|itching|aching|keen|burning) to\b/gi, 'I want to'],
  [/\bi(?: could| would|['’]d) (?:kill|die) (?:for|to)\b/gi, 'I want'],
  [/\bover the hill\b|\blong in the tooth\b/gi, 'too old'],
  // Leading up to a question, and closing it.
  [
    /\b(?:walk|run|talk|take|guide|step) me through\b|\bbreak down(?= (?:the|how|what|for))|\bshed (?:some )?light on\b/gi,
    'explain',
  ],
  [
    /\b(?:when push comes to shove|at the end of the day|all things considered|by and large|in the grand scheme of things|when all is said and done|long story short|cut to the chase|no sugar-?coating|without sugar-?coating(?: it)?|straight up|for real|no cap|so to speak|if you will|like (?:mad|crazy|a maniac|there['’]?s no tomorrow))\b,?/gi,
    '',
  ],
  [
    /\bwhat(?:['’]?s| is) (?:all )?(?:the|this) (?:big |whole )?(?:fuss|deal|buzz|story|business|score|hoo-?ha) (?:about|with|behind|around)\b/gi,
    'what is',
  ],
  [
    /\bwhat(?:['’]?s| is| would be) (?:the|a|an) (?:\w+ )?(?:way|trick|approach|method|route) (?:to|of|for)\b/gi,
    'how to',
  ],
  [/\bwhat(?:['’]?s| is) (?:under|beneath) the (?:hood|bonnet) (?:of|in|at|with)\b/gi, 'how works'],
  [/\bhow far (?:away|off)\b/gi, 'how far'],
  [/\b(?:sketch|outline)(?= (?:what|how|the|for me|me))|\bpaint (?:me )?a picture of\b/gi, 'explain'],
  [
    /\b(?:an? )?(?:(?:ordinary|normal|typical|usual|regular|average|random) (?:mon|tues|wednes|thurs|fri)day\b|(?:mon|tues|wednes|thurs|fri)day\b(?= (?:as|at|in) ))/gi,
    'a typical day',
  ],
  [/\b(?<=\ba )red flag\b|\bred flags\b(?! (?:are|go|fly|mean)\b)/gi, 'problem'],
  [/\b(is it|would it be|was it|am i|are they) (?:dumb|stupid|silly) (?:to|for)\b/gi, '$1 wrong to'],
  // Easy and hard, likely and not.
  [/\b(?:an? )?(?:no-?brainer|child['’]?s play|plain sailing|easy[- ]peasy)\b/gi, 'easy'],
  [
    /\b(?:an? )?(?:rocket science|brain surgery|uphill (?:battle|struggle|fight)|tall order|big ask|(?:tough|hard) nut to crack|no picnic)\b/gi,
    'hard',
  ],
  [
    /\b(?:just )?(?:an? )?(?:pipe ?dream|fairy[- ]?tale|pie in the sky|wishful thinking|long shot)\b/gi,
    'not realistic',
  ],
  [
    /\b(have|has|had|having|stand|stands|got) (a|an|any|no|much of a) (?:shot|prayer|hope in hell|snowball['’]?s chance|earthly)\b/gi,
    '$1 $2 chance',
  ],
  [
    /\b(?:has|is) (?:that|the|my) (?:ship|train|boat) (?:already |long )?(?:sailed|left(?: the station)?|gone|departed)\b/gi,
    'is it too late',
  ],
  [/\b(?:have|did|had) i miss(?:ed)? the (?:boat|bus|train)\b/gi, 'is it too late for me'],
  [/\b(?:in )?these days\b(?= ?(?:[,.;:!?]|$))|\bin this day and age\b/gi, 'now'],
  // Alike and unlike.
  [/\bin terms of\b|\bwhen it comes(?: down)? to\b/gi, 'for'],
  [/\bsuperior(?= to\b)|\bsuperior\b(?! \w)/gi, 'better'],
  [
    /\b(?:worlds|miles|poles) apart\b|\ba far cry from\b|\b(?:like )?(?:apples (?:and|to) oranges|chalk and cheese)\b/gi,
    'different',
  ],
  [
    /\b(?:two sides of the same coin|six of one|cut from the same cloth|one and the same|same same)\b/gi,
    'the same',
  ],
  // Coming and going.
  [
    /\b(?:take|taking|took) the plunge\b|\bbit(?:e|ing) the bullet\b|\bget(?:ting)? (?:the ball rolling|off the ground|my feet wet)\b/gi,
    'start',
  ],
  [/\b(?:from|at|back to) square one\b/gi, 'from the beginning'],
  [
    /\b(?:walk|waltz|stroll|saunter|breeze|sail|wander|slide|slip|squeeze|sneak|jump|hop|stumble|fall|tumble) into\b/gi,
    'get into',
  ],
  [/\bjump through\b/gi, 'go through'],
  [/\bon (?:its|their|his|her) last legs\b|\b(?:an? )?(?:endangered species|dying breed)\b/gi, 'dying'],
  [
    /\b(?:bit(?:e|es|ing) the dust|kick(?:s|ing)? the bucket|go(?:es|ing)? the way of the (?:dodo|dinosaurs?))\b/gi,
    'disappear',
  ],
  [/\b(?:are|is) (?:the |its |their )?days (?:are )?numbered\b/gi, 'is dying'],
  [
    /\b(?:put|puts|putting|leave|leaves|leaving|make|makes|making) ([\w' -]{1,40}?) (?:on the dole|out of (?:a job|work|business)|jobless|unemployed)\b/gi,
    'replace $1',
  ],
  [/\b(?:a )?flash in the pan\b|\bhere today,? (?:and )?gone tomorrow\b|\b(?:just )?hot air\b/gi, 'hype'],
  // Money and worth.
  [
    /\b(?:pay|pays|paying) the bills\b|\b(?:make|earn|making|earning) a living\b|\bput(?:ting)? food on the table\b/gi,
    'earn money',
  ],
  [
    /\b(?:big|mega|serious|fat|good|crazy) (?:bucks|dosh|money|paychecks?|paycheques?|salary|wages?)\b/gi,
    'high pay',
  ],
  [/\bcosts? an arm and a leg\b/gi, 'is expensive'],
  [/\bbang for (?:the|my|your|one['’]?s) buck\b/gi, 'value'],
  [/\bselling like hot ?cakes\b|\bhot (?:right now|property)\b/gi, 'in demand'],
  // People.
  [
    /\b(?:my|your|everyone['’]?s|his|her) cup of tea\b|\b(?:right )?up my (?:alley|street)\b/gi,
    'right for me',
  ],
  [/\b(\w{3,}(?:er|or|ist|ian))s? (?:folks?|guys|peeps)\b/gi, '$1s'],
  [/\bcut out (?:for|to be)\b/gi, 'suited to'],
  [/\b(?:have|has|got|need) what it takes\b/gi, 'have the skills'],
  [/\b(?:a leg up|a head ?start|the upper hand|an edge)\b/gi, 'an advantage'],
  [/\btorn between\b/gi, 'unsure about'],
  [
    /\b(?:bust(?:ing)?|work(?:ing)?) my (?:butt|ass|arse|socks|back)(?: off)?\b|\bsweat(?:ing)? blood\b|\bslav(?:e|ing) away\b/gi,
    'work hard',
  ],
  [/\b(eats?|eating) (?:up )?([\w' -]{1,30}?) alive\b/gi, 'beats $2'],
  [
    /\b(?:eat|eats|eating|steal|steals|stealing|take|takes|taking) ((?:[\w-]+ ){0,3}[\w-]+)(?:['’]s?|s['’]) (?:jobs?|lunch|work|roles?|place)\b/gi,
    'replace $1',
  ],
  [
    /\b(?:between breakfast and (?:lunch|dinner|supper)|from (?:dawn (?:to|till|until) dusk|morning (?:to|till|until) night|nine to five|9 to 5))\b/gi,
    'all day',
  ],
  [
    /\b(?:in (?:my|his|her|their) (?:late |early |mid[- ]?)?(?:twenties|thirties|forties|fifties|sixties|[2-6]0['’]?s)|(?:pushing|nearing|approaching|hitting|well past|past) (?:\d\d|thirty|forty|fifty|sixty)|middle[- ]aged)\b/gi,
    'at my age',
  ],
];

/** How old somebody says to be. */
const AGED =
  /\b(i['’]?m |i am |)(?:(?<=\bi['’]?m |\bi am )|(?:aged?|turning|turned|turn) )(?:(?:over|well over|almost|nearly|already|about) )?(?:\d\d|(?:twenty|thirty|forty|fifty|sixty|seventy)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)(?: years? old)?(?=[,.;?!]|$| and | but | now| is | in )/gi;

/**
 * A text with its informal phrases in plain words. Linear in its length. @param keepsAge leaves "I am 67" as it is: without a
 * lexicon the number tells more than that there is one.
 */
export function withPlainPhrases(text: string, keepsAge = false): string {
  const plain = PHRASES.reduce((before, [said, instead]) => before.replace(said, instead), text);
  return keepsAge ? plain : plain.replace(AGED, '$1at my age');
}
