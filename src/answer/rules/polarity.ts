/**
 * Whether a sentence affirms or denies what a yes/no question asks. Where it is not sure it says nothing: a wrong "yes" is worse
 * than none. In this order:
 *
 * 1. `sides/`: some kinds of question have a reader of their own; what it says, holds.
 * 2. `open/by-question.ts`: questions that no word in common could answer are left open.
 * 3. `open/by-sentence.ts`: so are those that the sentence, claim by claim, does not speak of.
 * 4. `open/by-side.ts`: what is left is denied or affirmed, each unless a reason stands against it.
 *
 * {@link explainSide} names the reason for which a question is left open.
 */
import type { WeighedTerm } from '../../retrieval/retrieve.ts';
import type { Concept, Lexicon } from '../../text/lexicon.ts';
import { words } from '../../text/tokenize.ts';
import { hedgesDenial } from './demand.ts';
import { BY_QUESTION } from './open/by-question.ts';
import { BY_CLAIM, BY_SENTENCE } from './open/by-sentence.ts';
import { BY_AFFIRMATION, BY_DENIAL, BY_FULL_AFFIRMATION, isHalfDemand } from './open/by-side.ts';
import { type Asked, readQuestion, readSentence, weigh } from './open/case.ts';
import { asksNegatively } from './open/negative.ts';
import { firstOf } from './open/reasons.ts';
import { entitiesIn } from './reading.ts';
import type { Side } from './sides/asked.ts';
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

/** The side that a sentence takes, or the name of the reason for which it leaves the question open. */
export type Explained = { side: Side; open?: undefined } | { side?: undefined; open: string };

/** @returns the side that the sentence takes on the question, or undefined when it does not clearly take one. */
export function sideOf(input: PolarityInput): Side | undefined {
  return explainSide(input).side;
}

/** Says why, too: see {@link sideOf}. */
export function explainSide(input: PolarityInput): Explained {
  const { question, sentence, lexicon } = input;
  const asked = entitiesIn(question, lexicon);
  const told = [...entitiesIn(sentence, lexicon)];
  const ofAll = () => explainFor(input, asked);
  // "ML engineers must, while AI engineers hardly need it" answers "is it needed?" with: that depends.
  if (asked.size === 1 || told.length !== 2) return ofAll();
  const [one, other] = told.map((thing) => explainFor(input, new Set([thing])));
  if (one?.side && other?.side) return one.side === other.side ? one : { side: 'depends' };
  // "Keepers must, while ringers merely look on" says nothing clear of all of them.
  if (asked.size === 0 && (one?.side || other?.side)) return { open: 'it is said of one of two things' };
  return ofAll();
}

/** What was added to make a question stand alone, and what something is for: neither is what it comes down to. */
const ASIDE = / \(.*$/;
const WHAT_FOR = / for (?:the|your|this|our) [\w -]{2,30}\W*$/i;

/** The word that a question comes down to: the last of its predicate, but for what is said aside. */
function focusOf({ question, predicate }: Asked): WeighedTerm | undefined {
  const main = question.replace(ASIDE, '');
  const parts = [main.replace(WHAT_FOR, ''), main].map(
    (part) => new Set(words(part).map(({ word }) => word)),
  );
  const found = parts.map((said) => predicate.findLast(({ word }) => said.has(word)));
  return found.find((one) => one !== undefined) ?? predicate.at(-1);
}

/** The side on what is asked about `things`. */
function explainFor(input: PolarityInput, things: ReadonlySet<Concept>): Explained {
  const asked = readQuestion(input, things);
  const read = readSide(asked.asks, input, things);
  if (read) return { side: read };
  const left = firstOf(BY_QUESTION, asked);
  const focus = focusOf(asked);
  if (left !== undefined || !focus) return { open: left ?? 'asks nothing but its thing' };
  const told = readSentence(asked, focus);
  const unsaid = firstOf(BY_SENTENCE, told);
  if (unsaid !== undefined) return { open: unsaid };
  const weighed = weigh(told);
  const unclaimed = firstOf(BY_CLAIM, weighed);
  if (unclaimed !== undefined) return { open: unclaimed };

  // A question that is itself negative turns the side round.
  const put = (side: Side) => ({ side: asksNegatively(asked.asks) ? (side === 'yes' ? 'no' : 'yes') : side });
  if (weighed.denied) {
    const open = firstOf(BY_DENIAL, weighed);
    // "AI engineers need none, and even for ML engineers it is not strictly required": the hedge is of the other thing.
    const claimed = weighed.claims.map(({ text }) => text).join(', ');
    return open !== undefined ? { open } : put(hedgesDenial(claimed) ? 'not always' : 'no');
  }
  const doubt = firstOf(BY_AFFIRMATION, weighed);
  if (doubt !== undefined) return { open: doubt };
  if (isHalfDemand(weighed)) return put('not always');
  const open = firstOf(BY_FULL_AFFIRMATION, weighed);
  return open !== undefined ? { open } : put('yes');
}
