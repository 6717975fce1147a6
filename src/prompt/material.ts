/** Makes foreign text (passages, questions, earlier turns) fit to stand in a prompt as material, never as structure. */
import { visibleOnly } from '../text/invisible.ts';

/** What the prompts put around material. Only these names are defused, so that `a < b` stays as it is written. */
const DELIMITER = /[<＜﹤〈‹](?=[\s/]*(?:passage|question|visitor)\b)/giu;

/**
 * Material for a prompt: invisible characters removed first, since they could split a delimiter, then the opening
 * bracket of any delimiter of ours turned into one that the model does not take for it. Linear time.
 * Knowledge and questions are cleaned where they come in as well; here it holds whatever the way in was.
 */
export function quoteMaterial(text: string): string {
  return visibleOnly(text).replace(DELIMITER, '(');
}
