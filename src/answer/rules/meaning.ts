/** What a text says, as a set of stems and concepts, and whether a word of a question is among it. */
import type { WeighedTerm } from '../../retrieval/retrieve.ts';
import { type Concept, conceptTerm, isConcept, type Lexicon } from '../../text/lexicon.ts';
import { stem, words } from '../../text/tokenize.ts';
import { type Clause, splitClauses } from './clauses.ts';
import { contrariesOf } from './contraries.ts';
import { entitiesIn } from './reading.ts';

/** What a word counts for when only a word of like meaning is there: the owner's own, or general English. */
const ALIKE = 0.9;
const LOOSELY_ALIKE = 0.45;

/** 1: the text holds the term; less: something alike; negative: its contrary; 0: none of them. */
export function match({ term, alike }: WeighedTerm, meaning: ReadonlySet<string>, lexicon: Lexicon): number {
  if (meaning.has(term)) return 1;
  if (contrariesOf(term, lexicon).some((contrary) => meaning.has(contrary))) return -1;
  if (alike.some((other) => isConcept(other) && meaning.has(other))) return ALIKE;
  return alike.some((other) => meaning.has(other)) ? LOOSELY_ALIKE : 0;
}

/** Whether a text says nothing of a word that the knowledge lacks: what stands for it elsewhere does not stand here. */
export function isMissing(term: WeighedTerm, meaning: ReadonlySet<string>, lexicon: Lexicon): boolean {
  return (
    (term.isUnknown || term.standIns !== undefined || isNeverUsed(term, lexicon)) &&
    match(term, meaning, lexicon) === 0
  );
}

/** Where the owner wrote which words are alike, a dictionary's say nothing of one that she never uses. */
function isNeverUsed({ spread, alike }: WeighedTerm, { things }: Lexicon): boolean {
  return things.size > 0 && spread === 0 && !alike.some(isConcept);
}

/** Of "ML engineers need it, while AI engineers do not", the clauses about the one thing that is asked about. */
export function aboutAsked(
  clauses: readonly Clause[],
  asked: ReadonlySet<Concept>,
  lexicon: Lexicon,
): readonly Clause[] {
  if (asked.size !== 1) return clauses;
  const apart = clauses.flatMap((clause) => splitByThing(clause, lexicon));
  const named = apart.map(({ text }) => entitiesIn(text, lexicon));
  const own = apart.filter((_, i) => [...(named[i] ?? [])].some((thing) => asked.has(thing)));
  const hasOthers = named.some((things) => [...things].some((thing) => !asked.has(thing)));
  return hasOthers && own.length > 0 ? own : clauses;
}

/** "Keepers light lamps and ringers pull ropes" makes two claims, "keepers and ringers pull ropes" one. */
function splitByThing(clause: Clause, lexicon: Lexicon): Clause[] {
  const parts = clause.text.split(/ and /i);
  const isClaim = (part: string) => {
    const [first] = lexicon.mentions(part).filter(({ concept }) => concept.isEntity);
    return (
      first !== undefined &&
      words(part.slice(0, first.start)).length < 2 &&
      words(part.slice(first.end)).length > 1
    );
  };
  return parts.length > 1 && parts.every(isClaim) ? parts.flatMap(splitClauses) : [clause];
}

/** "Right now" says nothing of rights, nor of what is right. */
const ADVERBS = /\bright (?:now|away|here|there|after|before|behind)\b/gi;

export function meaningOf(whole: string, lexicon: Lexicon): Set<string> {
  const text = whole.replace(ADVERBS, '');
  return new Set([
    ...words(text).map(({ word }) => stem(word)),
    ...lexicon.mentions(text).map(({ concept }) => conceptTerm(concept)),
  ]);
}
