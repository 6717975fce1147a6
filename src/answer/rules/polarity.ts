/** Whether a sentence affirms or denies what a yes/no question asks. */
import type { WeighedTerm } from '../../retrieval/retrieve.ts';
import { conceptTerm, type Lexicon } from '../../text/lexicon.ts';
import { stem, words } from '../../text/tokenize.ts';

export type Side = 'yes' | 'no';

const NEGATIONS = new Set(
  `not no never neither nor none nothing nobody without cannot cant dont doesnt didnt isnt arent wasnt werent wont
  wouldnt shouldnt couldnt hasnt havent hardly rarely barely banned forbidden avoid against leave`.split(
    /\s+/,
  ),
);
/** Phrases that deny what follows them. */
const DENIALS =
  /\b(?:rather than|instead of|far from|no longer|stays? out|keep(?:s)? out|less than|other than|free of|there is no)\b|\bleave\b[^.]{0,40}\balone\b/;
/** Where one claim of a sentence ends and another begins. */
const CLAUSE =
  /[,;:–—()]|\b(?:while|whereas|but|although|though|because|since|so that|which|who|if|unless|and yet|until)\b/i;
/** Negations at the front of a question expect a yes: "isn't it hard?" asks whether it is. */
const TAGS = new Set(
  'isnt arent dont doesnt didnt wasnt werent cant couldnt wont wouldnt shouldnt hasnt havent aint'.split(' '),
);

/** What comes before what cannot be told from which words occur. */
const SEQUENCE = /\b(?:before|after|instead|rather)\b/i;

/** Share of the question's words that a sentence must hold, in their meaning, before it may say yes or no. */
const SURE = 0.6;

export interface PolarityInput {
  question: string;
  sentence: string;
  /** Title and headings above the sentence: what it is about without saying so. */
  about: string;
  terms: readonly WeighedTerm[];
  lexicon: Lexicon;
}

/** @returns the side that the sentence takes on the question, or undefined when it does not clearly take one. */
export function sideOf({ question, sentence, about, terms, lexicon }: PolarityInput): Side | undefined {
  const predicate = terms.filter(({ alike }) => !namesEntity(alike, lexicon));
  if (predicate.length === 0 || SEQUENCE.test(question)) return undefined;
  const clauses = splitClauses(sentence);
  let best: { matched: number; contrary: boolean; clause: string } | undefined;
  const total = predicate.reduce((sum, { importance }) => sum + importance, 0);
  let overall = 0;
  const whole = meaningOf(`${sentence}\n${about}`, lexicon);
  for (const term of predicate) if (matches(term, whole, lexicon) !== 0) overall += term.importance;
  for (const clause of aboutAsked(clauses, question, lexicon)) {
    const meaning = meaningOf(clause, lexicon);
    let matched = 0;
    let contrary = false;
    for (const term of predicate) {
      const match = matches(term, meaning, lexicon);
      if (match === 0) continue;
      matched += term.importance;
      if (match < 0) contrary = true;
    }
    if (!best || matched > best.matched) best = { matched, contrary, clause };
  }
  if (!best || overall / total < SURE) return undefined;
  const denied = isDenied(best.clause) !== best.contrary;
  const askedNegatively = words(question).some(
    ({ word }, i) => NEGATIONS.has(word) && !(i === 0 && TAGS.has(word)),
  );
  return denied === askedNegatively ? 'yes' : 'no';
}

/** Of "ML engineers need it, while AI engineers do not", the clauses about the one thing that is asked about. */
function aboutAsked(clauses: readonly string[], question: string, lexicon: Lexicon): readonly string[] {
  const asked = thingsIn(question, lexicon);
  if (asked.size !== 1) return clauses;
  const own = clauses.filter((clause) => [...thingsIn(clause, lexicon)].some((thing) => asked.has(thing)));
  const others = clauses.some((clause) => [...thingsIn(clause, lexicon)].some((thing) => !asked.has(thing)));
  return others && own.length > 0 ? own : clauses;
}

function thingsIn(text: string, lexicon: Lexicon): Set<string> {
  return new Set(lexicon.mentions(text).flatMap(({ concept }) => (concept.isEntity ? [concept.id] : [])));
}

/** A verb right after a comma goes on with the clause before the aside: "the patch, a sort of rot, is no disease". */
const GOES_ON = /^\s*(?:is|are|was|were|has|have|had|do|does|did|can|will|would|should|may|must)\b/i;

function splitClauses(sentence: string): string[] {
  const clauses: string[] = [];
  for (const part of sentence.split(CLAUSE)) {
    if (part.trim() === '') continue;
    if (clauses.length > 0 && GOES_ON.test(part)) clauses.push(`${clauses.pop()} ${part}`);
    else clauses.push(part);
  }
  return clauses;
}

function meaningOf(text: string, lexicon: Lexicon): Set<string> {
  return new Set([
    ...words(text).map(({ word }) => stem(word)),
    ...lexicon.mentions(text).map(({ concept }) => conceptTerm(concept)),
  ]);
}

/** 1: the text holds the term or something alike; -1: it holds its contrary; 0: neither. */
function matches({ term, alike }: WeighedTerm, meaning: ReadonlySet<string>, lexicon: Lexicon): number {
  if (meaning.has(term)) return 1;
  if (lexicon.opposites(term).some((contrary) => meaning.has(contrary))) return -1;
  return alike.some((other) => meaning.has(other)) ? 1 : 0;
}

function isDenied(clause: string): boolean {
  return words(clause).some(({ word }) => NEGATIONS.has(word)) || DENIALS.test(clause.toLowerCase());
}

function namesEntity(alike: readonly string[], lexicon: Lexicon): boolean {
  return lexicon.concepts.some((concept) => concept.isEntity && alike.includes(conceptTerm(concept)));
}
