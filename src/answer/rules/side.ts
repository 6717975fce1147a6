/** Which side the best sentences take on a yes/no question, or on what a question takes for granted. */
import { ageIn, bandsIn } from '../../text/ages.ts';
import type { Concept } from '../../text/lexicon.ts';
import { terms } from '../../text/tokenize.ts';
import { core, splitTold } from '../../understanding/question.ts';
import { isAboutChat, tellsOfChat } from '../../understanding/self.ts';
import type { AnswerTask } from '../answerer.ts';
import { leans } from './choose.ts';
import { demandOf, needsNot } from './demand.ts';
import { sideOf } from './polarity.ts';
import { entitiesIn, readPassage } from './reading.ts';
import type { ScoredSentence } from './select.ts';
import { isOfFew } from './sides/amount.ts';
import type { Side } from './sides/asked.ts';
import { tellsOfLack } from './sides/lack.ts';

/** Ways in which a document itself says that it does not know. */
const SAYS_NOTHING =
  /\b(?:says?|said|knows?|states?) nothing\b|\b(?:gives?|holds?|carry|carries|contains?|names?|has|have|know|knows) no (?:\w+ )?(?:figures?|numbers?|data|facts?|share|salar\w+|information)\b|\b(?:is|are) not covered\b/i;
/** The same of anything else: the document names none, which does not say that there is none. */
const NAMES_NONE =
  /\b(?:article|notes?|sources?|documents?|guide|analysis|text|page|list)s?(?: here)? (?:(?:itself|also|only) )?(?:(?:says?|names?|gives?|mentions?|lists?|holds?|states?|recommends?|contains?) no\b|do(?:es)? not (?:say|name|give|mention|list|state|tell|count|judge)\b)/i;
/** A question about the documents, which such a sentence does answer. */
const ASKS_OF_SOURCE = /\b(?:article|notes?|sources?|documents?|author|say|says|mentions?|list)\b/i;

/** Whether a question asks what the documents say: then that they say nothing is an answer. */
export function asksOfSource(question: string): boolean {
  return ASKS_OF_SOURCE.test(question);
}

/** Whether a sentence only says that the documents do not say it. */
export function saysNothing(text: string): boolean {
  return SAYS_NOTHING.test(text);
}

/** A section's own "Yes, ..." or "No, ...", where the question is much like the one it answers. */
function openingSide({ text, listed }: ScoredSentence, question: string, message: string): Side | undefined {
  const opening = /^(yes|no)[,:;.] /i.exec(text)?.[1]?.toLowerCase();
  // A question turned round ("is it wrong to ...?", "should I not ...?") shares its words and not its answer.
  if (listed < MUCH_ALIKE || TURNED.test(core(question))) return undefined;
  // "No, you need no sums" is no answer to "I'm bad at sums, can I still join?"
  if (opening === 'no' && tellsOfLack(message)) return undefined;
  // "No, nobody needs sums" answers who asks whether they must, not whether there are any.
  if (needsNot(text) && demandOf(core(question)) !== 'must') return undefined;
  return opening === 'yes' || opening === 'no' ? opening : undefined;
}

