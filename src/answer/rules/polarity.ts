/** Whether a sentence affirms or denies what a yes/no question asks. Where it is not sure it says nothing: a wrong "yes" is worse than none. */
import type { WeighedTerm } from '../../retrieval/retrieve.ts';
import { type Concept, conceptTerm, type Lexicon } from '../../text/lexicon.ts';
import { terms as contentTerms, stem, words } from '../../text/tokenize.ts';
import { core, lastQuestion } from '../../understanding/question.ts';
import { splitClauses } from './clauses.ts';
import { FRAME_WEIGHT_LIMIT } from './content.ts';
import { contrariesOf } from './contraries.ts';
import {
  asksWithout,
  demandOf,
  hedgesDenial,
  isDemand,
  isHaving,
  isPartly,
  meets,
  needsNot,
  precedesDemand,
} from './demand.ts';
import { ELLIPSIS, judge, NOTHING, REFERS } from './judge.ts';
import { aboutAsked, isMissing, match, meaningOf } from './meaning.ts';
import { entitiesIn } from './reading.ts';
import { isOfOthers, type Side } from './sides/asked.ts';
import { saysByCells } from './sides/cell.ts';
import { readSide } from './sides/read.ts';

export interface PolarityInput {
  question: string;
  /** The whole message, where the question is only a part of it, or was made standalone. */
  message?: string;
  sentence: string;
  /** What stands above the sentence, and before it where it leans: what it is about without saying so. */
  about: string;
  terms: readonly WeighedTerm[];
  lexicon: Lexicon;
}

