/** Checks afterwards which sentences of an answer their cited passages support. */

import type { Grounding } from '../protocol.ts';
import { rarity } from '../retrieval/background.ts';
import { sentences } from '../text/sentences.ts';
import { terms } from '../text/tokenize.ts';

/** Share of a sentence's rare words that the cited passages must hold. */
const SUPPORT = 0.5;

const MARKER = /\[\d+\]/g;

/**
 * Which sentences of `text` stand on the passages cited in the answer, by the share of their content words found there.
 * A sentence without content words stands by itself. An answer without sentences scores 1.
 */
export function checkGrounding(text: string, citedTexts: readonly string[]): Grounding {
  const known = new Set(citedTexts.flatMap((cited) => terms(cited).map(({ term }) => term)));
  const parts = sentences(text);
  const unsupported = parts.flatMap((sentence, i) => {
    let held = 0;
    let total = 0;
    for (const { term } of terms(sentence.text.replace(MARKER, ''))) {
      total += rarity(term);
      if (known.has(term)) held += rarity(term);
    }
    return total === 0 || held / total >= SUPPORT ? [] : [i];
  });
  return {
    score: parts.length === 0 ? 1 : 1 - unsupported.length / parts.length,
    unsupported,
    spans: parts.flatMap(({ start, end }, i) =>
      unsupported.includes(i) ? [[start, end] as [number, number]] : [],
    ),
  };
}
