/**
 * Which side the best sentences take on a yes/no question, or on what a question takes for granted. The best four are
 * heard, each unless one of the reasons of `open/by-hearing.ts` stands against it; `polarity.ts` says what a sentence
 * answers, and the best that answers is taken.
 */

import type { WeighedTerm } from '../../retrieval/retrieve.ts';
import { ageIn } from '../../text/ages.ts';
import { type Concept, isConcept } from '../../text/lexicon.ts';
import { terms } from '../../text/tokenize.ts';
import { core, splitTold, withoutTag } from '../../understanding/question.ts';
import { isAboutChat } from '../../understanding/self.ts';
import type { AnswerTask } from '../answerer.ts';
import { leans } from './choose.ts';
import { contrariesOf } from './contraries.ts';
import { demandOf, needsNot } from './demand.ts';
import { type Hearing, NOT_TAKEN, UNHEARD } from './open/by-hearing.ts';
import { firstOf } from './open/reasons.ts';
import { type Explained, explainSide } from './polarity.ts';
import { entitiesIn, readPassage } from './reading.ts';
import { asksOfSource } from './says-nothing.ts';
import type { ScoredSentence } from './select.ts';
import type { Side } from './sides/asked.ts';
import { tellsOfLack } from './sides/lack.ts';

/** A section's own "Yes, ..." or "No, ...", where the question is much like the one it answers. */
function openingSide(
  sentence: ScoredSentence,
  { standaloneQuery: question, question: message, terms: asking, lexicon }: AnswerTask,
): Side | undefined {
  const { text, listed } = sentence;
  const opening = /^(yes|no)[,:;.] /i.exec(text)?.[1]?.toLowerCase();
  // A question turned round ("is it wrong to ...?", "should I not ...?") shares its words and not its answer.
  const asks = core(withoutTag(question));
  if (listed < MUCH_ALIKE || TURNED.test(asks)) return undefined;
  // "Will it become president?" is much like "will it become a product?", but for what it comes down to.
  const focus = asking.filter(({ word, weight }) => weight === 1 && asks.includes(word)).at(-1);
  if (focus && !isOfSection(focus, sentence, lexicon)) return undefined;
  // Which of two is more so is no matter of likeness: "narrower than" shares its words with "the same as".
  if (COMPARES.test(asks) && !COMPARES.test(text)) return undefined;
  // "No, you need no sums" is no answer to "I'm bad at sums, can I still join?"
  if (opening === 'no' && tellsOfLack(message)) return undefined;
  // "No, nobody needs sums" answers who asks whether they must, not whether there are any.
  if (needsNot(text) && demandOf(core(question)) !== 'must') return undefined;
  return opening === 'yes' || opening === 'no' ? opening : undefined;
}

/** Whether a section's questions, or a sentence of it, hold a word, its contrary, or one that the owner calls the same. */
function isOfSection(
  { term, alike }: WeighedTerm,
  { hit, terms: said }: ScoredSentence,
  lexicon: AnswerTask['lexicon'],
): boolean {
  const { questions } = readPassage(hit, lexicon);
  const meant = [term, ...contrariesOf(term, lexicon), ...alike.filter(isConcept)];
  return meant.some(
    (one) =>
      said.has(one) || questions.some(({ weights, concepts }) => weights.has(one) || concepts.has(one)),
  );
}

