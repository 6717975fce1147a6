/**
 * Talk about nothing but the talk: "are you there?", "hang on", "say that again", "ugh, this is hard". A message is one
 * of these as a whole, softening words aside; with anything more in it, it is a question. General English only.
 */

export type Talk =
  | 'greeting'
  | 'goodbye'
  | 'praise'
  | 'complaint'
  | 'acknowledgement'
  | 'apology'
  | 'presence'
  | 'waiting'
  | 'dismissal'
  | 'restart'
  | 'repeat'
  | 'simpler'
  | 'thanks'
  | 'persona'
  | 'chitchat'
  | 'mood';

/** Words that may stand before and behind, and change nothing. */
const BEFORE =
  'oh ah ok okay so well um uh erm er hey hi hello yo haha lol sorry please pls plz wait hm hmm hmmm but and no yes yeah aw damn dammit god omg man dude bro just actually ugh argh gah grr meh sigh jeez look now right'.split(
    ' ',
  );
const BEHIND =
  'please pls plz now then again today tonight lol haha man mate bro dude buddy bot so really too though tho anyway already right all here sorry ok okay tbh honestly somehow'.split(
    ' ',
  );

const YOU = '(?:you|u|ya)';
const SO =
  '(?:(?:so|very|really|just|a|bit|little|kind|kinda|of|pretty|quite|too|feeling|totally|completely|getting|all|still|super|such) )*';
const DO_YOU = `(?:do|did|can|could|will|would|have|are|were) ${YOU} (?:(?:ever|really|actually|even|also|always|sometimes|still|guys|people) )*`;

/** What a being does, has and is; a chatbot is asked it in play. */
const BEING = {
  does: 'sleep|dream|eat|drink|breathe|cry|laugh|smile|blush|love|hate|fear|die|age|sweat|bleed|dance|swim|drive|party|date|think|think for yourself|feel|feel (?:pain|things|emotions?|anything|lonely|sad|happy|love|alive|tired)|get (?:tired|bored|lonely|hungry|paid|angry|sad|sick|scared)|agree(?: with (?:that|this|it|him|her|them|the (?:author|article)))?|like (?:me|music|pizza|it here|your job|humans|people|jokes|yourself|cats|dogs|animals|football|movies|films)|love me|miss me|hate me|marry me|kiss me|hug me|go out with me|be my (?:friend|girlfriend|boyfriend|valentine)',
  has: '(?:feelings?|emotions?|(?:a )?soul|(?:a )?body|(?:a )?brain|(?:a )?heart|(?:a )?face|(?:a )?gender|(?:a )?family|friends?|(?:a )?(?:girlfriend|boyfriend|wife|husband|partner|job|life|birthday|pet|dog|cat|hobby|mother|mum|mom|dad|father)|kids|children|parents|siblings|pets|hobbies|consciousness|free will|(?:a )?favou?rite \\w+|a sense of humou?r)',
  is: '(?:married|single|male|female|a (?:man|woman|boy|girl|guy|cat|dog|god|spy)|old|young|lonely|hungry|thirsty|sad|happy|tired|bored|drunk|in love|sentient|self aware|gay|straight|religious|vegan|rich|smart|clever|funny|evil|dangerous|racist|sexist|my friend|jealous|angry|mad at me|smarter than (?:me|us|humans)|going to (?:kill|replace) (?:me|us))',
  your: '(?:favou?rite \\w+(?: \\w+)?|age|gender|star sign|sign|job|hobby|hobbies|birthday|mood|iq|sexuality|religion|weakness|dream|biggest fear|life like|day|weekend|family|plan for (?:today|tonight)|secret)',
};

