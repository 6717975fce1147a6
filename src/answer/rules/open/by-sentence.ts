/** Why a sentence that shares words with a question does not speak of what it asks. English only. */
import { conceptTerm } from '../../../text/lexicon.ts';
import { stem, words } from '../../../text/tokenize.ts';
import { contrariesOf } from '../contraries.ts';
import { isMissing, meaningOf } from '../meaning.ts';
import { entitiesIn } from '../reading.ts';
import type { Told, Weighed } from './case.ts';
import { isDenial } from './negative.ts';
import type { Reasons } from './reasons.ts';

/** Share of the predicate that the sentence must hold itself: a heading is about much that its sentences do not say. */
const HERE = 0.5;

/** That it is not known, whatever else a sentence names. */
const NOT_KNOWN =
  /\b(?:nobody|no one|none of us) (?:can (?:say|tell)|could (?:say|tell)|knows|(?:really |yet )?know)\b|\bcannot be (?:told|said|known)\b|\b(?:is|are) (?:not|un)[ -]?known\b/i;

export const BY_SENTENCE: Reasons<Told> = {
  /** "How crowded it is, nobody can say." */
  'it says that nobody knows': ({ sentence }) => NOT_KNOWN.test(sentence),
  /** What neither the knowledge nor the sentence speaks of is not affirmed, nor denied. */
  'a word of it is told nowhere': ({ predicate, own, lexicon }) =>
    predicate.some((term) => !isDenial(term.word) && isMissing(term, own, lexicon)),
  'a word of it is said of another thing': saidOfOther,
  /** "Some allow it, others ban it." */
  'it says both': ({ predicate, own, lexicon }) =>
    predicate.some(
      ({ term }) => own.has(term) && contrariesOf(term, lexicon).some((other) => own.has(other)),
    ),
  /** "Could I start part-time?" against "Start both at the same time.": of an owner's phrase the parts say nothing. */
  'a phrase of it is said in parts only': ({ question, whole, lexicon }) =>
    lexicon
      .mentions(question)
      .some(
        ({ concept, start, end }) =>
          !concept.isEntity &&
          /[\s-]/.test(question.slice(start, end).trim()) &&
          !whole.has(conceptTerm(concept)),
      ),
  /** "They mend more than they make" says of making only that it is less. */
  'it stands behind "than"': ({ predicate, own, sentence, lexicon, matchOf }) => {
    const measured = meaningOf(sentence.replace(/\bthan\b.*/i, ''), lexicon);
    return predicate.some((term) => matchOf(term, own) > 0 && matchOf(term, measured) === 0);
  },
  /** What it comes down to must be said, or pointed at; it is not enough that it is written above. */
  'what it comes down to is not said': ({ focus, own, whole, pointsBack, matchOf }) =>
    matchOf(focus, own) === 0 && !(pointsBack && matchOf(focus, whole) > 0),
  'most of it stands only above': ({ own, pointsBack, shareOf }) => shareOf(own) < HERE && !pointsBack,
  'it measures another thing': measuresOther,
};

/** "AI gets feedback from users, while ML gets feedback from data": what is said word for word of the other is not meant here. */
function saidOfOther({ predicate, sentence, own, lexicon, matchOf }: Told): boolean {
  const ofOther = [...meaningOf(sentence, lexicon)].filter((term) => !own.has(term));
  return predicate.some((term) => ofOther.includes(term.term) && matchOf(term, own) > 0);
}

/** "Its path is steeper than that of B" says of the other thing what is asked about B. */
function measuresOther({ sentence, things, lexicon }: Told): boolean {
  const than = sentence.search(/\bthan\b/i);
  if (than < 0 || things.size !== 1) return false;
  const measured = entitiesIn(sentence.slice(0, than), lexicon);
  return measured.size > 0 && ![...things].some((thing) => measured.has(thing));
}

export const BY_CLAIM: Reasons<Weighed> = {
  'none of its claims holds it': ({ best, bestPointsBack, focus, own, matchOf }) =>
    best.matched === 0 && !(bestPointsBack && matchOf(focus, own) > 0),
  /** "Was it built by the guild?": that a guild is named elsewhere in the sentence is no answer. */
  'it does not say by whom': ({ asks, sentence }) => {
    const doer = doerIn(asks);
    return doer !== undefined && !saysByWhom(sentence, doer);
  },
  /** "Does oil smoke?" against "Tallow smokes, while oil burns clear." */
  'its words stand on both sides of a "while"': standsApart,
  /** "We burn rapeseed oil, never whale" does burn oil: but not the one that was asked about. */
  'a part of it is denied apart': ({ isDeniedApart }) => isDeniedApart,
};

function standsApart({ sentence, predicate, matchOf, lexicon }: Weighed): boolean {
  // "The difference between A and B: A does it, while B does not" names both before it tells them apart.
  const claims = sentence.slice(sentence.indexOf(': ') + 1);
  const sides = claims.split(/\b(?:while|whereas)\b/i).map((side) => meaningOf(side, lexicon));
  const told = predicate.filter((term) => sides.some((side) => matchOf(term, side) !== 0));
  return sides.length > 1 && !sides.some((side) => told.every((term) => matchOf(term, side) !== 0));
}

/** What may stand between "by" and who did it. */
const ARTICLES = new Set(['a', 'an', 'the', 'some']);

/** Who did it, where a question ends in that: "was it built by the guild?" */
function doerIn(asks: string): string | undefined {
  const said = words(asks).map(({ word }) => word);
  const by = said.slice(0, -1).findLast((word) => !ARTICLES.has(word));
  return by === 'by' || by === 'from' ? said.at(-1) : undefined;
}

/** Whether a sentence names the doer right behind "by" or "from", or opens with it. */
function saysByWhom(sentence: string, doer: string): boolean {
  const named = stem(doer);
  const isNamed = (text: string | undefined) =>
    text !== undefined && words(text).some(({ word }) => stem(word) === named);
  return (
    isNamed(/^[^,;:]{0,30}/.exec(sentence)?.[0]) ||
    [...sentence.matchAll(/\b(?:by|from) ((?:[\p{L}\d'’-]+ ?){1,3})/gu)].some(([, behind]) => isNamed(behind))
  );
}
