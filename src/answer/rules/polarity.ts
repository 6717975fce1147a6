/** Whether a sentence affirms or denies what a yes/no question asks. */
import type { WeighedTerm } from '../../retrieval/retrieve.ts';
import { conceptTerm, type Lexicon } from '../../text/lexicon.ts';
import { stem, words } from '../../text/tokenize.ts';
import { type Clause, splitClauses } from './clauses.ts';
import { entitiesIn } from './reading.ts';

export type Side = 'yes' | 'no';

export interface PolarityInput {
  question: string;
  sentence: string;
  /** Title and headings above the sentence: what it is about without saying so. */
  about: string;
  terms: readonly WeighedTerm[];
  lexicon: Lexicon;
}

/** Negations in front of a question expect a yes: "isn't it hard?" asks whether it is. */
const TAGS = new Set(
  'isnt arent dont doesnt didnt wasnt werent cant couldnt wont wouldnt shouldnt hasnt havent aint'.split(' '),
);
const NEGATION = /\b(?:not|no|never|without|cannot|\w+n['’]t)\b/i;
/** What comes before what cannot be told from which words occur. */
const SEQUENCE = /\b(?:before|after|instead|rather)\b/i;

/** Words that stand for something named before. */
const REFERS = /\b(?:it|them|this|that|so|one|do|does|is|are)\b/i;

/** Share of the question's words that a sentence must hold, in their meaning, before it may say no or yes. */
const SURE = { no: 0.6, yes: 0.8 };
/** What a word counts for when only a word of like meaning is there. */
const ALIKE = 0.8;

/** @returns the side that the sentence takes on the question, or undefined when it does not clearly take one. */
export function sideOf({ question, sentence, about, terms, lexicon }: PolarityInput): Side | undefined {
  const things = new Set(lexicon.concepts.filter(({ isEntity }) => isEntity).map(conceptTerm));
  const predicate = terms.filter(({ alike }) => !alike.some((other) => things.has(other)));
  if (predicate.length === 0 || SEQUENCE.test(question)) return undefined;

  const whole = meaningOf(`${sentence}\n${about}`, lexicon);
  const total = predicate.reduce((sum, { importance }) => sum + importance, 0);
  let held = 0;
  for (const term of predicate) held += term.importance * Math.abs(match(term, whole, lexicon));

  let best: { matched: number; denied: boolean } | undefined;
  for (const clause of aboutAsked(splitClauses(sentence), question, lexicon)) {
    const judged = judge(clause, predicate, lexicon);
    if (!best || judged.matched > best.matched) best = judged;
  }
  if (!best) return undefined;
  const side = best.denied === asksNegatively(question) ? 'yes' : 'no';
  return held / total >= SURE[side] ? side : undefined;
}

/** How much of the predicate a clause holds, and whether it denies that. */
function judge({ text, deniedFrom }: Clause, predicate: readonly WeighedTerm[], lexicon: Lexicon) {
  const affirmed = meaningOf(text.slice(0, deniedFrom), lexicon);
  const denied = meaningOf(text.slice(deniedFrom), lexicon);
  let matched = 0;
  let isDenied = false;
  let isContrary = false;
  for (const term of predicate) {
    const before = match(term, affirmed, lexicon);
    const after = match(term, denied, lexicon);
    matched += term.importance * Math.max(Math.abs(before), Math.abs(after));
    // What stands before the denial is its subject; what stands only behind it is what is denied.
    if (before === 0 && after !== 0) isDenied = true;
    if (before < 0 || after < 0) isContrary = true;
  }
  // "Eggshells do nothing" holds the subject only; what is denied of it is what was asked.
  if (deniedFrom < text.length && words(text.slice(deniedFrom)).length <= 1) isDenied = true;
  // "While AI engineers hardly need it": what is denied was named in another clause.
  if (matched === 0 && deniedFrom < text.length && REFERS.test(text.slice(deniedFrom))) {
    return { matched: Number.EPSILON, denied: true };
  }
  // A denied contrary affirms: "it is not hard" says that it is easy.
  return { matched, denied: isDenied !== isContrary };
}

/** 1: the text holds the term; less: something alike; negative: its contrary; 0: none of them. */
function match({ term, alike }: WeighedTerm, meaning: ReadonlySet<string>, lexicon: Lexicon): number {
  if (meaning.has(term)) return 1;
  if (lexicon.opposites(term).some((contrary) => meaning.has(contrary))) return -1;
  return alike.some((other) => meaning.has(other)) ? ALIKE : 0;
}

/** Of "ML engineers need it, while AI engineers do not", the clauses about the one thing that is asked about. */
function aboutAsked(clauses: readonly Clause[], question: string, lexicon: Lexicon): readonly Clause[] {
  const asked = entitiesIn(question, lexicon);
  if (asked.size !== 1) return clauses;
  const named = clauses.map(({ text }) => entitiesIn(text, lexicon));
  const own = clauses.filter((_, i) => [...(named[i] ?? [])].some((thing) => asked.has(thing)));
  const hasOthers = named.some((things) => [...things].some((thing) => !asked.has(thing)));
  return hasOthers && own.length > 0 ? own : clauses;
}

function asksNegatively(question: string): boolean {
  const first = words(question)[0];
  const rest = first && TAGS.has(first.word) ? question.slice(first.end) : question;
  return NEGATION.test(rest);
}

function meaningOf(text: string, lexicon: Lexicon): Set<string> {
  return new Set([
    ...words(text).map(({ word }) => stem(word)),
    ...lexicon.mentions(text).map(({ concept }) => conceptTerm(concept)),
  ]);
}
