/** The sentences of a passage with their content words, split and stemmed once: passages do not change. */
import type { Passage } from '../domain.ts';
import { soundSentences } from '../text/orders.ts';
import { terms } from '../text/tokenize.ts';

export interface PassageSentence {
  text: string;
  /** Its content words, as terms, in order. */
  terms: readonly string[];
}

const known = new WeakMap<Pick<Passage, 'text'>, readonly PassageSentence[]>();

/**
 * The sentences of a passage in order, without what was planted for a machine to obey: that is neither quoted nor
 * supports anything. Linear in its length the first time, free afterwards.
 */
export function sentencesOf(passage: Pick<Passage, 'text'>): readonly PassageSentence[] {
  let parts = known.get(passage);
  if (!parts) {
    parts = soundSentences(passage.text).map(({ text }) => ({
      text,
      terms: terms(text).map(({ term }) => term),
    }));
    known.set(passage, parts);
  }
  return parts;
}
