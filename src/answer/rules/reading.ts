/** A passage as the rules read it: its sentences, what stands above them, and the questions it says it answers. */
import type { Hit, Passage } from '../../domain.ts';
import { opensSection } from '../../knowledge/chunk.ts';
import { rarity } from '../../retrieval/background.ts';
import { type Concept, conceptTerm, type Lexicon } from '../../text/lexicon.ts';
import { terms } from '../../text/tokenize.ts';
import { sentencesOf } from '../passage-sentences.ts';

/** What the name of a thing counts for in a question, however many words it has, beside a rare word: 1. */
export const THING_WEIGHT = 0.5;

export interface ReadSentence {
  text: string;
  /** Its content words, as terms, in order. */
  inOrder: readonly string[];
  /** Its terms and the concepts it names. */
  terms: ReadonlySet<string>;
  /** The entities it speaks of: named in it, else before it in its passage, else above the passage. */
  subjects: ReadonlySet<Concept>;
}

/** A question that a section says it answers. */
export interface ListedQuestion {
  text: string;
  /** Term → rarity in general English. */
  weights: ReadonlyMap<string, number>;
  total: number;
  concepts: ReadonlySet<string>;
}

export interface Reading {
  sentences: readonly ReadSentence[];
  /** Terms and concepts of the title and the headings: what the sentences are about without saying so. */
  around: ReadonlySet<string>;
  questions: readonly ListedQuestion[];
  /** The heading right above, as if it were a question; none for a passage without one, or further below. */
  heading: readonly ListedQuestion[];
}

/** Passages do not change, so each is read once; a reload of the knowledge brings new ones. */
const readings = new WeakMap<Passage, Reading>();

/** Reads the passage of a hit. Linear in its length the first time, free afterwards. */
export function readPassage({ passage, document }: Hit, lexicon: Lexicon): Reading {
  const known = readings.get(passage);
  if (known) return known;
  const above = [document.title, ...passage.headings];
  let subjects =
    above.map((text) => entitiesIn(text, lexicon)).findLast(({ size }) => size > 0) ?? new Set<Concept>();
  const reading: Reading = {
    sentences: sentencesOf(passage).map(({ text, terms: inOrder }) => {
      const named = entitiesIn(text, lexicon);
      if (named.size > 0) subjects = named;
      return { text, inOrder, terms: new Set([...inOrder, ...conceptsIn(text, lexicon)]), subjects };
    }),
    around: new Set([
      ...terms(above.join('\n')).map(({ term }) => term),
      ...conceptsIn(above.join('\n'), lexicon),
    ]),
    heading: opensSection(passage) ? passage.headings.slice(-1).map(weighed) : [],
    questions: [...passage.questions, ...passage.headings.filter((heading) => heading.endsWith('?'))].map(
      weighed,
    ),
  };
  function weighed(listed: string): ListedQuestion {
    const named = lexicon.mentions(listed).filter(({ concept }) => concept.isEntity);
    const weights = new Map([
      ...terms(listed)
        .filter(({ start }) => !named.some((mention) => mention.start <= start && start < mention.end))
        .map(({ term }): [string, number] => [term, rarity(term)]),
      ...named.map(({ concept }): [string, number] => [conceptTerm(concept), THING_WEIGHT]),
    ]);
    const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    return { text: listed, weights, total, concepts: new Set(conceptsIn(listed, lexicon)) };
  }
  readings.set(passage, reading);
  return reading;
}

function conceptsIn(text: string, lexicon: Lexicon): string[] {
  return lexicon.mentions(text).map(({ concept }) => conceptTerm(concept));
}

/** The things that the topic tells apart which a text names. */
export function entitiesIn(text: string, lexicon: Lexicon): Set<Concept> {
  return new Set(lexicon.mentions(text).flatMap(({ concept }) => (concept.isEntity ? [concept] : [])));
}