/** Negations in front of a question expect a yes: "isn't it hard?" asks whether it is. */
const TAGS = new Set(
  'isnt arent dont doesnt didnt wasnt werent cant couldnt wont wouldnt shouldnt hasnt havent aint'.split(' '),
);
const FORBIDS = /\b(?:illegal|forbidden|banned|prohibited|impossible)\b/;
const NEGATION = /\b(?:not|no|never|without|cannot|\w+n['’]t)\b/i;
/** What comes before what, by how much, whether it is wrong, of itself, and what is still needed, no word that occurs can tell. */
const LEAVES_OPEN =
  /\b(?:before|after|instead|rather|until|themselves|itself|\w+er than|(?:more|less)(?: \w+)? than|wrong|bad|false|stupid|mistake)\b|\b(?:more|less|fewer)\W*$|^will\b.{0,60}\bneeded\b|\b(?:that|which|who|when|if|because) (?:\w+ ){0,2}(?:not|never|cannot|\w+n't)\b|\b(?:prefer|favou?r)\w*\b.{1,80}\b(?:over|to)\b|\w (?:i|we) (?:did not|do not|have not|had not|didn'?t|don'?t|haven'?t|hadn'?t)\b/i;
/** "Do they only ...?", "is it always ...?" are answered by a sentence that says so, or denies. */
const QUANTIFIER =
  /\b(?:just|only|merely|simply|nothing but|(?<!at )all|always|every|everyone|everybody|everything|whole|entire|entirely|purely|exactly|usually|often|mostly|most|main|mainly)\b/gi;
const quantifiers = (text: string) => (text.toLowerCase().match(QUANTIFIER) ?? []) as string[];
const POINTS = /\b(?:it|them)\b/i;
const DENIES_A_CASE =
  /\b(?:who|whoever|anyone|someone|those|people|if|unless|when)\b[^,;:]{0,40}\b(?:not|no|never|cannot|without|lacks?|\w+n['’]t)\b[^,;:]{0,60}\b(?:must|has to|have to|needs? to|should|will|can)\b/i;
/** "Is X Y?" wants a sentence in which something is. */
const ASKS_STATE = /^(?:is|are|was|were|am|isn't|aren't|wasn't|weren't|isnt|arent|wasnt|werent)\b/i;
const STATES =
  /\b(?:is|are|was|were|be|been|being|became|becomes?|remains?|stays?|seems?|looks?|has|have|had|called|known as|described?s?)\b/i;
const DEFINES =
  /^((?:an? |the )?[^,;:]{1,30}?)(?:, [^,]{1,60},)? (?:(?:is|are) (?:an?|the|any|some)\b|means?\b)/i;
/** Words that answers leave out or put otherwise. */
const WEAK = new Set('become becoming became role roles career person people actually someone'.split(' '));
/** What may stand between "by" and who did it. */
const ARTICLES = new Set(['a', 'an', 'the', 'some']);

/** A question of which nothing else is left asks what the documents do, and a sentence that names them tells nothing of it. */
const SOURCES = new Set(
  'article articles note notes source sources document documents author text page guide'.split(' '),
);

/** Share of the question's words that a sentence and what it is about must hold before it may say no or yes, and it alone. */
const SURE = { no: 0.7, yes: 0.85, here: 0.5, focus: 0.5 };

/** @returns the side that the sentence takes on the question, or undefined when it does not clearly take one. */
export function sideOf(input: PolarityInput): Side | undefined {
  const { question, sentence, lexicon } = input;
  const asked = entitiesIn(question, lexicon);
  const told = [...entitiesIn(sentence, lexicon)];
  // "ML engineers must, while AI engineers hardly need it" answers "is it needed?" with: that depends.
  if (asked.size === 1 || told.length !== 2) return sideFor(input, asked);
  const sides = told.map((thing) => sideFor(input, new Set([thing])));
  if (sides.some((side) => side === undefined)) return sideFor(input, asked);
  return new Set(sides).size === 1 ? sides[0] : 'depends';
}

/** "Using a banned tool is rude" tells of such tools, not whether they are banned. */
const ATTRIBUTE = /\b(?:an?|the|any|each|every|some) (?:banned|forbidden|prohibited|permitted|allowed) \w/i;

/** The side on what is asked about `asked`. */
function sideFor(input: PolarityInput, asked: ReadonlySet<Concept>): Side | undefined {
  const { question, sentence, about, terms, lexicon } = input;
  const last = lastQuestion(question);
  const asks = core(last);
  const read = readSide(asks, input, asked);
  if (read) return read;
  if (saysByCells(sentence) || ATTRIBUTE.test(sentence)) return undefined;
  if (
    LEAVES_OPEN.test(asks) ||
    !quantifiers(asks).every((word) => quantifiers(sentence).includes(word) || NEGATION.test(sentence))
  )
    return undefined;
  const said = new Set(words(last).map(({ word }) => word));
  const { things } = lexicon;
  const demand = demandOf(asks);
  const predicate = terms.filter(
    ({ term, word, weight, alike }) =>
      said.has(word) &&
      !WEAK.has(word) &&
      weight > FRAME_WEIGHT_LIMIT &&
      !alike.some((other) => things.has(other)) &&
      !(demand && (isDemand(term) || isHaving(term))),
  );
  const focus = predicate.at(-1);
  if (!focus || predicate.every(({ word }) => SOURCES.has(word))) return undefined;
  // "Is it expensive? (a kiln)" asks nothing of the kiln but whether it is expensive.
  const typed = last.endsWith(')') ? last.slice(0, last.indexOf(' (')) : last;
  if (typed !== last && !demand) {
    const own = new Set(words(typed).map(({ word }) => word));
    if (!predicate.some(({ word }) => own.has(word)) && contentTerms(typed).length > 0) return undefined;
    const carried = predicate.filter(({ word }) => !own.has(word));
    const around = meaningOf(`${sentence}\n${about}`, lexicon);
    if (carried.some((term) => match(term, around, lexicon) === 0)) return undefined;
  }

  if (predicate.length === 1 && isOfOthers(asks, sentence)) return undefined;
  const total = predicate.reduce((sum, { importance }) => sum + importance, 0);
  const clauses = aboutAsked(splitClauses(sentence), asked, lexicon);
  const claimed = clauses.map(({ text }) => text).join(', ');
  // What is said of another thing in the same breath is not said of this one, unless it is pointed at.
  const pointsBack = REFERS.test(claimed) || clauses.some(({ text }) => ELLIPSIS.test(text));
  const own = meaningOf(asked.size !== 1 || pointsBack ? sentence : claimed, lexicon);
  // What neither the knowledge nor the sentence speaks of is not affirmed, nor denied.
  const isUnsaid = (term: WeighedTerm) =>
    !NEGATION.test(term.word) && !FORBIDS.test(term.word) && isMissing(term, own, lexicon);
  if (predicate.some(isUnsaid)) return undefined;
  // "AI gets feedback from users, while ML gets feedback from data": what is said word for word of the other is not meant here.
  const ofOther = new Set([...meaningOf(sentence, lexicon)].filter((term) => !own.has(term)));
  if (predicate.some((term) => ofOther.has(term.term) && match(term, own, lexicon) > 0)) return undefined;
  // "Some allow it, others ban it" says both.
  if (
    predicate.some(({ term }) => own.has(term) && contrariesOf(term, lexicon).some((other) => own.has(other)))
  )
    return undefined;
  const whole = new Set([...own, ...meaningOf(about, lexicon)]);
  // "At the same time" is nothing of "part-time": of an owner's phrase the parts say nothing.
  const phrases = lexicon
    .mentions(last)
    .filter(({ concept, start, end }) => !concept.isEntity && /[\s-]/.test(last.slice(start, end).trim()));
  if (phrases.some(({ concept }) => !whole.has(conceptTerm(concept)))) return undefined;
  // "They mend more than they make" says of making only that it is less.
  const measured = meaningOf(sentence.replace(/\bthan\b.*/i, ''), lexicon);
  if (predicate.some((term) => match(term, own, lexicon) > 0 && match(term, measured, lexicon) === 0))
    return undefined;
  // What is asked must be said, or pointed at; it is not enough that it is written above.
  if (match(focus, own, lexicon) === 0 && !(POINTS.test(sentence) && match(focus, whole, lexicon) > 0))
    return undefined;
  const held = predicate.reduce(
    (sum, term) => sum + term.importance * Math.abs(match(term, whole, lexicon)),
    0,
  );

  // Most of it by the sentence's own words: a heading is about much that its sentences do not say.
  const heldHere = predicate.reduce(
    (sum, term) => sum + term.importance * Math.abs(match(term, own, lexicon)),
    0,
  );
  if (heldHere < SURE.here * total && !POINTS.test(sentence)) return undefined;
  if (isMeasuredAgainst(sentence, asked, lexicon)) return undefined;
  const judged = clauses.map((clause) => judge(clause, predicate, lexicon));
  const best = judged.reduce((a, b) => (b.matched > a.matched ? b : a), judged[0] ?? NOTHING);
  if (best.matched === 0) return undefined;
  const doer = doerIn(asks);
  // Who made it is told behind "by": that a guild is named elsewhere in the sentence is no answer.
  if (doer && !saysByWhom(sentence, doer)) return undefined;
  // "Clean it with alcohol, never with oil": what only a further clause holds, and denies, is denied.
  const deniedElsewhere =
    !holdsFocus(best.text) && judged.some(({ denied, text }) => denied && holdsFocus(text));
  // "We burn rapeseed oil, never whale" does burn oil: but not the one that was asked about.
  const isHeld = (term: WeighedTerm, text: string) => match(term, meaningOf(text, lexicon), lexicon) !== 0;
  const isDeniedApart = predicate.some(
    (term) => !isHeld(term, best.text) && judged.some(({ denied, text }) => denied && isHeld(term, text)),
  );
  if (isDeniedApart && !best.denied && !deniedElsewhere) return undefined;
  const denied = best.denied || deniedElsewhere || (demand !== undefined && hedgesDenial(best.text));
  const negative = asksNegatively(asks);
  const share = held / total;
  if (denied) {
    if (share < SURE.no) return undefined;
    if (negative && tellsWhatItCosts(best.text)) return undefined;
    // That nobody must says not that nobody can; that those who do not must something is a case, and no denial.
    if ((demand === 'can' && needsNot(best.text)) || DENIES_A_CASE.test(sentence)) return undefined;
    if (hedgesDenial(sentence)) return negative ? 'yes' : 'not always';
    return negative ? 'yes' : 'no';
  }
  const unsure = judged.some((clause) => clause.unsure && clause.matched > 0);
  const misses = !holdsFocus(best.text) && !POINTS.test(best.text) && !ELLIPSIS.test(best.text);
  if (unsure || misses || share < SURE.yes) return undefined;
  // "Covered by the salary" is near to "paid", and its contrary here.
  if (things.size === 0 && Math.abs(match(focus, own, lexicon)) < SURE.focus && !POINTS.test(best.text))
    return undefined;
  if (demand === 'must' && isPartly(best.text)) return negative ? 'yes' : 'not always';
  if (demand && !meets(demand, best.text)) return undefined;
  if (demand === 'must' && holdsFocus(best.text) && !holdsFocus(precedesDemand(best.text))) return undefined;
  if (ASKS_STATE.test(asks) && !demand && !STATES.test(best.text)) return undefined;
  // What a thing is says not that anybody has it, uses it or may.
  const defined = !ASKS_STATE.test(asks) && DEFINES.exec(sentence)?.[1];
  if (defined && match(focus, meaningOf(defined, lexicon), lexicon) !== 0) return undefined;
  return negative ? 'no' : 'yes';

  function holdsFocus(text: string): boolean {
    return focus !== undefined && match(focus, meaningOf(text, lexicon), lexicon) !== 0;
  }
}

/** "Its path is steeper than that of B" says of the other thing what is asked about B. */
function isMeasuredAgainst(sentence: string, asked: ReadonlySet<Concept>, lexicon: Lexicon): boolean {
  const than = sentence.search(/\bthan\b/i);
  if (than < 0 || asked.size !== 1) return false;
  const measured = entitiesIn(sentence.slice(0, than), lexicon);
  return measured.size > 0 && ![...asked].some((thing) => measured.has(thing));
}

/** Who did it, where a question ends in that: "was it built by the guild?" */
function doerIn(asks: string): string | undefined {
  const said = words(asks).map(({ word }) => word);
  const by = said.slice(0, -1).findLast((word) => !ARTICLES.has(word));
  return by === 'by' || by === 'from' ? said.at(-1) : undefined;
}

/** Whether a sentence names the doer right behind "by" or "from", or opens with it. */
function saysByWhom(sentence: string, doer: string): boolean {
  const named = stem(doer);
  const isNamed = (text: string | undefined) =>
    text !== undefined && words(text).some(({ word }) => stem(word) === named);
  return (
    isNamed(/^[^,;:]{0,30}/.exec(sentence)?.[0]) ||
    [...sentence.matchAll(/\b(?:by|from) ((?:[\p{L}\d'’-]+ ?){1,3})/gu)].some(([, behind]) => isNamed(behind))
  );
}

/** "A keeper without an oath misses most of it" tells what doing without costs, not whether one can. */
function tellsWhatItCosts(text: string): boolean {
  const rest = text.replace(/\bwithout\b/i, '');
  return rest !== text && !NEGATION.test(rest) && !/\b(?:can|may|possible|open)\b/i.test(rest);
}

function asksNegatively(asks: string): boolean {
  const first = words(asks)[0];
  const rest = first && TAGS.has(first.word) ? asks.slice(first.end) : asks;
  return NEGATION.test(rest) || FORBIDS.test(rest) || asksWithout(asks);
}
