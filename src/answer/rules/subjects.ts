/** Which of the things that the topic tells apart a sentence speaks of. */
import type { Concept, Lexicon } from '../../text/lexicon.ts';
import { sentences } from '../../text/sentences.ts';
import type { ScoredSentence } from './select.ts';

/** The entities named in the sentence; else in the ones before it in its passage; else in the headings above. */
export function subjectsOf({ hit, text, index }: ScoredSentence, lexicon: Lexicon): Set<Concept> {
  const own = named(text, lexicon);
  if (own.size > 0) return own;
  const before = sentences(hit.passage.text).slice(0, index).reverse();
  for (const sentence of before) {
    const found = named(sentence.text, lexicon);
    if (found.size > 0) return found;
  }
  for (const heading of hit.passage.headings.toReversed()) {
    const found = named(heading, lexicon);
    if (found.size > 0) return found;
  }
  return named(hit.document.title, lexicon);
}

function named(text: string, lexicon: Lexicon): Set<Concept> {
  return new Set(lexicon.mentions(text).flatMap(({ concept }) => (concept.isEntity ? [concept] : [])));
}
