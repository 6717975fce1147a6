/** A passage as the rules read it: its sentences, and what stands above them. */
import type { Hit, Passage } from '../../domain.ts';
import { type ListedQuestion, listedOf } from '../../retrieval/listed.ts';
import { type Concept, conceptTerm, type Lexicon } from '../../text/lexicon.ts';
import { terms } from '../../text/tokenize.ts';
import { sentencesOf } from '../passage-sentences.ts';

export interface ReadSentence {
  text: string;
  /** Its content words, as terms, in order. */
  inOrder: readonly string[];
  /** Its terms and the concepts it names. */
  terms: ReadonlySet<string>;
  /** The entities it speaks of: named in it, else before it in its passage, else above the passage. */
  subjects: ReadonlySet<Concept>;
}

export interface Reading {
  sentences: readonly ReadSentence[];
  /** Terms and concepts of the title and the headings: what the sentences are about without saying so. */
  around: ReadonlySet<string>;
  /** What its section says it answers. */
  questions: readonly ListedQuestion[];
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
    questions: listedOf(passage, lexicon).questions,
  };
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
