/**
 * How much each sentence of a passage looks like the answer to a question.
 *
 * Both rankings read it: passages are ranked by the best of their sentences, and the rules answer with those. The
 * weights are those of a conditional logit ("which of these sentences holds the answer?", McFadden 1974), so the sum
 * of `exp(score)` over a passage is, up to a factor, how likely the answer stands in it.
 */

/** A word of a sentence that speaks for a word of the question. */
export interface Placed {
  /** Which word of the question. */
  slot: number;
  /** Place among the content words of the sentence; words at most {@link WINDOW} apart stand together. */
  place: number;
  /** 1 for the word itself, less for one like it. */
  credit: number;
}

/** What a sentence holds of a question; shares of the question's weight, 0 to 1. */
export interface Likeness {
  /** In the sentence itself. */
  coverage: number;
  /** The same by rarity in this knowledge alone: a word that all passages share tells none apart. */
  telling: number;
  /** Only in the sentence before, which a pronoun may stand for. */
  before: number;
  /** Only in the sentence behind. */
  after: number;
  /** At most within one window. */
  together: number;
  /** Neighbours in the question that are neighbours in the sentence, in the same order. */
  pairs: number;
  /** Whether it opens its passage. */
  isFirst: boolean;
}

/** Content words that stand together, at most: about a clause. */
const WINDOW = 7;

const SHARE = { coverage: 3, telling: 2.7, before: 4, together: 2.4, pairs: 1.5, first: 0.4 };

/** Log odds, up to a constant, that a sentence holds the answer, by itself. 0 when it shares nothing. */
export function scoreOf({ coverage, telling, before, together, pairs, isFirst }: Likeness): number {
  return (
    SHARE.coverage * coverage +
    SHARE.telling * telling +
    SHARE.before * before +
    SHARE.together * together +
    SHARE.pairs * pairs +
    (isFirst ? SHARE.first : 0)
  );
}

/** What each word of the question weighs. */
export interface Weights {
  /** By rarity here and in general English. */
  all: readonly number[];
  /** By rarity in this knowledge alone. */
  here: readonly number[];
}

/**
 * Weighs the sentences of one passage. `around`: what the headings above the passage hold of each word of the
 * question, 0 to 1. Linear in the words placed, which are few.
 */
export function weighSentences(
  { all, here }: Weights,
  sentences: readonly (readonly Placed[])[],
  around: readonly number[] = [],
): Likeness[] {
  const total = sum(all) || 1;
  const totalHere = sum(here) || 1;
  const inPairs = all.reduce((weight, one, slot) => weight + (slot > 0 ? one + (all[slot - 1] ?? 0) : 0), 0);
  const above = all.map((_, slot) => around[slot] ?? 0);
  const held = sentences.map((placed) => {
    if (placed.length === 0) return above;
    const credits = above.slice();
    for (const { slot, credit } of placed) credits[slot] = Math.max(credits[slot] ?? 0, credit);
    return credits;
  });
  return sentences.map((placed, index) => {
    const own = held[index] ?? [];
    return {
      coverage: dot(own, all) / total,
      telling: dot(own, here) / totalHere,
      before: beyond(held[index - 1], own, all) / total,
      after: beyond(held[index + 1], own, all) / total,
      together: together(all, placed) / total,
      pairs: pairs(all, placed) / (inPairs || 1),
      isFirst: index === 0,
    };
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}

function dot(credits: readonly number[], weights: readonly number[]): number {
  let weight = 0;
  for (let slot = 0; slot < credits.length; slot++) weight += (credits[slot] ?? 0) * (weights[slot] ?? 0);
  return weight;
}

/** Weight that a neighbouring sentence holds and this one does not. */
function beyond(there: readonly number[] | undefined, own: readonly number[], weights: readonly number[]) {
  let weight = 0;
  if (there === undefined) return weight;
  for (let slot = 0; slot < own.length; slot++) {
    const more = (there[slot] ?? 0) - (own[slot] ?? 0);
    if (more > 0) weight += more * (weights[slot] ?? 0);
  }
  return weight;
}

/** The most weight within one window. */
function together(weights: readonly number[], placed: readonly Placed[]): number {
  const best = weights.map(() => 0);
  let most = 0;
  let start: number | undefined;
  for (const [from, { place }] of placed.entries()) {
    // One window a place, so that a word that speaks for many costs no more than they.
    if (place === start) continue;
    start = place;
    let weight = 0;
    let to = from;
    for (; to < placed.length; to++) {
      const { place: there, slot, credit } = placed[to] as Placed;
      if (there - start > WINDOW) break;
      const more = credit - (best[slot] ?? 0);
      if (more <= 0) continue;
      weight += more * (weights[slot] ?? 0);
      best[slot] = credit;
    }
    for (let i = from; i < to; i++) best[(placed[i] as Placed).slot] = 0;
    most = Math.max(most, weight);
  }
  return most;
}

/** Weight of the question's neighbours that are neighbours here, in the same order. */
function pairs(weights: readonly number[], placed: readonly Placed[]): number {
  if (placed.length < 2) return 0;
  const found = new Set<number>();
  let before = new Set<number>();
  let now = new Set<number>();
  let last = Number.NaN;
  for (const { place, slot } of placed) {
    if (place !== last) {
      before = place - last === 1 ? now : new Set();
      now = new Set();
      last = place;
    }
    now.add(slot);
    if (before.has(slot - 1)) found.add(slot);
  }
  let weight = 0;
  for (const slot of found) weight += (weights[slot - 1] ?? 0) + (weights[slot] ?? 0);
  return weight;
}
