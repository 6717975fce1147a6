/** Many phrases, indexed by how they open, so that a text is tried only against the few that it may hold. */
import type { Phrase } from './phrases.ts';
import type { Token } from './words.ts';

export interface PhraseBook<Entry extends { phrase: Phrase }> {
  /** The entries whose phrase may be said in `tokens`, in the order of the book; no other is. */
  near(tokens: readonly Token[]): Entry[];
}

/** Indexes `entries`. Asking costs a look-up a token, however many phrases there are. */
export function createPhraseBook<Entry extends { phrase: Phrase }>(
  entries: readonly Entry[],
): PhraseBook<Entry> {
  const byOpening = new Map<string, number[]>();
  /** Those that open with a number or a gap. */
  const open: number[] = [];
  for (const [at, { phrase }] of entries.entries()) {
    const [first] = phrase.elements;
    if (first?.kind !== 'one-of') open.push(at);
    else for (const stem of first.byFirst.keys()) byOpening.set(stem, [...(byOpening.get(stem) ?? []), at]);
  }
  return {
    near(tokens) {
      const near = new Set(open);
      for (const { stem } of tokens) for (const at of byOpening.get(stem) ?? []) near.add(at);
      return [...near].sort((a, b) => a - b).flatMap((at) => entries[at] ?? []);
    },
  };
}
