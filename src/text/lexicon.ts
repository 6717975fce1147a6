/** The owner's words for the topic: which mean the same, and which things must not be taken for each other. */
import { stem, words } from './tokenize.ts';

/** Words and phrases of like meaning. */
export interface Concept {
  /** Unique; how the concept is indexed. */
  id: string;
  /** As a sentence would call it. */
  name: string;
  words: readonly string[];
  /** True: one of the things that the topic tells apart; what is said of one is no answer about another. */
  isEntity: boolean;
  /** True: the owner says that the knowledge does not cover this, whatever words a question shares with it. */
  isOutside?: boolean;
}

/** What a `lexicon.yaml` holds. */
export interface LexiconData {
  concepts: readonly Concept[];
  /** Pairs of words that mean the contrary of each other. */
  opposites: readonly (readonly [string, string])[];
}

/** A place in a text where a concept is named. */
export interface Mention {
  concept: Concept;
  start: number;
  end: number;
}

export interface Lexicon {
  readonly concepts: readonly Concept[];
  /** The terms of those concepts that are entities. */
  readonly things: ReadonlySet<string>;
  /** Every mention, in order; of overlapping ones the longest. */
  mentions(text: string): Mention[];
  /** Stems of the words that mean the contrary of a stem. */
  opposites(term: string): readonly string[];
}

/** The term under which a concept is indexed; no word of a text can be the same. */
export function conceptTerm({ id }: Pick<Concept, 'id'>): string {
  return `@${id}`;
}

/** Whether a term stands for a concept. */
export function isConcept(term: string): boolean {
  return term.startsWith('@');
}

/** Compiles a lexicon; without data it knows nothing, and everything works without it. */
export function createLexicon(data: LexiconData = { concepts: [], opposites: [] }): Lexicon {
  /** First stem of a phrase → the phrases, longest first. */
  const phrases = new Map<string, { stems: string[]; concept: Concept }[]>();
  for (const concept of data.concepts) {
    for (const phrase of [concept.name, ...concept.words]) {
      const stems = words(phrase).map(({ word }) => stem(word));
      const [first] = stems;
      if (first === undefined) continue;
      const list = phrases.get(first) ?? [];
      list.push({ stems, concept });
      phrases.set(first, list);
    }
  }
  const byLength = (a: { stems: string[]; concept: Concept }, b: typeof a) =>
    b.stems.length - a.stems.length ||
    Number(b.concept.isOutside ?? false) - Number(a.concept.isOutside ?? false);
  for (const list of phrases.values()) list.sort(byLength);

  const contraries = new Map<string, string[]>();
  for (const [left, right] of data.opposites) {
    const [a, b] = [stem(left.toLowerCase()), stem(right.toLowerCase())];
    contraries.set(a, [...(contraries.get(a) ?? []), b]);
    contraries.set(b, [...(contraries.get(b) ?? []), a]);
  }

  return {
    concepts: data.concepts,
    things: new Set(data.concepts.filter(({ isEntity }) => isEntity).map(conceptTerm)),
    mentions(text) {
      if (phrases.size === 0) return [];
      const found: Mention[] = [];
      const inText = words(text).map(({ word, start, end }) => ({ term: stem(word), start, end }));
      for (let i = 0; i < inText.length; ) {
        const match = phrases
          .get(inText[i]?.term ?? '')
          ?.find(({ stems }) => stems.every((term, offset) => inText[i + offset]?.term === term));
        const first = inText[i];
        const last = inText[i + (match?.stems.length ?? 1) - 1];
        if (match && first && last) found.push({ concept: match.concept, start: first.start, end: last.end });
        i += match?.stems.length ?? 1;
      }
      return found;
    },
    opposites: (term) => contraries.get(term) ?? [],
  };
}
