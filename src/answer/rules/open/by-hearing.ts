/** Why a sentence is not asked for its side, or its side is not taken: it answers something else, or holds for some only. English only. */
import { bandsIn } from '../../../text/ages.ts';
import type { Concept } from '../../../text/lexicon.ts';
import { terms } from '../../../text/tokenize.ts';
import { tellsOfChat } from '../../../understanding/self.ts';
import { leans } from '../choose.ts';
import { readRow } from '../rows.ts';
import { saysNothing } from '../says-nothing.ts';
import type { ScoredSentence } from '../select.ts';
import { isOfFew } from '../sides/amount.ts';
import type { Side } from '../sides/asked.ts';
import type { Reasons } from './reasons.ts';

/** The same of anything else: the document names none, which does not say that there is none. */
const NAMES_NONE =
  /\b(?:article|notes?|sources?|documents?|guide|analysis|text|page|list)s?(?: here)? (?:(?:itself|also|only) )?(?:(?:says?|names?|gives?|mentions?|lists?|holds?|states?|recommends?|contains?) no\b|do(?:es)? not (?:say|name|give|mention|list|state|tell|count|judge)\b)/i;
/** What holds only for some, or under a condition, says neither yes nor no. */
const TAKES_NO_SIDE =
  /^(?:please|only|if|when|what|choose|pick)\b|\bonly (?:\w+ ){1,6}(?:can|may|must)\b|\bplanned\b|\bcoming soon\b|\b(?:if|unless|whether|except)\b|\b(?:before|until) (?:you|we|they|i|\w+ing)\b|[,;] (?:all )?other(?:s|wise)?\b|\bbut not (?:in|on|for|with|during|at)\b/i;

/** Openings that stand for the subject of the sentence before. */
const STANDS_FOR_ONE = /^(?:it|they|he|she|its|their|her|his)\b/i;

/** Words by which a sentence means the thing above it, or whoever takes it up. */
const POINTS_AT_IT =
  /\b(?:it|its|they|them|their|you|your|one|this|these|the (?:role|job|work|field|path))\b/i;

/** Who speaks of the chat speaks to its visitor, or names it: "do you keep my data?" is no question about other data. */
const SPEAKS_OF_CHAT = /\b(?:your?|we|our|chat ?bots?|bot|chats?|assistant|conversations?|visitors?)\b/i;

/** "Nothing that is carried cannot be cut" affirms by two denials, which no reader of one tells. */
const TWICE_DENIED = /\b(?:no|nothing|nobody|none)\b[^,;:.]{0,80}\b(?:not|cannot|without|never|\w+n['’]t)\b/i;

/** What a follow-up was made whole with. */
const TALKED_OF = / \(([^()]{1,200})\)$/;

const ANYBODY = /\b(?:any|some)(?:body|one)\b|\bpeople\b/i;

/** What is asked, and one of the sentences that may answer. */
export interface Hearing {
  question: string;
  sentence: ScoredSentence;
  /** The things asked about, those that the sentence names, and those that it is about. */
  asked: ReadonlySet<Concept>;
  named: ReadonlySet<Concept>;
  speaksOf: ReadonlySet<Concept>;
  /** What its section says to a question much like this one. */
  own: Side | undefined;
  ofSource: boolean;
  ofChat: boolean;
  /** "I know R, does that help?": the terms of what the question points at; undefined where it points at nothing told. */
  told: readonly string[] | undefined;
  age: number | undefined;
}

/** Why a sentence is not asked for its side. */
export const UNHEARD: Reasons<Hearing> = {
  'says that nothing is known': ({ sentence }) => saysNothing(sentence.text),
  'holds only for some': ({ sentence }) => TAKES_NO_SIDE.test(sentence.text),
  /** What is said of nobody's age, or of others', is no answer about a child of three. */
  'is of no such age': ({ age, sentence }) =>
    age !== undefined && !bandsIn(sentence.text).some(([from, to]) => from <= age && age <= to),
  /** "Does it have a stove? (the hut)" against the row "Stove – Price: 4 euros", which is not about huts. */
  'is a row of another thing': ({ question, sentence }) => {
    const asked = terms(TALKED_OF.exec(question)?.[1] ?? '');
    return (
      asked.length > 0 &&
      readRow(sentence.text) !== undefined &&
      !asked.some(({ term }) => sentence.terms.has(term))
    );
  },
  'denies twice': ({ sentence }) => TWICE_DENIED.test(sentence.text),
  'says only that none is named': ({ ofSource, sentence }) => !ofSource && NAMES_NONE.test(sentence.text),
  /** What a leaning sentence says yes or no to may stand two sentences away; a pronoun means the one before. */
  'leans on what stands before': ({ sentence }) =>
    leans(sentence.text) && !STANDS_FOR_ONE.test(sentence.text),
  /** What is said of one thing is no answer about another, though both stand in the heading. */
  'is about another thing': ({ asked, speaksOf }) =>
    asked.size > 0 && ![...asked].some((thing) => speaksOf.has(thing)),
  /** What a heading alone names is not yet what the sentence is about. */
  'is about its thing by the heading only': ({ asked, named, own, sentence }) =>
    asked.size > 0 && named.size === 0 && !own && !POINTS_AT_IT.test(sentence.text),
  'is about this chat, or is not': ({ ofChat, sentence }) =>
    ofChat ? !SPEAKS_OF_CHAT.test(sentence.text) : tellsOfChat(sentence.text),
  'is not about what was told': ({ told, sentence }) =>
    told !== undefined && !told.some((term) => sentence.terms.has(term)),
};

/** Why a side that a sentence takes does not answer this question. */
export const NOT_TAKEN: Reasons<Hearing & { side: Side }> = {
  'says it of few': ({ side, sentence }) => side === 'yes' && isOfFew(sentence.text),
  /** That one of them does not says not that nobody does. */
  'denies it of one thing only': ({ side, asked, named, question }) =>
    side === 'no' && asked.size === 0 && named.size === 1 && ANYBODY.test(question),
};
