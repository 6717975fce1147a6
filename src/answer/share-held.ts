/**
 * How much of what is asked about a thing the best passages hold. Of "what music do keepers listen to?" every passage
 * holds the keepers: what counts is that none holds music, nor listening.
 */
import { rarity } from '../retrieval/background.ts';
import { isFamily } from '../retrieval/matching.ts';
import type { Found, WeighedTerm } from '../retrieval/retrieve.ts';
import { isConcept, type Lexicon } from '../text/lexicon.ts';
import { words } from '../text/tokenize.ts';
import { GENERIC } from '../understanding/nouns.ts';
import { core } from '../understanding/question.ts';
import { type Reading, readPassage } from './rules/reading.ts';

/** Share of the passages from which a word is what the knowledge is about, and says nothing about a question. */
export const EVERYWHERE = 0.25;
/** Passages that are looked through: those that the evidence weighs. */
const READ = 3;
/** What counts for a word besides itself: one of its family, the owner's word for it, a general word of like meaning. */
const CREDIT = { family: 0.8, concept: 0.7, alike: 0.5 };

export interface Held {
  /** Share of the weight of {@link asked} that the best passages hold, 0 to 1; 1 where nothing is asked but the thing. */
  share: number;
  /** The words asked now that are not the thing itself. */
  asked: readonly WeighedTerm[];
  /** Whether the question names a thing of the lexicon, or a word that stands everywhere. */
  isAboutThing: boolean;
}

/** Looks the words of a question up in its best passages. Linear in their length, once for each passage. */
export function lookForAsked(question: string, { hits, terms }: Found, lexicon: Lexicon): Held {
  const { things } = lexicon;
  // What leads up to a question is not what it asks.
  const asks = new Set(words(core(question)).map(({ word }) => word));
  const now = terms.filter(({ weight, word }) => weight === 1 && asks.has(word));
  const isThing = ({ alike, spread }: WeighedTerm) =>
    spread >= EVERYWHERE || alike.some((other) => things.has(other));
  const asked = now.filter((term) => !isThing(term) && !GENERIC.has(term.word));
  const read = hits.slice(0, READ).map((hit) => everythingIn(readPassage(hit, lexicon)));
  let total = 0;
  let held = 0;
  for (const term of asked) {
    const credit = Math.max(0, ...read.map((found) => creditOf(found, term)));
    total += rarity(term.term);
    held += credit * rarity(term.term);
  }
  return { share: total === 0 ? 1 : held / total, asked, isAboutThing: now.some(isThing) };
}

/** Whether one of the best passages holds a word, one of its family, or the owner's word for it. */
export function isToldOf(term: WeighedTerm, hits: Found['hits'], lexicon: Lexicon): boolean {
  return hits
    .slice(0, READ)
    .some((hit) => creditOf(everythingIn(readPassage(hit, lexicon)), term) > CREDIT.alike);
}

function creditOf(found: ReadonlySet<string>, { term, alike }: WeighedTerm): number {
  if (found.has(term)) return 1;
  for (const other of found) if (isFamily(term, other)) return CREDIT.family;
  const like = alike.filter((other) => found.has(other));
  return like.some(isConcept) ? CREDIT.concept : like.length > 0 ? CREDIT.alike : 0;
}

const known = new WeakMap<Reading, ReadonlySet<string>>();

/** All terms and concepts of a passage, of what stands above it, and of the questions it answers. */
export function everythingIn(reading: Reading): ReadonlySet<string> {
  let everything = known.get(reading);
  if (!everything) {
    const { around, sentences, questions } = reading;
    everything = new Set([
      ...around,
      ...sentences.flatMap(({ terms }) => [...terms]),
      ...questions.flatMap(({ weights, concepts }) => [...weights.keys(), ...concepts]),
    ]);
    known.set(reading, everything);
  }
  return everything;
}
