/** Finds passages by the questions that their sections list, all words counted: "are they the same?" has no word of topic. */
import type { Passage } from '../domain.ts';
import { conceptTerm, type Lexicon } from '../text/lexicon.ts';
import { stem, words } from '../text/tokenize.ts';
import type { InvertedIndex } from './inverted-index.ts';

/** Likeness to a listed question from which its passage is looked at, and how many are looked at. */
const NEAR = { from: 0.7, most: 4 };
/** Listed questions that share a word, from which it tells none apart; so a question costs no more in a huge folder. */
const COMMON = 2000;

/** The questions that a passage answers by what its section says: those listed, and headings that ask. */
export function questionsOf({ questions, headings }: Passage): string[] {
  return [...questions, ...headings.filter((heading) => heading.endsWith('?'))];
}

/** @returns up to four passages for a question, the nearest first. */
type Near = (question: string) => number[];

const built = new WeakMap<InvertedIndex, Near>();

/** The passages whose listed questions are nearest to a question; built once for an index, on the first question. */
export function nearestListed(index: InvertedIndex, question: string): number[] {
  const near = built.get(index) ?? buildNear(index);
  built.set(index, near);
  return near(question);
}

function buildNear({ passages, lexicon }: InvertedIndex): Near {
  const entries = passages.flatMap((passage, number) =>
    questionsOf(passage).map((text) => ({ number, keys: keysOf(text, lexicon) })),
  );
  const postings = new Map<string, number[]>();
  for (const [entry, { keys }] of entries.entries()) {
    for (const key of keys) {
      const found = postings.get(key);
      if (found) found.push(entry);
      else postings.set(key, [entry]);
    }
  }
  for (const [key, found] of postings) if (found.length > COMMON) postings.set(key, []);
  const weigh = (key: string) => {
    const count = postings.get(key)?.length ?? 1;
    return count === 0 ? 0 : Math.log1p(entries.length / count);
  };
  const sum = (keys: ReadonlySet<string>) => [...keys].reduce((total, key) => total + weigh(key), 0);
  const totals = entries.map(({ keys }) => sum(keys));
  return (question) => {
    const keys = keysOf(question, lexicon);
    const asked = sum(keys);
    const shared = new Map<number, number>();
    for (const key of keys) {
      const weight = weigh(key);
      for (const entry of postings.get(key) ?? []) shared.set(entry, (shared.get(entry) ?? 0) + weight);
    }
    const near = [...shared]
      .map(([entry, weight]) => ({ entry, likeness: (2 * weight) / (asked + (totals[entry] ?? 0)) }))
      .filter(({ likeness }) => likeness >= NEAR.from)
      .sort((a, b) => b.likeness - a.likeness || a.entry - b.entry)
      .flatMap(({ entry }) => entries[entry]?.number ?? []);
    return [...new Set(near)].slice(0, NEAR.most);
  };
}

/** All stems of a text; a thing that the lexicon knows counts once, by whatever name. */
function keysOf(text: string, lexicon: Lexicon): Set<string> {
  const named = lexicon.mentions(text).filter(({ concept }) => concept.isEntity);
  return new Set([
    ...named.map(({ concept }) => conceptTerm(concept)),
    ...words(text)
      .filter(({ start }) => !named.some((mention) => mention.start <= start && start < mention.end))
      .map(({ word }) => stem(word)),
  ]);
}