/** Words that turn a question into its contrary. */
const TURNED =
  /\b(?:not|no|never|without|cannot|wrong|bad|false|stupid|mistake|impossible|unnecessary)\b|n['’]t\b/i;

/** A sentence without the "Yes, " or "No, " that answered another question. */
export function withoutSide(text: string): string {
  const rest = text.replace(/^(?:yes|no)[,:;.] /i, '');
  return rest === text ? text : rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** What a sentence is about without saying so: the heading above it, and the sentence before it where it leans on that. */
function contextOf({ hit, index, text }: ScoredSentence, lexicon: AnswerTask['lexicon']): string {
  const before = leans(text) ? readPassage(hit, lexicon).sentences.slice(Math.max(0, index - 1), index) : [];
  const above = hit.passage.headings.at(-1) ?? hit.document.title;
  return [above, ...before.map((sentence) => sentence.text)].join('\n');
}

/** Likeness to a listed question from which its answer's "yes" or "no" answers this one too. */
const MUCH_ALIKE = 0.75;

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

const ANYBODY = /\b(?:any|some)(?:body|one)\b|\bpeople\b/i;

/** Sentences that are asked for their side on a yes/no question, best first. */
const HEARD = 4;
/** A sentence must score at least this share of the best one to be heard. */
const CLOSE = 0.7;

/** A sentence and the side it takes. */
export interface Taken {
  side: Side;
  sentence: ScoredSentence;
}

/** The thing that a sentence without a name is about: that of its headings, where these name just one. */
function above({ hit }: ScoredSentence, lexicon: AnswerTask['lexicon']): ReadonlySet<Concept> {
  const named = entitiesIn(hit.passage.headings.join('\n'), lexicon);
  return named.size === 1 ? named : new Set();
}

/** "I know R, does that help?": the terms of what the question points at; undefined where it points at nothing told. */
function toldOf(question: string): string[] | undefined {
  const { told, asks } = splitTold(question);
  return told !== '' && /\b(?:that|this|it)\b/i.test(asks) ? terms(told).map(({ term }) => term) : undefined;
}

/** The best sentence that clearly affirms or denies the question. */
export function takeSide(
  { question, standaloneQuery, terms: asking, lexicon }: AnswerTask,
  ranked: readonly ScoredSentence[],
): Taken | undefined {
  const best = ranked[0]?.score ?? 0;
  const asked = entitiesIn(standaloneQuery, lexicon);
  const ofSource = asksOfSource(standaloneQuery);
  const ofChat = isAboutChat(question);
  const told = toldOf(question);
  const age = ageIn(question)?.years;
  const taken: Taken[] = [];
  for (const sentence of ranked.slice(0, HEARD)) {
    if (sentence.score < CLOSE * best) break;
    if (saysNothing(sentence.text) || TAKES_NO_SIDE.test(sentence.text)) continue;
    // What is said of nobody's age, or of others', is no answer about a child of three.
    if (age !== undefined && !bandsIn(sentence.text).some(([from, to]) => from <= age && age <= to)) continue;
    if (TWICE_DENIED.test(sentence.text)) continue;
    if (!ofSource && NAMES_NONE.test(sentence.text)) continue;
    // What a leaning sentence says yes or no to may stand two sentences away; a pronoun means the one before.
    if (leans(sentence.text) && !STANDS_FOR_ONE.test(sentence.text)) continue;
    const own = openingSide(sentence, standaloneQuery, question);
    // What is said of one thing is no answer about another, though both stand in the heading.
    const named = entitiesIn(sentence.text, lexicon);
    const speaksOf = named.size > 0 ? named : above(sentence, lexicon);
    if (asked.size > 0 && ![...asked].some((thing) => speaksOf.has(thing))) continue;
    // What a heading alone names is not yet what the sentence is about.
    if (asked.size > 0 && named.size === 0 && !own && !POINTS_AT_IT.test(sentence.text)) continue;
    if (ofChat ? !SPEAKS_OF_CHAT.test(sentence.text) : tellsOfChat(sentence.text)) continue;
    if (told && !told.some((term) => sentence.terms.has(term))) continue;
    const said = sideOf({
      question: standaloneQuery,
      message: `${standaloneQuery}\n${question}`,
      sentence: withoutSide(sentence.text),
      about: contextOf(sentence, lexicon),
      terms: asking,
      lexicon,
    });
    // Two readings that disagree tell nothing.
    if (own && said && own !== said) continue;
    const side = own ?? said;
    if (side === 'yes' && isOfFew(sentence.text)) continue;
    // That one of them does not says not that nobody does.
    if (side === 'no' && asked.size === 0 && named.size === 1 && ANYBODY.test(standaloneQuery)) continue;
    if (side) taken.push({ side, sentence });
  }
  // What holds for one thing only is no answer where none was named.
  const depends = asked.size === 0 ? taken.find(({ side }) => side === 'depends') : undefined;
  return depends ?? taken[0];
}
