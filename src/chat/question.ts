/** Cleans a question of what no visitor types on purpose: characters that cannot be seen. */
import { withoutInvisible } from '../text/invisible.ts';

/** Variation selectors can carry text, too, and a question loses nothing without them. */
const VARIATIONS = /\p{Variation_Selector}/gu;

/** @returns the question without invisible characters and outer white space, line ends as `\n`, well-formed. */
export function cleanQuestion(text: string): string {
  return withoutInvisible(text).replace(VARIATIONS, '').trim();
}
