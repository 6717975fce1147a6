/** Answers a question: the right sentences for its kind, the answer itself first. */

import { type Concept, isConcept } from '../../text/lexicon.ts';
import { terms as contentTerms } from '../../text/tokenize.ts';
import type { AnswerTask } from '../answerer.ts';
import { ageOf } from './age.ts';
import { answerTypeTest } from './answer-type.ts';
import { bothSides } from './apart.ts';
import { askedNow } from './asked-now.ts';
import { choose, type Length, leans, USUAL } from './choose.ts';
import { FRAME_WEIGHT_LIMIT } from './content.ts';
import { dayBonus, daysIn } from './days.ts';
import { wayOf } from './direction.ts';
import { formOf } from './form.ts';
import { lackOf } from './lacking.ts';
import { answerFromLedList, answerFromList } from './lists.ts';
import { leadsOf } from './paragraphs.ts';
import { PHRASES } from './phrases.ts';
import { entitiesIn, readPassage } from './reading.ts';
import { extremes, readRow, rowKey } from './rows.ts';
import type { Said } from './rules.ts';
import { says } from './said-before.ts';
import { asksOfSource, saysNothing } from './says-nothing.ts';
import { type ScoredSentence, scoreSentences } from './select.ts';
import { takeSide, withoutSide } from './side.ts';

/** What is added to a sentence's score, or taken from it, beyond the words it shares with the question. */
const BONUS = {
  /** It stands in an article, not in a note. */
  article: 0.12,
  /** Its section says that it answers such a question, or is headed by it: the first sentence, the second, the rest. */
  listed: [1.5, 0.9],
  listedRest: 0.6,
  /** Its section lists just this question: the first sentence, the rest. */
  verbatim: [1, 0.6],
  /** It speaks of just the things asked about. */
  sameThings: 0.25,
  /** It speaks of other things only. */
  otherThings: -0.9,
  /** It was said in the answer before, or in the one before that, and holds nothing of what is asked now. */
  repeated: [-1.5, -0.8],
  /** The question leans on the answer before, it stands in a passage cited there. */
  nearby: 0.5,
  /** The same, in another passage of a document cited there. */
  sameDocument: 0.25,
  /** It tells of going without, and something asked about is lacking. */
  lack: 0.6,
  /** A figure is asked for, and it holds none. */
  noFigure: -0.8,
  /** It goes on with what the sentence before began: "Its tasks also include ...". */
  goesOn: -0.6,
  /** It opens with what is to be defined. */
  defines: 0.4,
  /** It tells of the way from one thing to another that is asked about, or of the way back; half that where its heading does. */
  sameWay: 0.8,
  wayBack: -1.2,
  /** It is the row of its table that is most, or least, what is asked for. */
  extreme: 1.5,
};

const GOES_ON = /^(?:\S+ ){1,8}(?:also|therefore|however|too)\b/i;

