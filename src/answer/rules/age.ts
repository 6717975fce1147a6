/** What a sentence gains by the ages it is about, where a question tells one: "do I pay for my 3 year old?". */
import { ageIn, bandsIn } from '../../text/ages.ts';
import type { AnswerTask } from '../answerer.ts';

/**
 * On the scale of sentence scores: it is about people of that age, or of other ages only. A limit for others still answers
 * whether somebody may, and nothing else.
 */
const BONUS = { age: 1.2, limit: 0.5, otherAge: -0.5 };

/** Creates the measure for a question; 0 for every sentence where it tells no age. Linear in the sentence's length. */
export function ageOf({ question, type }: AnswerTask): (sentence: string) => number {
  const years = ageIn(question)?.years;
  if (years === undefined) return () => 0;
  return (sentence) => {
    const bands = bandsIn(sentence);
    if (bands.length === 0) return 0;
    if (bands.some(([from, to]) => from <= years && years <= to)) return BONUS.age;
    return type === 'yes-no' ? BONUS.limit : BONUS.otherAge;
  };
}
