/** Cleans a question of what no visitor types on purpose: characters that cannot be seen. */

/**
 * Control, format (zero-width, bidirectional, tag) and private-use characters and variation selectors. All can carry
 * text that a person does not see and a model does. The cost: joined emoji fall apart into their parts.
 */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Variation_Selector}]/gu;

/** @returns the question without invisible characters and outer white space, line ends as `\n`, well-formed. */
export function cleanQuestion(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(INVISIBLE, '')
    .trim();
}
