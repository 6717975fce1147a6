/** What the readers of a side share: a yes/no question, a sentence, and how much of the one the other holds. */
import { stem, terms, words } from '../../../text/tokenize.ts';

/** Whether a question is affirmed; `not always`: denied, but not of all or in every case. `depends`: said of one thing, denied of another. */
export type Side = 'yes' | 'no' | 'not always' | 'depends';

export interface Read {
  /** As it was put, with what leads up to it. */
  message: string;
  /** The question in lower case, without what leads up to it. */
  asks: string;
  /** The sentence, or of it what is about the thing asked about. */
  sentence: string;
  /** The claims of the sentence. */
  clauses: readonly string[];
  /**
   * Share of the question's words, but for some, that the sentence holds itself, or one of its clauses: 0 to 1. 0 where
   * a word is asked of which neither the knowledge nor the sentence speaks.
   */
  held(except: ReadonlySet<string>, clause?: string): number;
  /** The same with what stands above the sentence, and before it where it leans. */
  heldAround(except: ReadonlySet<string>): number;
  /** How many words of the question there are, but for some. */
  asksBesides(except: ReadonlySet<string>): number;
  /** Terms that mean the same as a term, itself among them. */
  alike(term: string): readonly string[];
  /** Terms that mean the contrary of a term. */
  contraries(term: string): readonly string[];
}

/** Looks for one kind of question, and says what the sentence answers to it: undefined when it is another kind, or open. */
export type SideReader = (read: Read) => Side | undefined;

/** Share of what is asked that a sentence must hold before it says no, or yes. */
export const SURE = { no: 0.7, yes: 0.85 };

/** Stems of a list of words. */
export function stems(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').map(stem));
}

/** Stems of all words of a text, in order. */
export function stemsIn(text: string): string[] {
  return words(text).map(({ word }) => stem(word));
}

/** The terms of a text that carry its topic, in order. */
export function termsIn(text: string): string[] {
  return terms(text).map(({ term }) => term);
}

export const opposite = (side: Side): Side => (side === 'yes' ? 'no' : side === 'no' ? 'yes' : side);

/** Whether "can you file for me?" meets a sentence about others: that couples may file is no promise to do it. */
export function isOfOthers(asks: string, sentence: string): boolean {
  return (
    /^(?:can|could|will|would|do) (?:you|u)\b/.test(asks) && !/\b(?:we|us|ours?|you|your)\b/i.test(sentence)
  );
}