/** Words that turn a question into its contrary. */
const TURNED =
  /\b(?:not|no|never|without|cannot|wrong|bad|false|stupid|mistake|impossible|unnecessary|(?:some|any)(?:one|body) else)\b|n['’]t\b/i;

const COMPARES = /\b(?:\w+er|(?:more|less)(?: \w+)?) than\b/i;

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

/** Sentences that are asked for their side on a yes/no question, best first. */
const HEARD = 4;
/** A sentence must score at least this share of the best one to be heard. */
const CLOSE = 0.7;
/** The same of the one that is taken, for a sentence about another thing. */
const CLOSE_OF_OTHER = 0.4;

/** The side that is taken, and the sentences that take it: two where it depends on which of two things is meant. */
export interface Taken {
  side: Side;
  sentences: readonly [ScoredSentence, ...ScoredSentence[]];
}

/** A sentence that was asked for its side, and that or the name of the reason why it takes none. */
export type Heard = { sentence: ScoredSentence } & Explained;

/** What the best sentence says that clearly affirms or denies the question. */
export function takeSide(task: AnswerTask, ranked: readonly ScoredSentence[]): Taken | undefined {
  const taken = hearSides(task, ranked).filter((heard) => heard.side !== undefined);
  const [first] = taken;
  if (!first) return undefined;
  const namesNone = entitiesIn(task.standaloneQuery, task.lexicon).size === 0;
  // What holds for one thing only is no answer where none was named.
  const { side, sentence } = (namesNone && taken.find((heard) => heard.side === 'depends')) || first;
  const other = namesNone && side !== 'depends' ? ofOtherThing(task, ranked, { side, sentence }) : undefined;
  return other ? { side: 'depends', sentences: [sentence, other] } : { side, sentences: [sentence] };
}

/** The best sentence that says the contrary of another thing than the one that was heard: "ringers need none". */
function ofOtherThing(
  task: AnswerTask,
  ranked: readonly ScoredSentence[],
  { side, sentence }: { side: Side; sentence: ScoredSentence },
): ScoredSentence | undefined {
  const told = entitiesIn(sentence.text, task.lexicon);
  if (told.size !== 1) return undefined;
  return ranked.find((other) => {
    const named = entitiesIn(other.text, task.lexicon);
    const isOfOther = named.size === 1 && ![...named].some((thing) => told.has(thing));
    if (!isOfOther || other.score < CLOSE_OF_OTHER * sentence.score) return false;
    const said = hearOne(task, other).side;
    return said !== undefined && said !== side;
  });
}

/** The sentences that are asked for their side, best first, and what each of them says. */
export function hearSides(task: AnswerTask, ranked: readonly ScoredSentence[]): Heard[] {
  const best = ranked[0]?.score ?? 0;
  return ranked
    .slice(0, HEARD)
    .filter(({ score }) => score >= CLOSE * best)
    .map((sentence) => ({ sentence, ...hearOne(task, sentence) }));
}

function hearOne(task: AnswerTask, sentence: ScoredSentence): Explained {
  const { question: message, standaloneQuery: question, lexicon } = task;
  const named = entitiesIn(sentence.text, lexicon);
  const hearing: Hearing = {
    question,
    sentence,
    asked: entitiesIn(question, lexicon),
    named,
    speaksOf: named.size > 0 ? named : above(sentence, lexicon),
    own: openingSide(sentence, task),
    ofSource: asksOfSource(question),
    ofChat: isAboutChat(message),
    told: toldOf(message),
    age: ageIn(message)?.years,
  };
  return hear(hearing, task);
}

function hear(hearing: Hearing, { question: message, terms, lexicon }: AnswerTask): Explained {
  const { question, sentence, own } = hearing;
  const unheard = firstOf(UNHEARD, hearing);
  if (unheard !== undefined) return { open: unheard };
  const said = explainSide({
    question,
    message: `${question}\n${message}`,
    sentence: withoutSide(sentence.text),
    about: contextOf(sentence, lexicon),
    terms,
    lexicon,
  });
  if (own && said.side && own !== said.side) return { open: 'two readings of it disagree' };
  const side = own ?? said.side;
  if (!side) return said;
  const notTaken = firstOf(NOT_TAKEN, { ...hearing, side });
  return notTaken !== undefined ? { open: notTaken } : { side };
}

/** The thing that a sentence without a name is about: that of its headings, where these name just one. */
function above({ hit }: ScoredSentence, lexicon: AnswerTask['lexicon']): ReadonlySet<Concept> {
  const named = entitiesIn(hit.passage.headings.join('\n'), lexicon);
  return named.size === 1 ? named : new Set();
}

function toldOf(question: string): string[] | undefined {
  const { told, asks } = splitTold(question);
  return told !== '' && /\b(?:that|this|it)\b/i.test(asks) ? terms(told).map(({ term }) => term) : undefined;
}
