/** Dialogue acts: what a visitor does with an utterance besides asking about the topic. */
import { words } from '../text/tokenize.ts';
import { fits, HELP, IDENTITY, INJECTION, LOGGED, ORDER, REQUEST, WELLBEING } from './act-patterns.ts';
import { ACT_WORDS, POLITE } from './act-words.ts';
import { isDistress, isHardship } from './distress.ts';
import { asksSource } from './reactions.ts';
import { WANTS_LANGUAGE, WANTS_PERSON } from './self.ts';
import { findTalk, type Talk } from './talk.ts';

export type Act =
  | Talk
  | 'question'
  | 'greeting'
  | 'goodbye'
  | 'wellbeing'
  | 'identity'
  | 'help'
  | 'praise'
  | 'complaint'
  | 'shorter'
  | 'more'
  | 'doubt'
  | 'source'
  | 'exception'
  | 'example'
  | 'distress'
  | 'hardship'
  | 'request'
  | 'injection'
  | 'foreign'
  | 'gibberish';

/** Praise in a sentence of its own: of the bot or its answer, and short. */
const PRAISE =
  /\b(?:you|your|youre|you're|this bot|this chat|this tool|that|it)\b.{0,60}\b(?:great|awesome|amazing|brilliant|excellent|fantastic|wonderful|impressive|helpful|best|smart|clever|well done|so well|really well|very well|better than)\b/;
const MAX_PRAISE_WORDS = 12;
/** "You're not very smart". */
const DENIED = /\b(?:not|never|hardly|isn'?t|aren'?t|wasn'?t|weren'?t|don'?t|doesn'?t|didn'?t|ain'?t|no)\b/;

/** "Phone support?", "open sundays?": nothing is to be done to anybody, so the verb is a label of what is asked about. */
const LABEL = /^(?!.*\b(?:me|my|us|please|pls|you|u|it|an?)\b).*\?\W*$/;
const MAX_LABEL_WORDS = 4;
/** The same without a question mark: "phone number", "order dates". */
const LABELS =
  /^(?:\w+) (?:numbers?|address(?:es)?|support|hours|times?|lines?|polic(?:y|ies)|dates?|days?|fees?)\W*$/;
/** "Would you hire an A or a B?" asks which, and hires nobody; "will you pay for it?" asks what the owner does. */
const ASKS_OPINION =
  /\bwould (?:you|u) (?:rather )?\w+ [^.!?]{1,60} or |^(?:so |and |but )?will (?:you|u) (?:pay|call|phone|email|send|order|hire|transfer)\b/;

/** Words with which a question opens that has no question mark. */
const OPENS_QUESTION =
  /^(?:(?:so|and|but|ok|well) )?(?:what|who|where|when|which|why|how|is|are|was|were|do|does|did|can|could|will|would|should|tell|explain|i)\b/;

const FOREIGN_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Bengali}\p{Script=Tamil}]/gu;

/** Function words of other languages that are no English words. Two of them make an utterance foreign. */
const FOREIGN_WORDS = new Set(
  `
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
`
    .trim()
    .split(/\s+/),
);

