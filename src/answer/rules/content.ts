/** What a question asks of its thing, beyond naming it: what a further sentence of an answer must hold some of. */
import { terms as contentTerms } from '../../text/tokenize.ts';
import type { AnswerTask } from '../answerer.ts';
import { isDemand, isHaving } from './demand.ts';
import { readPassage } from './reading.ts';
import type { ScoredSentence } from './select.ts';

/** Share of the passages from which a word is what the knowledge is about, where no lexicon says so. */
const EVERYWHERE = 0.25;
/** Words that only say what kind of answer is wanted weigh no more than this in a search. */
export const FRAME_WEIGHT_LIMIT = 0.5;
/** What a word counts for when only a word of like meaning is there, or only the heading or an earlier sentence holds it. */
const CREDIT = { alike: 0.6, around: 0.8 };

/** How much of a question's own content a sentence holds, 0 to 1. */
export type Content = (sentence: ScoredSentence) => number;

/**
 * Creates the measure of a question's own content: the thing asked about is none of it, nor are the words of a demand.
 * The heading of a sentence's section counts as said. @param near counts the sentences before it in its passage as well.
 * @returns undefined for a question that only names its thing.
 */
export function contentOf({ terms, lexicon }: AnswerTask, near = false): Content | undefined {
  const { things } = lexicon;
  const own = terms.filter(
    ({ term, alike, spread, weight, isUnknown }) =>
      weight > FRAME_WEIGHT_LIMIT &&
      (things.size > 0 || spread < EVERYWHERE) &&
      !isUnknown &&
      !isDemand(term) &&
      !(near && isHaving(term)) &&
      !alike.some((other) => things.has(other)),
  );
  const total = own.reduce((sum, { importance }) => sum + importance, 0);
  if (total === 0) return undefined;
  return ({ hit, index, terms: found }) => {
    const heading = contentTerms(hit.passage.headings.at(-1) ?? '').map(({ term }) => term);
    const before = near ? readPassage(hit, lexicon).sentences.slice(0, index) : [];
    const isAround = (term: string) =>
      heading.includes(term) || before.some((sentence) => sentence.terms.has(term));
    const held = own.map(({ term, alike, importance }) => {
      if (found.has(term)) return importance;
      if (isAround(term)) return CREDIT.around * importance;
      return alike.some((other) => found.has(other)) ? CREDIT.alike * importance : 0;
    });
    return held.reduce((sum, one) => sum + one, 0) / total;
  };
}
