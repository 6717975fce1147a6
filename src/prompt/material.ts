/** Makes foreign text (passages, questions, earlier turns) fit to stand in a prompt as material, never as structure. */

/** What the prompts put around material. Only these names are defused, so that `a < b` stays as it is written. */
const DELIMITER = /[<＜﹤〈‹](?=[\s/]*(?:passage|question|visitor)\b)/giu;

/**
 * Controls, format characters (zero-width, bidirectional, tag), private use, variation selectors and what Unicode says
 * to draw as nothing: all can carry words that a model reads and a person does not see.
 */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Variation_Selector}\p{Default_Ignorable_Code_Point}]/gu;

/** Most passages need no work but a look. */
const UNUSUAL = /[^\n\t\x20-\x7e‘’“”–—…]/;

/**
 * Material for a prompt: invisible characters removed first, since they could split a delimiter, then the opening
 * bracket of any delimiter of ours turned into one that the model does not take for it. Linear time.
 * Knowledge and questions are cleaned where they come in as well; here it holds whatever the way in was.
 */
export function quoteMaterial(text: string): string {
  const visible = UNUSUAL.test(text)
    ? text
        .replace(/\r\n?|[\u2028\u2029]/g, '\n')
        .toWellFormed()
        .replace(INVISIBLE, '')
    : text;
  return visible.replace(DELIMITER, '(');
}