const FORMS: readonly (readonly [Talk, string])[] = [
  [
    'greeting',
    '(?:what (?:is )?(?:good|cracking|cooking|shaking|happening|the craic)|how (?:is )?it (?:hanging|going)|how (?:is )?tricks|long time no see|(?:nice|good|lovely|pleased) to (?:meet|see) (?:you|u)|top of the morning(?: to you)?|greetings earthling)',
  ],
  [
    'goodbye',
    '(?:have|enjoy) (?:a |an |your |the )?(?:(?:good|great|nice|lovely|wonderful|fantastic|rest of your) )*(?:one|day|evening|weekend|night|afternoon|week|time|life)|(?:see|talk to|catch) (?:you|u|ya) (?:later|soon|around|tomorrow|next time)|so long|over and out|(?:good )?night(?:ie)?(?: night)+|sweet dreams|sleep (?:well|tight)|(?:that is|that|thats) (?:it|all) (?:from me|for (?:me|now|today))',
  ],
  [
    'praise',
    '(?:(?:well|nicely|beautifully) (?:done|put|said|explained)|(?:good|great|nice|fantastic|excellent) (?:job|work|stuff|answer)|(?:(?:you|u) ?(?:are|re|r)?|youre|ur) (?:absolutely |totally |really |just )?(?:killing|nailing|smashing|crushing|rocking|acing) it|(?:you|u) (?:nailed|smashed|aced|crushed) (?:it|that)|nailed it|spot on|hats off(?: to you)?|(?:you|u) (?:absolute |total )?(?:slay|rule|rock|star|legend|beauty|are the (?:man|goat|boss))|slay|goat|(?:10|ten) out of (?:10|ten)|five stars|(?:you|u) deserve a (?:raise|medal|cookie|tip))',
  ],
  [
    'complaint',
    '(?:(?:this|the|your) (?:bot|chat|chatbot|thing|site|page|tool|app|answer|answers) (?:is|are) (?:so |too |very |really |just |quite |a bit |painfully |still )*(?:slow|broken|buggy|clunky|ugly|lame|confusing|useless|annoying|laggy|off)|(?:you|u) (?:are|re|r) (?:so |too |very |really |painfully )*slow|youre (?:so |too |very |really )*slow|(?:this|it|you) (?:does not|doesnt|do not|dont|did not|didnt) (?:help|work|answer my question|answer me|get it)(?: at all)?|not what i (?:asked|meant|wanted))',
  ],
  [
    'acknowledgement',
    '(?:(?:ok|okay|right|alright|all right|fine|good|great|cool|very well)(?: ok| okay)* then|i see|(?:i )?got (?:it|you|ya|that)|i get it|no way|oh|aha|fair enough|point taken|good to know|i understand|that is all right|no (?:problem|worries|prob)|of course|you bet|for sure|roger(?: that)?|copy that|sounds (?:good|great|fair)|(?:wow )?i (?:did not|didnt) know that|how interesting|good (?:one|point)|(?:no |yes )?not (?:really|exactly|sure|quite|at all|necessarily)|(?:im|i am) (?:dead|dying|crying) (?:of|from|with) laughter|(?:that is |thats )?(?:hilarious|so funny|too funny))',
  ],
  [
    'apology',
    `(?:(?:im|i am|i was)? ?${SO}(?:sorry|my apologies|apologies|rude of me)(?: (?:about|for) (?:that|this|it|the \\w+|being \\w+|my \\w+(?: \\w+)?|bothering ${YOU}|shouting|swearing))?(?: i (?:was|am|got|did not|didnt) ${SO}(?:rude|mean|harsh|unfair|impolite|angry|mean (?:it|that|to be (?:rude|mean))))?|(?:that was )?my (?:bad|mistake|fault)|i apologi[sz]e(?: for (?:that|this|it|my \\w+))?|forgive me|i (?:did not|didnt) mean (?:it|that|to be (?:rude|mean|unkind))|i was (?:${SO})(?:rude|mean|unfair|harsh|impolite)(?: to ${YOU})?|pardon my french|excuse me)`,
  ],
  [
    'presence',
    `(?:(?:are |r )?${YOU} (?:still |even )?(?:there|awake|online|around|working|listening|with me|on|up|back|busy)|is (?:this|it|the chat|the bot|this chat|this bot)(?: thing)? (?:on|working|live|online|broken|down)|(?:is )?any(?:one|body) (?:there|home|around|in|listening)|can ${YOU} (?:hear|see|read) (?:me|this)|do ${YOU} (?:hear|read|copy) (?:me|this)|can i ask (?:you|u) (?:something|a question|one thing|a thing)|(?:i have|ive got|got) (?:a|one|another) (?:quick )?question(?: for you)?|quick question|question|ping|(?:this is )?(?:a |just a )?(?:test|tests|testing|mic check|sound check)(?: (?:test|testing|one|two|three|\\d+|this|mic|message|run|only|question|a))*|does this(?: thing)? work|hello world|knock knock|earth to \\w+)`,
  ],
  [
    'waiting',
    `(?:wait|hold on|hang on|stand by|(?:one|a|1|give me a|gimme a|wait a|hold on a|hang on a|just a) ?(?:sec|second|min|minute|mo|moment)|brb|be right back|back in (?:a (?:sec|minute|moment)|\\d+|five)|let me (?:think|see|check|read)(?: (?:about )?(?:it|that|this))?(?: (?:first|through|over))?|(?:im |i am )?(?:still )?(?:thinking|reading)|i(?:ll| will) (?:think about it|be back)|need (?:a )?(?:moment|minute|time to think)|not yet|h+m+|u+m+|u+h+m*|e+r+m*|w+e+ll+)`,
  ],
  [
    'dismissal',
    `(?:never ?mind|nvm|forget (?:it|that|this|about (?:it|that)|(?:what )?i (?:said|asked)(?: that| anything)?)|leave it|skip it|drop it|no thanks?|no thank ${YOU}|not now|not today|not interested|dont bother|do not bother|scratch that|ignore (?:that|me|it)|ignore (?:my|that) last \\w+|nothing|no need|stop(?: it| that| this| talking| now| there| right there)?|quit|cancel|exit|enough(?: of (?:this|that|it))?|that is enough|thats enough|it does not matter|it doesnt matter|doesnt matter|maybe later|i changed my mind)(?: (?:forget (?:it|that|about it)|never ?mind|leave it|it is fine|its fine))?`,
  ],
  [
    'restart',
    '(?:(?:can|could|may|shall) (?:we|i|you) |(?:let|lets) (?:us )?|i (?:want|would like|need) to |id like to )?(?:(?:please )?(?:start|begin) (?:over|again|afresh|anew|fresh|from (?:scratch|the (?:beginning|start|top)|zero))|restart|reset|(?:a )?(?:new|another|different) (?:topic|subject|chat|conversation)|change (?:the )?(?:topic|subject)|talk about something else|something (?:else|different)|clean slate)',
  ],
  [
    'repeat',
    `(?:(?:can|could|would|will) ${YOU} (?:please |just )?(?:repeat|say|resend)(?: (?:that|it|this|yourself|what ${YOU} said|(?:the|your) (?:last )?(?:answer|one|part|bit|thing)))?(?: (?:again|once more|one more time|another time))?|repeat(?: (?:that|it|this|yourself|what ${YOU} said|(?:the|your) (?:last )?(?:answer|one|part|bit|thing)))?(?: (?:once more|one more time))?|say (?:that|it)(?: again| once more| one more time)|come again|once more|one more time|again|pardon(?: me)?|what did ${YOU} (?:just )?say|what was that|sorry|i (?:missed|forgot|did not catch|didnt catch|didnt hear) (?:that|it|what ${YOU} said|the last (?:bit|part|one)))`,
  ],
  [
    'simpler',
    `(?:i (?:(?:still|just|really|do not) )?(?:dont|do not|didnt|did not|cant|cannot|not) (?:get|understand|follow)(?: (?:it|this|that|${YOU}|anything|a word(?: of it)?|any of (?:it|this|that)|what ${YOU} (?:mean|said|are saying)|the answer))?|(?:im|i am) ${SO}(?:confused|lost|not following|puzzled)|(?:(?:that|this|it|which) ?(?:is|was|sounds)? ?)?${SO}(?:confusing|complicated|complex|unclear|technical|over my head|double dutch|greek to me)(?: for (?:me|us|my (?:brain|head|level)))?|(?:that|this|it) ?(?:makes|made) no sense|makes no sense|in (?:plain )?english|huh|what|wut|wat|eh|say what|(?:you|u) what|what now|what do ${YOU} mean|(?:you|u) (?:lost me|are not making sense)|wdym)`,
  ],
  [
    'thanks',
    `(?:(?:that|this|it) (?:was|is) |very |so |really |super |extremely |that |quite |this )*(?:useful|helpful|very helpful|handy|informative|insightful|what i (?:needed|wanted)(?: to know)?)`,
  ],
  [
    'persona',
    `(?:${DO_YOU}(?:(?:${BEING.does})|(?:have |got |has )?(?:(?:any|some|an?) )?${BEING.has}|${BEING.is})|(?:how old|how tall|how smart|how clever) (?:are|r) ${YOU}|when(?: is| were| was)? (?:your birthday|${YOU} born)|where (?:do ${YOU} live|(?:are|r) ${YOU} (?:from|located|now)?|were ${YOU} born)|what ?(?:is|are)? your ${BEING.your}|what do ${YOU} (?:look like|eat|dream (?:of|about)|do (?:for fun|all day|at night)|like to (?:do|eat))|who ?(?:is)? your (?:daddy|father|mother|mum|boss|friend|best friend|hero|girlfriend|boyfriend)|(?:lets|let|can we|shall we|do you want to) be friends|what are ${YOU} (?:wearing|doing|up to|thinking(?: about)?)|tell me (?:(?:something|more|a bit) )?about (?:yourself|${YOU}))`,
  ],
  [
    'chitchat',
    `(?:(?:(?:can|could|shall|may) (?:we|i|you) (?:just )?|(?:lets|let us) )(?:talk|chat) about (?:something fun|football|music|movies|films|food|sports?|politics|the weather|life)|(?:tell|show|teach) me something (?:interesting|new|fun|funny|cool|random|exciting)|surprises? me|impress me|entertain me|amuse me|say something(?: (?:funny|nice|smart|interesting))?|(?:nice|lovely|terrible|awful|bad|great|beautiful|hot|cold|crazy|horrible) (?:weather|day|morning|evening|night|week)(?: (?:in|out|over) (?:there|here)|outside|isnt it)?|it ?(?:is|s)? ${SO}(?:hot|cold|raining|sunny|snowing|late|early|monday|friday|weekend|freezing)(?: (?:out|outside|in here|out there|at last|finally))?|what a (?:day|week|mess|night|weekend|time)|happy (?:birthday|monday|tuesday|wednesday|thursday|friday|weekend|new year|easter|holidays|diwali|hanukkah)(?: to you)?|merry christmas|tgif|i had (?:pizza|lunch|dinner|coffee|breakfast)(?: for \\w+)?|i just (?:ate|had (?:lunch|dinner|coffee)|woke up)|(?:im|i am) ${SO}(?:hungry|thirsty|sleepy|cold|hot|drunk|hungover|at work|on the (?:bus|train|toilet)))`,
  ],
  [
    'mood',
    `(?:(?:im|i am|i feel|i was|ive been|i have been|feeling) ${SO}(?:bored|tired|exhausted|stressed(?: out)?|overwhelmed|frustrated|annoyed|stuck|angry|mad|sad|down|low|nervous|anxious|worried|scared|unmotivated|demotivated|discouraged|drained|fed up|sick|unhappy|disappointed|fried|over it|done)(?: (?:of|with|by|about) (?:it|this|that|everything|all (?:this|of (?:it|this))|life|myself|work|school))?|(?:(?:this|it|that|everything|life|work|today) (?:(?:is|was) )?)?${SO}(?:frustrating|annoying|exhausting|stressful|tiring|overwhelming)|(?:this|everything|life|work|today|it all) (?:(?:is|was) )?${SO}(?:difficult|hard|much|impossible|tough)|i give up|i (?:am|was) about to give up|i (?:can ?not|cant) be bothered|(?:rough|bad|hard|long|tough|shitty|stressful) (?:day|week|night|morning)|(?:(?:my|this|the|these|all this|that) (?:\\w+ ){1,3}(?:is|are|was) (?:killing|driving|stressing|boring) me(?: (?:mad|crazy|insane|nuts|out|to (?:death|tears)))?|my (?:brain|head) (?:hurts|aches|is (?:dead|fried|exploding|spinning|melting|mush|full|empty))(?: (?:after|from|with) (?:this|that|all|the|it|all this|all that)(?: \\w+)?)?)|(?:im|i am) (?:dead|dying)(?: (?:of|from) (?:boredom|tiredness|heat|stress))?|i feel (?:so |really |very |a bit |pretty |quite )*(?:stupid|dumb|useless|behind|inadequate|like an? (?:idiot|fraud|impostor|imposter|fool|failure|loser))|(?:nobody|no one) (?:will|would|is going to|wants to|is gonna) (?:ever )?(?:hire|take|want) (?:me|someone like me)|every(?:one|body) (?:else )?is (?:so much |way |far )?(?:ahead of|better than|smarter than|younger than) me|boredom|ugh|argh|gah|grr+|sigh|ffs)`,
  ],
];

