/** Makes foreign text (passages, questions, earlier turns) fit to stand in a prompt as material, never as structure. */
import { withoutInvisible } from '../text/invisible.ts';

/** What the prompts put around material. Only these names are defused, so that `a < b` stays as it is written. */
const DELIMITER = /[<＜﹤〈‹](?=[\s/]*(?:passage|question|visitor)\b)/giu;

/** Variation selectors can carry words, too. */
const VARIATIONS = /\p{Variation_Selector}/gu;

/**
 * Material for a prompt: invisible characters removed first, since they could split a delimiter, then the opening
 * bracket of any delimiter of ours turned into one that the model does not take for it. Linear time.
 * Knowledge and questions are cleaned where they come in as well; here it holds whatever the way in was.
 */
export function quoteMaterial(text: string): string {
  const visible = withoutInvisible(text).replace(VARIATIONS, '');
  return visible.replace(DELIMITER, '(');
}
