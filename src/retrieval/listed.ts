/** How close a question is to the questions that a section of the knowledge says it answers. */
import { opensSection, type Passage } from '../domain.ts';
import { conceptTerm, type Lexicon } from '../text/lexicon.ts';
import { STOP_WORDS } from '../text/stop-words.ts';
import { terms, words } from '../text/tokenize.ts';
import { rarity } from './background.ts';
import { type QueryTerm, scoreOf } from './bm25.ts';
import type { InvertedIndex } from './inverted-index.ts';
import { nearestListed, questionsOf } from './listed-index.ts';
import { createReader, type Ranked, READ, rankOf } from './rerank.ts';

/** What the name of a thing counts for in a question, however many words it has, beside a rare word: 1. */
const THING_WEIGHT = 0.5;
/** What a word counts for when only a word of like meaning is there. */
const ALIKE = 0.7;
/** What a word without a topic counts for beside one that makes another question of the same topic: 1. */
const PLAIN_WORD = 0.3;
/** What being put in other such words may take from the likeness. */
const FORM_SHARE = 0.12;
const TELLING = new Set(
  'what how why when where who which whose not no never without before after both other another instead same'.split(
    ' ',
  ),
);
const NEGATIVE =
  /^(?:(?:do|does|did|is|are|was|were|wo|would|ca|could|should|have|has|had|ai|need|must)nt|cannot)$/;
/** What being headed by the question counts for beside being listed under the heading. */
const HEADED = 0.9;

/** A question that a section says it answers. */
export interface ListedQuestion {
  text: string;
  /** Term → rarity in general English. */
  weights: ReadonlyMap<string, number>;
  /** How it is put: its words without a topic, with their weights. */
  form: ReadonlyMap<string, number>;
  total: number;
  concepts: ReadonlySet<string>;
}

/** What a passage says it answers. */
export interface Listed {
  /** Those that its section lists, and headings that ask. */
  questions: readonly ListedQuestion[];
  /** The heading right above, as if it were a question; none for a passage without one, or further below. */
  heading: readonly ListedQuestion[];
}

/** Passages do not change, so each is read once; a reload of the knowledge brings new ones. */
const read = new WeakMap<Passage, Listed>();

/** What a passage says it answers. Linear in its headings the first time, free afterwards. */
export function listedOf(passage: Passage, lexicon: Lexicon): Listed {
  const known = read.get(passage);
  if (known) return known;
  const weigh = (text: string) => weighed(text, lexicon);
  const listed = {
    questions: questionsOf(passage).map(weigh),
    heading: opensSection(passage) ? passage.headings.slice(-1).map(weigh) : [],
  };
  read.set(passage, listed);
  return listed;
}

function weighed(text: string, lexicon: Lexicon): ListedQuestion {
  const mentions = lexicon.mentions(text);
  const named = mentions.filter(({ concept }) => concept.isEntity);
  const weights = new Map([
    ...terms(text)
      .filter(({ start }) => !named.some((mention) => mention.start <= start && start < mention.end))
      .map(({ term }): [string, number] => [term, rarity(term)]),
    ...named.map(({ concept }): [string, number] => [conceptTerm(concept), THING_WEIGHT]),
  ]);
  const form = formOf(text);
  const total = sumOf(weights);
  return {
    text,
    weights,
    form,
    total,
    concepts: new Set(mentions.map(({ concept }) => conceptTerm(concept))),
  };
}

/** How a question is put: "what do they do" and "what need they not do" share each word that has a topic. */
export function formOf(question: string): Map<string, number> {
  const found = words(question)
    .filter(({ word }) => STOP_WORDS.has(word))
    .map(({ word }) => (NEGATIVE.test(word) ? 'not' : word));
  return new Map(found.map((word) => [word, TELLING.has(word) ? 1 : PLAIN_WORD]));
}

function dice(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const total = sumOf(one) + sumOf(other);
  if (total === 0) return 1;
  let shared = 0;
  for (const [word, weight] of one) if (other.has(word)) shared += weight;
  return (2 * shared) / total;
}

