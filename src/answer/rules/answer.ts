/** Answers a question: the right sentences for its kind, the answer itself first. */

import { type Concept, isConcept } from '../../text/lexicon.ts';
import { terms as contentTerms } from '../../text/tokenize.ts';
import { core } from '../../understanding/question.ts';
import type { AnswerTask } from '../answerer.ts';
import { answerTypeTest } from './answer-type.ts';
import { choose, type Length, leans, USUAL } from './choose.ts';
import { PHRASES } from './phrases.ts';
import { type Side, sideOf } from './polarity.ts';
import { entitiesIn, readPassage } from './reading.ts';
import type { Said } from './rules.ts';
import { type ScoredSentence, scoreSentences } from './select.ts';

/** What is added to a sentence's score, or taken from it, beyond the words it shares with the question. */
const BONUS = {
  /** It stands in an article, not in a note. */
  article: 0.12,
  /** Its section says that it answers such a question, and it opens the section. */
  listed: 0.9,
  listedNext: 0.35,
  /** It speaks of just the things asked about. */
  sameThings: 0.25,
  /** It speaks of other things only. */
  otherThings: -0.9,
  /** It was said in the answer before, and holds nothing of what is asked now. */
  repeated: -1.5,
  /** A figure is asked for, and it holds none. */
  noFigure: -0.8,
  /** It opens with what is to be defined. */
  defines: 0.4,
};

/** Every sentence of the hits, best first, with all that is known of the question. */
export function rankSentences(task: AnswerTask): ScoredSentence[] {
  const { standaloneQuery, hits, terms, lexicon, type, past } = task;
  const asked = new Set(askedThings(task));
  const last = past.at(-1)?.answer ?? '';
  const test = answerTypeTest(standaloneQuery);
  const scored = scoreSentences({ question: standaloneQuery, hits, query: terms, lexicon });
  const holdsNow = askedNow(task, scored);
  return scored
    .map((sentence) => {
      let { score } = sentence;
      if (sentence.hit.document.kind === 'article') score += BONUS.article;
      if (sentence.index === 0) score += BONUS.listed * sentence.listed ** 2;
      if (sentence.index === 1) score += BONUS.listedNext * sentence.listed ** 2;
      if (asked.size > 0) {
        const { subjects } = sentence;
        const shared = [...asked].filter((thing) => subjects.has(thing)).length;
        if (subjects.size > 0 && shared === 0) score += BONUS.otherThings;
        else if (shared === asked.size && subjects.size === asked.size) score += BONUS.sameThings;
      }
      if (last.includes(sentence.text)) score += BONUS.repeated * (1 - holdsNow(sentence));
      if (test.wantsFigure && test.weigh(sentence.text) === 0) score += BONUS.noFigure;
      if (type === 'definition' && opensWith(sentence, task)) score += BONUS.defines;
      return { ...sentence, score };
    })
    .sort((a, b) => b.score - a.score);
}

/** What a sentence counts for that holds the kind of thing asked for, where no word asked now names anything. */
const KIND_HELD = 0.8;
/** What the words of the whole question count for beside those asked now. */
const COVERED_CREDIT = 0.5;

/** The terms of the message that the one before did not hold. */
function wordsAskedNow({ question, terms, past }: AnswerTask): AnswerTask['terms'] {
  const [said, before] = [question, past.at(-1)?.question ?? ''].map(
    (text) => new Set(contentTerms(text).map(({ term }) => term)),
  );
  return terms.filter(({ term }) => said?.has(term) && !before?.has(term));
}

/** How much of what is asked now, and was not asked before, a sentence holds: 0 to 1. */
function askedNow(task: AnswerTask, scored: readonly ScoredSentence[]): (sentence: ScoredSentence) => number {
  const now = wordsAskedNow(task);
  const test = answerTypeTest(task.question);
  const holds = ({ terms: found, text }: ScoredSentence) => {
    const held = now.filter(({ term, alike }) => found.has(term) || alike.some((other) => found.has(other)));
    const total = now.reduce((sum, { importance }) => sum + importance, 0);
    if (total === 0) return test.weigh(text) > 0 ? KIND_HELD : 0;
    return held.reduce((sum, { importance }) => sum + importance, 0) / total;
  };
  // What no sentence holds tells none apart: then those that hold most of the whole question may be said again.
  const isHeld = scored.some((sentence) => holds(sentence) > 0);
  return (sentence) =>
    isHeld ? Math.max(holds(sentence), COVERED_CREDIT * sentence.coverage) : sentence.coverage;
}

/** The things that a question is about: those it names, or all of them when it compares without naming two. */
function askedThings({ standaloneQuery, lexicon, type }: AnswerTask): Concept[] {
  const named = [...entitiesIn(standaloneQuery, lexicon)];
  const compares = type === 'difference' || type === 'choice';
  return compares && named.length < 2 ? lexicon.concepts.filter(({ isEntity }) => isEntity) : named;
}

function opensWith(sentence: ScoredSentence, { terms }: AnswerTask): boolean {
  const opening = new Set(sentence.inOrder.slice(0, 4));
  return (
    terms.length > 0 &&
    terms.every(({ term, alike }) => opening.has(term) || alike.some((other) => opening.has(other)))
  );
}

/** The terms of a question and the concepts it names. */
export function askedTerms({ terms }: AnswerTask): Set<string> {
  return new Set(terms.flatMap(({ term, alike }) => [term, ...alike.filter(isConcept)]));
}