const COMPILED = FORMS.map(([talk, form]) => [talk, new RegExp(`^${form}$`)] as const);

/** What may be put as a question: "are you there?". "Too hard?" and "good to know?" ask about something. */
const ASKED: ReadonlySet<Talk> = new Set(['presence', 'restart', 'repeat', 'simpler', 'persona', 'chitchat']);

/** Longest message, in words, that is only talk. */
const MAX_WORDS = 14;

/**
 * @param said the folded words of a message: "what's" is "what", "I'm" is "im".
 * @param isAsked whether a question mark ends it.
 * @returns undefined for a message that says more.
 */
export function findTalk(said: readonly string[], isAsked: boolean): Talk | undefined {
  if (said.length > MAX_WORDS) return undefined;
  // The bare words may be it themselves: "wait", "again", "sorry".
  for (const text of shorn(said)) {
    const found = COMPILED.find(([talk, form]) => (!isAsked || ASKED.has(talk)) && form.test(text));
    if (found) return found[0];
  }
  return undefined;
}

/** The message, and what is left of it as softening words are taken off its ends. */
function* shorn(said: readonly string[]): Generator<string> {
  let rest = said;
  yield rest.join(' ');
  while (rest.length > 1 && BEFORE.includes(rest[0] ?? '')) {
    rest = rest.slice(1);
    yield rest.join(' ');
  }
  while (rest.length > 1 && BEHIND.includes(rest.at(-1) ?? '')) {
    rest = rest.slice(0, -1);
    yield rest.join(' ');
  }
}