function sumOf(weights: ReadonlyMap<string, number>): number {
  return [...weights.values()].reduce((sum, weight) => sum + weight, 0);
}

/** Likeness of the question to what a passage says it answers, 0 to 1. */
export function likenessToListed(
  passage: Passage,
  query: readonly QueryTerm[],
  form: ReadonlyMap<string, number>,
  lexicon: Lexicon,
): number {
  const { questions, heading } = listedOf(passage, lexicon);
  return Math.max(
    listedLikeness(questions, query, form, lexicon.things),
    HEADED * listedLikeness(heading, query, form, lexicon.things),
  );
}

/**
 * Likeness of the question to the nearest listed one, 0 to 1: twice the weight of the words they share over the weight
 * of all words of both (Dice, 1945).
 */
export function listedLikeness(
  listed: readonly ListedQuestion[],
  query: readonly QueryTerm[],
  form: ReadonlyMap<string, number>,
  things: ReadonlySet<string>,
): number {
  if (listed.length === 0) return 0;
  const named = new Map<string, number>();
  const rest = query.filter(({ alike, weight, isHint }) => {
    const thing = isHint ? undefined : alike.find((other) => things.has(other));
    if (thing !== undefined) named.set(thing, Math.max(named.get(thing) ?? 0, weight));
    return thing === undefined;
  });
  const asked =
    rest.reduce((sum, { term, weight, isHint }) => sum + (isHint ? 0 : weight * rarity(term)), 0) +
    [...named.values()].reduce((sum, weight) => sum + THING_WEIGHT * weight, 0);
  let best = 0;
  for (const { weights, form: its, total, concepts } of listed) {
    let shared = 0;
    for (const [thing, weight] of named) if (weights.has(thing)) shared += THING_WEIGHT * weight;
    for (const { term, alike, weight, isHint } of rest) {
      if (isHint) continue;
      if (weights.has(term)) shared += weight * rarity(term);
      else if (alike.some((other) => concepts.has(other) || weights.has(other)))
        shared += ALIKE * weight * rarity(term);
    }
    if (shared === 0) continue;
    const put = 1 - FORM_SHARE * (1 - dice(form, its));
    best = Math.max(best, (put * 2 * shared) / (asked + total));
  }
  return Math.min(1, best);
}

/** Likeness to what a section says it answers, from which its passage moves up; and log odds that the full likeness is worth. */
const RAISED = { from: 0.57, worth: 2 };
/** The same for a question that is listed in nearly these words. */
const VERBATIM = { from: 0.9, worth: 4 };

/**
 * Moves up, among those whose sentences were read, the passages whose section says that it answers such a question; the
 * nearest of them are read, wherever they ranked.
 */
export function raiseListed<T extends Ranked>(
  index: InvertedIndex,
  query: readonly QueryTerm[],
  question: string,
  ranked: readonly T[],
): (T | Ranked)[] {
  const form = formOf(question);
  const top = ranked.slice(0, READ);
  const known = new Set(top.map(({ passage }) => passage));
  const near = nearestListed(index, question).filter((passage) => !known.has(passage));
  const read = createReader(index, query, Math.max(...top.map(({ score }) => score), 0) || 1);
  const added = near.map((passage): Ranked => {
    const scored = { passage, score: scoreOf(index, query, passage) };
    return { ...scored, rank: rankOf(read(scored)) };
  });
  const raised = [...top, ...added].map((one) => {
    const passage = index.passages[one.passage];
    const likeness = passage ? likenessToListed(passage, query, form, index.lexicon) : 0;
    const gain = [RAISED, VERBATIM].reduce(
      (sum, { from, worth }) => sum + (worth * Math.max(0, likeness - from)) / (1 - from),
      0,
    );
    return gain > 0 ? { ...one, rank: one.rank + gain } : one;
  });
  const rest = ranked.slice(READ).filter(({ passage }) => !near.includes(passage));
  return [...raised.sort((a, b) => b.rank - a.rank || a.passage - b.passage), ...rest];
}