/** "And then?", "what comes after that?": wants what comes next. */
const NEXT =
  /^\W*(?:(?:ok|okay|and|so|but|right|good|fine|great|cool)\W+)*(?:then|next|(?:what|whats|what's|what is|what comes)(?: (?:is|comes|happens|do i do|would be))? (?:then|next|after(?:wards| that)?)|after(?:wards| that))\s*\?*\W*$/;

/** Acts that no question mark ends: "is this good?" asks. */
const NEVER_ASKED: ReadonlySet<Act> = new Set(['praise', 'complaint']);

export interface ActOptions {
  /** Whether English or the knowledge has a word; utterances without any are foreign, or nothing at all. */
  isKnown: (word: string) => boolean;
}

/** "And is it boring?" asks, with or without its mark; "are you stupid" does not. */
const ASKS_OF_IT =
  /^(?:(?:and|but|so|ok|okay|then|hm+) )*(?:is|are|was|were|does|do|isn't|aren't|isnt|arent) (?:it|this|that|they|these|those) /;

/** Acts that are put to the last answer, and are nothing without one. */
const ON_LAST_ANSWER = [
  'more',
  'shorter',
  'simpler',
  'repeat',
  'doubt',
  'source',
  'exception',
  'example',
] as const;
export type OnLastAnswer = (typeof ON_LAST_ANSWER)[number];

export function isOnLastAnswer(act: Act): act is OnLastAnswer {
  return (ON_LAST_ANSWER as readonly Act[]).includes(act);
}

/** Finds the act of an utterance. Linear in its length: patterns have no nested repetition. */
export function findAct(text: string, { isKnown }: ActOptions): Act {
  const lower = text.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
  if (isDistress(lower)) return 'distress';
  if (isHardship(lower)) return 'hardship';
  if (fits(INJECTION, lower) || fits(ORDER, lower)) return 'injection';
  const said = words(text).map(({ word }) => word);
  if (said.length === 0) return /\p{Extended_Pictographic}/u.test(text) ? 'acknowledgement' : 'gibberish';
  const plain = said.map(undouble);
  const talk = findTalk(plain, lower.endsWith('?'));
  if (talk) return talk;
  if (isCode(text)) return 'gibberish';
  if (isForeign(text, said, isKnown)) return 'foreign';
  if (fits(WELLBEING, lower) && said.length <= 8) return 'wellbeing';
  if (fits(IDENTITY, lower) || WANTS_PERSON.test(lower)) return 'identity';
  if (WANTS_LANGUAGE.test(lower) && /\b(?:you|u)\b/.test(lower) && said.length <= MAX_PRAISE_WORDS)
    return 'foreign';
  if (fits(HELP, lower)) return 'help';
  if (NEXT.test(lower)) return 'more';
  if (asksSource(lower)) return 'source';
  if (/^\W*(?:like|such as) (?:what|which|who)\W*$/.test(lower)) return 'question';
  for (const { act, core, also } of ACT_WORDS) {
    if (!plain.some((word) => core.has(word))) continue;
    if (NEVER_ASKED.has(act) && (lower.endsWith('?') || ASKS_OF_IT.test(lower))) continue;
    if (plain.every((word) => core.has(word) || also.has(word) || POLITE.has(word))) return act;
  }
  const isShort = said.length <= MAX_PRAISE_WORDS && !lower.includes('?');
  if (isShort && PRAISE.test(lower) && !OPENS_QUESTION.test(lower))
    return DENIED.test(lower) ? 'complaint' : 'praise';
  const isLabel = LABELS.test(lower) || (said.length <= MAX_LABEL_WORDS && LABEL.test(lower));
  if (REQUEST.test(lower) && !isLabel && !ASKS_OPINION.test(lower)) return 'request';
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
  if (hits >= 2 && hits >= spoken.length / (hits === 2 ? 4 : 6)) return true;
  // A tongue that is not listed: hardly a word of English, but words.
  const unknown = said.filter((word) => !isKnown(word));
  if (said.length < 3 || unknown.length < said.length * 0.75) return false;
  return hits > 0 || unknown.filter(isMashed).length < unknown.length / 2;
}

const VOWEL = /[aeiouy]/;

/** A word no tongue could say, or a bare number. */
function isMashed(word: string): boolean {
  return word.length > 12 || !VOWEL.test(word) || /[^aeiouy\d]{4}/.test(word) || /\d/.test(word);
}

/** Share of signs other than letters, digits and spaces from which a text is a log, a formula or code. */
const SIGNS = 0.2;
/** Shortest such text. */
const MIN_CODE_CHARS = 24;

/** A pasted log, data or code. */
function isCode(text: string): boolean {
  if (fits(LOGGED, text)) return true;
  const signs = text.match(/[^\p{L}\p{N}\s'’]/gu)?.length ?? 0;
  return (
    text.length >= MIN_CODE_CHARS && signs > SIGNS * text.length && !OPENS_QUESTION.test(text.toLowerCase())
  );
}

/** No word that English or the knowledge knows, or words no tongue could say; letters and numbers alone. */
function isGibberish(said: readonly string[], isKnown: (word: string) => boolean): boolean {
  if (said.every((word) => word.length === 1 || /^\d+$/.test(word))) return true;
  if (said.some(isKnown)) return false;
  return (
    said.filter(isMashed).length >= said.length / 2 ||
    (said.length <= 3 && said.every((word) => word.length >= 5))
  );
}
