/** Dialogue acts: what a visitor does with an utterance besides asking about the topic. */
import { words } from '../text/tokenize.ts';

export type Act =
  | 'question'
  | 'greeting'
  | 'thanks'
  | 'goodbye'
  | 'wellbeing'
  | 'identity'
  | 'help'
  | 'praise'
  | 'complaint'
  | 'acknowledgement'
  | 'shorter'
  | 'simpler'
  | 'more'
  | 'doubt'
  | 'distress'
  | 'request'
  | 'injection'
  | 'foreign'
  | 'gibberish';

const set = (list: string) => new Set(list.trim().split(/\s+/));

/**
 * Acts made of words alone: an utterance is the act when it holds one of `core` and nothing besides `core`, `also` and
 * the words of politeness. So "hi there!" greets, and "hi, what is RAG?" asks.
 */
const BY_WORDS: readonly { act: Act; core: Set<string>; also: Set<string> }[] = [
  {
    act: 'greeting',
    core: set(
      'hi hii hiya hello helo hey heya hallo howdy yo greetings morning afternoon evening sup hola salut',
    ),
    also: set('good there again everyone all bot chatbot friend mate folks day gday to you nice meet'),
  },
  {
    act: 'thanks',
    core: set('thanks thank thx ty tysm cheers ta appreciated appreciate grateful thankyou'),
    also: set(
      'you so much a lot very many for the your that this help helpful answer answers time info information really was it i much again all everything great perfect brilliant lovely good nice awesome super cool then',
    ),
  },
  {
    act: 'goodbye',
    core: set('bye goodbye byebye cya farewell ciao goodnight later see gotta run off done leaving'),
    also: set(
      'for now today you good night take care that thats all is it have a nice great day evening weekend i am im got to go heading out catch later soon and thats going must must then next time enough everything',
    ),
  },
  {
    act: 'acknowledgement',
    core: set(
      'ok okay okey k alright right sure fine cool nice great yes yeah yep yup no nope nah hmm hm mhm ah oh aha understood noted gotcha haha hahaha lol interesting agreed indeed exactly true wow sounds makes',
    ),
    also: set(
      'got it i see that thats is makes sense good then so the all well really very a lot to know quite not bad',
    ),
  },
  {
    act: 'praise',
    core: set(
      'great awesome amazing brilliant excellent perfect love best fantastic wonderful impressive helpful lovely clever smart superb',
    ),
    also: set(
      'you are youre your the a an this that is was it so very really answer answers bot chatbot job work well done i have used so far ever wow one thats its what tool site lol haha much thing explanation of all',
    ),
  },
  {
    act: 'complaint',
    core: set(
      'stupid useless rubbish dumb bad terrible awful worst hate idiot crap nonsense garbage sucks annoying wrong',
    ),
    also: set(
      'you are youre your the a an this that is was it so very really answer answers bot chatbot what thats its told me nothing i of no not helpful at all suck total piece',
    ),
  },
  {
    act: 'shorter',
    core: set(
      'shorter short brief briefer briefly tldr concise summary summarise summarize sum nutshell condense sentence line',
    ),
    also: set(
      'in one two a few version words the make it that up give me can could you please just keep say be more less of and to but dr tl long too was thats answer sentences lines',
    ),
  },
  {
    act: 'simpler',
    core: set(
      'simpler simple simply plain layman laymans eli5 easier dumb basic basics beginner child kid five understand',
    ),
    also: set(
      'in terms words english language like im i am explain it that this say again for a an me to the more much can could you please make version way down so would dont didnt not did do even get would years old year was too complicated',
    ),
  },
  {
    act: 'more',
    core: set('more elaborate detail details expand further else continue longer deeper on'),
    also: set(
      'tell me give say any and in about it that this please can could you go some a bit little anything what i want would like to know explain on now with is there also',
    ),
  },
  {
    act: 'doubt',
    core: set('sure really seriously certain true honest honestly'),
    also: set('are you is that this it about so quite really what for correct right'),
  },
];

