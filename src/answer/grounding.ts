/** Checks afterwards which sentences of an answer their cited passages support. */

import type { Passage } from '../domain.ts';
import type { Grounding } from '../protocol.ts';
import { rarity } from '../retrieval/background.ts';
import { sentences } from '../text/sentences.ts';
import { terms } from '../text/tokenize.ts';
import { sentencesOf } from './passage-sentences.ts';

/** Share of a sentence's rare words that the cited passages must hold. */
export const SUPPORT = 0.5;

const MARKER = / ?\[\d+\]/g;

/**
 * Which sentences of `text` stand on the passages cited in the answer, by the share of their content words found there.
 * A sentence without content words stands by itself. An answer without sentences scores 1.
 */
export function checkGrounding(text: string, cited: readonly Pick<Passage, 'text'>[]): Grounding {
  const known = termsOf(cited);
  const parts = sentences(text);
  const unsupported = parts.flatMap((part, i) => (shareHeld(part.text, known) >= SUPPORT ? [] : [i]));
  return {
    score: parts.length === 0 ? 1 : 1 - unsupported.length / parts.length,
    unsupported,
    spans: parts.flatMap(({ start, end }, i) =>
      unsupported.includes(i) ? [[start, end] as [number, number]] : [],
    ),
  };
}

/** A sentence of an answer and how much of it the cited passages hold, together and each. */
export interface GroundedSentence {
  text: string;
  isSupported: boolean;
  /** Share of its rare words, 0 to 1. */
  share: number;
  /** The passages that hold any of it, the one that holds most first. */
  passages: { id: string; share: number }[];
}

/** Says the same as {@link checkGrounding} sentence by sentence, with the passages. */
export function explainGrounding(
  text: string,
  cited: readonly { id: string; text: string }[],
): GroundedSentence[] {
  const known = termsOf(cited);
  const each = cited.map((passage) => ({ id: passage.id, terms: termsOf([passage]) }));
  return sentences(text).map(({ text: sentence }) => {
    const share = shareHeld(sentence, known);
    const passages = each
      .map(({ id, terms: held }) => ({ id, share: shareHeld(sentence, held) }))
      .filter((passage) => passage.share > 0)
      .sort((a, b) => b.share - a.share);
    return { text: sentence.replace(MARKER, '').trim(), isSupported: share >= SUPPORT, share, passages };
  });
}

const termsOf = (passages: readonly Pick<Passage, 'text'>[]) =>
  new Set(passages.flatMap((passage) => sentencesOf(passage).flatMap((sentence) => sentence.terms)));

/** Share of a sentence's rare words among the terms; 1 when it has none. */
function shareHeld(sentence: string, known: ReadonlySet<string>): number {
  let held = 0;
  let total = 0;
  for (const { term } of terms(sentence.replace(MARKER, ''))) {
    total += rarity(term);
    if (known.has(term)) held += rarity(term);
  }
  return total === 0 ? 1 : held / total;
}
