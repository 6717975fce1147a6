/**
 * Whether what is asked for is there. A question such as "what does a keeper's dog eat?" shares its keeper with every
 * passage; that none of them has a dog is what counts. In this order:
 *
 * 1. `missing/look.ts` sorts the words of the question, and looks each up in the best passages.
 * 2. `missing/signs.ts` are the signs that it is not there; the first that shows decides, and names the words.
 *
 * Whether there is such a thing at all ("are there toilets on board?") is asked apart: see `missing/absent.ts`.
 */
import type { Found } from '../retrieval/retrieve.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { lookAt } from './missing/look.ts';
import { SIGNS } from './missing/signs.ts';
import type { Held } from './share-held.ts';

export interface Missing {
  /** By which of the signs this is told. */
  sign: string;
  /** As typed, but in lower case; never empty. */
  words: readonly string[];
}

/** The words asked for that none of the best passages holds; undefined when all is there. */
export function findMissing(
  question: string,
  found: Found,
  lexicon: Lexicon,
  held: Held,
): Missing | undefined {
  const look = lookAt(question, found, lexicon, held);
  for (const [sign, shown] of Object.entries(SIGNS)) {
    const missing = shown(look);
    if (missing.length > 0) return { sign, words: missing.map(({ word }) => word) };
  }
  return undefined;
}