/** Every sentence of the hits, best first, with all that is known of the question. */
export function rankSentences(task: AnswerTask): ScoredSentence[] {
  const { standaloneQuery, hits, terms, lexicon, type, past, nearby } = task;
  const asked = new Set(askedThings(task));
  const answers = past.filter(({ outcome }) => outcome === 'answered').map(({ answer }) => answer);
  const said = answers.slice(-BONUS.repeated.length);
  said.reverse();
  const test = answerTypeTest(standaloneQuery);
  const scored = scoreSentences({ question: standaloneQuery, hits, query: terms, lexicon });
  const led = leadsOf(scored);
  const cited = hits.filter(({ passage }) => nearby?.has(passage.id));
  const citedDocuments = new Set(cited.map(({ document }) => document.id));
  const holdsNow = askedNow(task, scored);
  const formed = formOf(task, asked);
  const days = daysIn(task.question);
  const aged = ageOf(task);
  const lacks = lackOf(task.question);
  const most = extremes(task);
  const way = wayOf(standaloneQuery, lexicon);
  const things = terms.filter(({ word, weight }) => weight > FRAME_WEIGHT_LIMIT && daysIn(word).size === 0);
  /** Whether a sentence shares more with the question than its day. */
  const tellsMore = ({ terms: found, hit }: ScoredSentence) => {
    const { around } = readPassage(hit, lexicon);
    const isHeld = (term: string) => found.has(term) || around.has(term);
    return things.length === 0 || things.some(({ term, alike }) => [term, ...alike].some(isHeld));
  };
  return scored
    .map((sentence) => {
      let { score } = sentence;
      if (sentence.hit.document.kind === 'article') score += BONUS.article;
      // The first row of a table says no more of its heading than the others.
      const { listed, place } = led(sentence);
      const bonus = readRow(sentence.text) ? BONUS.listedRest : BONUS.listed[place];
      score += (bonus ?? BONUS.listedRest) * listed ** 2;
      const verbatim = Math.max(0, 10 * listed - 9);
      score += verbatim * (BONUS.verbatim[place === 0 ? 0 : 1] ?? 0);
      if (asked.size > 0) {
        const { subjects } = sentence;
        const shared = [...asked].filter((thing) => subjects.has(thing)).length;
        if (subjects.size > 0 && shared === 0) score += BONUS.otherThings;
        else if (shared === asked.size && subjects.size === asked.size) score += BONUS.sameThings;
      }
      const back = said.findIndex((answer) => says(answer, sentence.text));
      const lack = lacks(sentence.text);
      score += BONUS.lack * lack;
      if (back >= 0) score += (BONUS.repeated[back] ?? 0) * (1 - Math.max(lack, holdsNow(sentence)));
      if (nearby?.has(sentence.hit.passage.id)) score += BONUS.nearby * holdsNow(sentence);
      else if (citedDocuments.has(sentence.hit.document.id)) score += BONUS.sameDocument * holdsNow(sentence);
      if (test.wantsFigure && test.weigh(sentence.text) === 0) score += BONUS.noFigure;
      score += formed(sentence);
      if (sentence.index > 0 && GOES_ON.test(sentence.text)) score += BONUS.goesOn;
      if (days.size > 0) {
        const bonus = dayBonus(days, daysIn(sentence.text));
        score += bonus > 0 && !tellsMore(sentence) ? 0 : bonus;
      }
      if (way) {
        const own = way(sentence.text);
        const goes = own === 0 ? way(sentence.hit.passage.headings.at(-1) ?? '') / 2 : own;
        score += goes > 0 ? BONUS.sameWay * goes : BONUS.wayBack * -goes;
      }
      score += aged(sentence.text);
      if (most.has(rowKey(sentence.hit, sentence.text))) score += BONUS.extreme;
      if (type === 'definition' && opensWith(sentence, task)) score += BONUS.defines;
      return { ...sentence, score };
    })
    .sort((a, b) => b.score - a.score);
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

/** Where the best sentence tells of the day asked about, those that tell of other days only are left out. */
function ofDays({ question }: AnswerTask, ranked: readonly ScoredSentence[]): readonly ScoredSentence[] {
  const asked = daysIn(question);
  const bonusOf = ({ text }: ScoredSentence) => dayBonus(asked, daysIn(text));
  if (asked.size === 0 || !ranked[0] || bonusOf(ranked[0]) <= 0) return ranked;
  return ranked.filter((sentence) => bonusOf(sentence) >= 0);
}

/** Rows that share the first place, at most. */
const MAX_TIES = 3;

/** The rows of a table that are the cheapest, the longest, whatever is asked for: nothing else in it answers that. */
function answerFromRows(task: AnswerTask): Said | undefined {
  if (task.type === 'yes-no' || task.type === 'why') return undefined;
  const most = extremes(task);
  const statements = task.hits.flatMap((hit) =>
    readPassage(hit, task.lexicon)
      .sentences.filter(({ text }) => most.has(rowKey(hit, text)))
      .map(({ text }) => ({ text, from: { hit, text } })),
  );
  if (statements.length === 0 || statements.length > MAX_TIES) return undefined;
  return { lead: '', statements, outcome: 'answered' };
}

/** Whether two things are told of by entries of one list, which stand by themselves. */
function isBoth([one, other]: readonly ScoredSentence[]): boolean {
  return one !== undefined && one.hit === other?.hit && !leans(one.text) && !leans(other.text);
}

/** Composes the answer to a covered question. */
export function answerQuestion(task: AnswerTask, length: Length = USUAL): Said {
  const list = answerFromList(task);
  if (list) return list;
  const most = answerFromRows(task);
  if (most) return most;
  const ranked = ofDays(task, freshened(task, rankSentences(task)));
  const led = ranked[0] && answerFromLedList(task, ranked[0]);
  if (led) return led;
  const side = task.type === 'yes-no' ? takeSide(task, ranked) : undefined;
  const apart = side ? [] : bothSides(task, ranked);
  const first = side?.sentences ?? apart;
  const chosen = choose(
    first.length > 0 ? [...first, ...ranked.filter((other) => !first.includes(other))] : ranked,
    askedTerms(task),
    length,
  );
  // The sentence that says yes or no opens the answer.
  const opening = side?.sentences ?? (isBoth(apart) ? apart : []);
  const ordered = [...opening, ...chosen.filter((other) => !opening.includes(other))];
  return {
    lead: side ? PHRASES[side.side] : '',
    statements: ordered.map((from) => ({ text: withoutSide(from.text), from })),
    outcome:
      chosen[0] &&
      saysNothing(chosen[0].text) &&
      answerTypeTest(task.standaloneQuery).wantsFigure &&
      !asksOfSource(task.standaloneQuery)
        ? 'abstained'
        : 'answered',
  };
}