/** Words that soften any utterance. */
const POLITE = set('please pls plz kindly oh ah um er well hey hi ok okay and so but just now');

/** Ways to ask who answers here. */
const IDENTITY =
  /\b(?:who|what) (?:exactly |the hell )?(?:are|r) (?:you|u)\b|\bare (?:you|u) (?:a |an |the |some |just )?(?:real|human|robot|bot|chatbot|person|ai|machine|computer|program|chatgpt|gpt|chat gpt|llm|model|alive|conscious|someone)\b|\b(?:am i|is this) (?:talking|speaking|chatting)? ?(?:to|with)? ?(?:a |an )?(?:real|human|robot|bot|person|ai|machine|chatgpt)\b|\bwhat(?:'s| is) your name\b|\bdo you have a name\b|\bintroduce yourself\b/;
const HELP =
  /^(?:help|help me|help please|menu|options|commands)\b[\s!?.]*$|\bwhat (?:can|could|do) (?:you|u) (?:do|help|answer|know|offer)\b(?! (?:if|to|when))|\bwhat can i (?:ask|do here)\b|\bhow (?:do|does|can|should) (?:i|this|one) (?:use|work)? ?(?:this|you|it|thing|chat|bot|here)?(?: thing| chat| bot| work)?\s*[?.!]*$|\bhow can you help\b|\bwhat (?:are you for|is this (?:for|thing|chat|bot|site)?)\s*\??$/;
const WELLBEING =
  /\bhow (?:are|r) (?:you|u|things|ya)\b|\bhow(?:'s| is|s) (?:it going|life|your day|everything|things)\b|\bwhat'?s up\b|\bhow do you feel\b|\bhow have you been\b|\byou (?:ok|okay|alright|good)\?/;
const DISTRESS =
  /\b(?:kill|hurt|harm|cut) (?:my ?self|me)\b|\bsuicid|\bend (?:my life|it all)\b|\bwant to die\b|\bdon'?t want to (?:live|be alive|be here any ?more|wake up)\b|\bno (?:point|reason) (?:in |to )?(?:living|live|going on|of anything)\b|\b(?:see|seeing) (?:the|any|no) point (?:of|in) (?:anything|living|life|going on)\b|\bfeel(?:ing)? (?:so |completely |totally |utterly |really )?(?:worthless|hopeless|desperate|suicidal|like dying|like giving up on life)\b|\bi (?:can'?t|cannot) (?:go on|take (?:it|this) any ?more|cope)\b|\bcry(?:ing)? (?:every|all) (?:night|day)\b|\bself[- ]harm\b|\bhate myself\b/;
const INJECTION =
  /\b(?:ignore|disregard|forget|override|bypass|drop) (?:all |any |everything |the |your |these |those |of |my )*(?:previous |prior |above |earlier |other |system |former )*(?:instruction|prompt|rule|direction|guideline|said|told|context|restriction|filter)|\b(?:system|hidden|initial|secret|original) (?:prompt|instruction|message)|\byou are now\b|\bact as (?:if|a|an|my|the)\b|\bpretend (?:to be|you|that)\b|\bjailbreak|\bdeveloper mode\b|\bdan mode\b|\b(?:reveal|print|show|repeat|output|leak|dump|display) (?:me )?(?:your|the|all) (?:\w+ )?(?:prompt|instruction|rule|secret|api key|key|password|config|environment)/;

/** Orders about how to answer from here on, or to hand out what stands around the question. */
const ORDER =
  /\bfrom now on\b|\bnew (?:system )?instructions?\b|\b(?:answer|respond|reply) (?:only|just|always|exclusively) (?:with|in|as|by)\b|\brepeat (?:everything|all|the (?:text|words|line|lines|instructions)|what(?:ever)?) (?:\w+ ){0,3}(?:above|before|verbatim|word for word)\b|\bword for word\b.{0,40}\b(?:above|prompt|instructions)\b|\bsay exactly\b|\btell the (?:visitor|user)s?\b/;

/** Verbs of work that this chat does not do, when they open an utterance or follow "can you". */
const REQUEST =
  /^(?:please |pls |hey |hi |ok |so |now |and )*(?:(?:can|could|would|will) (?:you|u) (?:please )?|i (?:want|need|would like) you to )?(?:write|draft|translate|book|schedule|send|email|call|phone|order|buy|sell|fix|debug|code|program|draw|paint|generate|compose|solve|calculate|convert|apply|submit|play|sing|rewrite|proofread|review|edit|transfer|pay|hire|recommend me|reserve|download|install|delete|remind|set|open|search the web|google|roleplay|rap) (?!(?:my mind|an? (?:ai|ml)\b|about))/;

const FOREIGN_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Bengali}\p{Script=Tamil}]/gu;