/** Asks for something further, without a word for what. Reasons are better said again than missed. */
const FURTHER = new Set(['exampl', 'els']);
const ASKS_FOR_MORE = /^(?!.*\bwhy\b).*\b(?:what|how|which|who|examples?|else)\b/i;

/**
 * "Like what?", "so what should I do?" name nothing new: what was just said, best as it may be, is no answer to them.
 * @returns only what was not said, where there is such, else all.
 */
function freshened(task: AnswerTask, ranked: readonly ScoredSentence[]): readonly ScoredSentence[] {
  const last = task.past.at(-1);
  const [best] = ranked;
  if (!last || !best || !last.answer.includes(best.text)) return ranked;
  if (contentTerms(task.question).some(({ term }) => !FURTHER.has(term))) return ranked;
  if (!ASKS_FOR_MORE.test(task.question) || answerTypeTest(task.question).weigh(best.text) > 0) return ranked;
  const fresh = ranked.filter(({ text, score }) => score > 0 && !last.answer.includes(text));
  return fresh.length > 0 ? fresh : ranked;
}

/** Composes the answer to a covered question. */
export function answerQuestion(task: AnswerTask, length: Length = USUAL): Said {
  const ranked = freshened(task, rankSentences(task));
  const side = task.type === 'yes-no' ? takeSide(task, ranked) : undefined;
  const chosen = choose(
    side ? [side.sentence, ...ranked.filter((other) => other !== side.sentence)] : ranked,
    askedTerms(task),
    length,
  );
  // The sentence that says yes or no opens the answer.
  const ordered = side ? [side.sentence, ...chosen.filter((other) => other !== side.sentence)] : chosen;
  return {
    lead: side ? PHRASES[side.side] : '',
    statements: ordered.map((from) => ({ text: withoutSide(from.text), from })),
    outcome:
      saysNothing(chosen[0]) && answerTypeTest(task.standaloneQuery).wantsFigure ? 'abstained' : 'answered',
  };
}

/** Ways in which a document itself says that it does not know. */
const SAYS_NOTHING =
  /\b(?:says?|said|knows?|states?) nothing\b|\b(?:gives?|holds?|carry|carries|contains?|names?|has|have|know|knows) no (?:\w+ )?(?:figures?|numbers?|data|facts?|share|salar\w+|information)\b|\b(?:is|are) not covered\b/i;

/** Whether the best there is to say is that the documents do not say it. */
function saysNothing(sentence: ScoredSentence | undefined): boolean {
  return sentence !== undefined && SAYS_NOTHING.test(sentence.text);
}

/** A section's own "Yes, ..." or "No, ...", where the question is much like the one it answers. */
function openingSide({ text, listed }: ScoredSentence, question: string): Side | undefined {
  const opening = /^(yes|no), /i.exec(text)?.[1]?.toLowerCase();
  // A question turned round ("is it wrong to ...?", "should I not ...?") shares its words and not its answer.
  if (listed < MUCH_ALIKE || TURNED.test(core(question))) return undefined;
  return opening === 'yes' || opening === 'no' ? opening : undefined;
}

/** Words that turn a question into its contrary. */
const TURNED =
  /\b(?:not|no|never|without|cannot|wrong|bad|false|stupid|mistake|impossible|unnecessary)\b|n['’]t\b/i;

/** A sentence without the "Yes, " or "No, " that answered another question. */
export function withoutSide(text: string): string {
  const rest = text.replace(/^(?:yes|no), /i, '');
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
const TAKES_NO_SIDE = /^(?:please|only|if|when|choose|pick)\b|\b(?:if|unless|whether)\b/i;

/** Openings that stand for the subject of the sentence before. */
const STANDS_FOR_ONE = /^(?:it|they|he|she|its|their|her|his)\b/i;

/** Sentences that are asked for their side on a yes/no question, best first. */
const HEARD = 4;
/** A sentence must score at least this share of the best one to be heard. */
const CLOSE = 0.7;

/** The best sentence that clearly affirms or denies the question. */
function takeSide(
  { standaloneQuery, terms, lexicon }: AnswerTask,
  ranked: readonly ScoredSentence[],
): { side: Side; sentence: ScoredSentence } | undefined {
  const best = ranked[0]?.score ?? 0;
  const asked = entitiesIn(standaloneQuery, lexicon);
  for (const sentence of ranked.slice(0, HEARD)) {
    if (sentence.score < CLOSE * best) break;
    if (SAYS_NOTHING.test(sentence.text) || TAKES_NO_SIDE.test(sentence.text)) continue;
    // What a leaning sentence says yes or no to may stand two sentences away; a pronoun means the one before.
    if (leans(sentence.text) && !STANDS_FOR_ONE.test(sentence.text)) continue;
    const speaksOf = entitiesIn([sentence.text, ...sentence.hit.passage.headings].join('\n'), lexicon);
    if (asked.size > 0 && ![...asked].some((thing) => speaksOf.has(thing))) continue;
    const own = openingSide(sentence, standaloneQuery);
    const said = sideOf({
      question: standaloneQuery,
      sentence: withoutSide(sentence.text),
      about: contextOf(sentence, lexicon),
      terms,
      lexicon,
    });
    // Two readings that disagree tell nothing.
    if (own && said && own !== said) continue;
    const side = own ?? said;
    if (side) return { side, sentence };
  }
  return undefined;
}
