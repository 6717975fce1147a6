/**
 * What narrows a question to something that no passage carries: a place, a sum, a rival, a record. Near-topic questions
 * share every other word with the articles, so that evidence alone takes them for covered.
 */
import type { Found, WeighedTerm } from '../retrieval/retrieve.ts';
import { isConcept, type Lexicon } from '../text/lexicon.ts';
import { words } from '../text/tokenize.ts';
import { isPlace } from '../understanding/places.ts';
import { core, lastQuestion } from '../understanding/question.ts';
import { type Held, isToldOf } from './share-held.ts';

/** "Easier than a plumber's job", "compared with law": what it is set beside. */
const RIVAL =
  /\b(?:than|versus|vs\.?|compared (?:to|with)|as opposed to) (?!(?:i|it|you|we|they|that|this|most|ever|before|other|people|expected|average|usual)\b)([^,.;:?!]{2,60})/;
/** "Is rust better than ...": what is set beside it. */
const RIVALLED =
  /^(?:is|are|was|were|do|does|will|would|can) ([^,.;:?!]{2,50}?) (?:\w+ )?(?:\w+er|more \w+|less \w+) than\b/;
/** Where what follows "than" is no longer the rival. */
const ENDS_RIVAL = /\b(?:for|in|at|when|if|because|as|with|to|on|is|are|do|does|and)\b/;
/** "The richest keeper ever": one out of all is asked for by name. */
const RECORD =
  /\b(best|greatest|top|worst|richest|smartest|most famous|most \w+|\w{3,}est)\b.{1,60}\b(?:ever|of all time|in the world|alive|in history|on earth|worldwide)\b|^who (?:is|are|was|were) the (?:most )?(richest|smartest|youngest|oldest|wealthiest|tallest|strongest|\w{3,}est|famous|successful|influential|powerful)\b|\b(?:world|national|olympic|all-time) (record)\b/;
const CURRENCY =
  /[$€£]\s?\d|\b\d[\d.,]*\s?k?\s?(?:dollars?|euros?|pounds?|usd|eur|gbp|bucks|francs?|rupees?|yen)\b/;

/** The words that narrow the question to something unknown, as folded; empty where nothing does. */
export function narrowedTo(question: string, { terms, hits }: Found, lexicon: Lexicon, held: Held): string[] {
  const asks = core(lastQuestion(question));
  const said = new Set(words(asks).map(({ word }) => word));
  const asked = terms.filter(({ weight, word }) => weight === 1 && said.has(word));
  const isStrange = ({ spread, alike }: WeighedTerm) => spread === 0 && !alike.some(isConcept);
  const strange = asked.filter(isStrange);
  const places = strange.filter(({ word }) => isPlace(word));
  if (places.length > 0) return places.map(({ word }) => word);
  if (CURRENCY.test(asks)) {
    const sums = strange.filter(({ word }) => /\d/.test(word));
    if (sums.length > 0) return sums.map(({ word }) => word);
  }
  for (const rival of [RIVAL.exec(asks)?.[1]?.split(ENDS_RIVAL, 1)[0], RIVALLED.exec(asks)?.[1]]) {
    const inRival = new Set(words(rival ?? '').map(({ word }) => word));
    const named = asked.filter(({ word }) => inRival.has(word));
    if (named.length > 0 && named.every(isStrange)) return named.map(({ word }) => word);
  }
  const record = RECORD.exec(asks);
  const most = record?.[1] ?? record?.[2] ?? record?.[3];
  // That a race is told of says nothing of its record.
  const ofIt = held.asked.filter(({ word }) => record?.[3] === undefined || word === most);
  if (most !== undefined && !ofIt.some((term) => isToldOf(term, hits, lexicon))) return [most];
  return [];
}