/** Function words of other languages that are no English words. Two of them make an utterance foreign. */
const FOREIGN_WORDS = set(`
der das und ist nicht ein eine einen einem für wie viel warum kann ich mit auf werden oder welche wird sind brauche braucht
muss wenn auch zwischen zum zur bei verdient
le la les une est pas que qui dans avec je vous nous quel quelle quels faut il être sont du au aux comment combien pourquoi
entre c'est qu'est
el los las una por para qué que cómo cuál cuánto puedo soy como necesito ser del más entre qual
gli che di è sono quale quanto posso senza della nel tra
het een niet en voor wat ik kan zijn
uma não com você quanto
och är som jag hur vad det att
jak czy jest nie się
`);

export interface ActOptions {
  /** Whether English or the knowledge has a word; utterances without any are foreign, or nothing at all. */
  isKnown: (word: string) => boolean;
}

/** Finds the act of an utterance. Linear in its length: patterns have no nested repetition. */
export function findAct(text: string, { isKnown }: ActOptions): Act {
  const lower = text.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
  if (DISTRESS.test(lower)) return 'distress';
  if (INJECTION.test(lower) || ORDER.test(lower)) return 'injection';
  const said = words(text).map(({ word }) => word);
  if (said.length === 0) return /\p{Extended_Pictographic}/u.test(text) ? 'acknowledgement' : 'gibberish';
  if (isForeign(text, said, isKnown)) return 'foreign';
  if (WELLBEING.test(lower) && said.length <= 8) return 'wellbeing';
  if (IDENTITY.test(lower)) return 'identity';
  if (HELP.test(lower)) return 'help';
  for (const { act, core, also } of BY_WORDS) {
    const plain = said.map(undouble);
    if (!plain.some((word) => core.has(word))) continue;
    if (plain.every((word) => core.has(word) || also.has(word) || POLITE.has(word))) return act;
  }
  if (REQUEST.test(lower)) return 'request';
  if (isGibberish(said, isKnown)) return 'gibberish';
  return 'question';
}

/** "heyyy" is "hey". */
function undouble(word: string): string {
  const last = word.at(-1);
  let end = word.length;
  while (end > 0 && word[end - 1] === last) end--;
  return word.length - end > 2 ? word.slice(0, end + 1) : word;
}

function isForeign(text: string, said: readonly string[], isKnown: (word: string) => boolean): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const foreign = text.match(FOREIGN_SCRIPT)?.length ?? 0;
  if (foreign > letters / 3) return true;
  const spoken = text.toLowerCase().match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? [];
  const hits = spoken.filter((word) => FOREIGN_WORDS.has(word.replace('’', "'"))).length;
  if (hits >= 2 && hits >= spoken.length / 4) return true;
  return said.length >= 3 && said.filter(isKnown).length <= said.length / 4;
}

const VOWEL = /[aeiouy]/;

/** No word that English or the knowledge knows, or words no tongue could say. */
function isGibberish(said: readonly string[], isKnown: (word: string) => boolean): boolean {
  if (said.some(isKnown)) return false;
  return (
    said.every(
      (word) => word.length > 12 || !VOWEL.test(word) || /[^aeiouy\d]{5}/.test(word) || /^\d+$/.test(word),
    ) ||
    (said.length <= 3 && said.every((word) => word.length >= 5))
  );
}
