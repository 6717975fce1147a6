/** Marks of notes and references in a text, which in an answer would look like its own citations. */

const NUMBERS = '\\d{1,3}(?: ?[,–-] ?\\d{1,3}){0,9}';
const MARK = `\\[(?:${NUMBERS}|(?:note|nb|n|ref) ?\\d{1,3}|[a-z]|(?:citation|clarification|verification) needed|who\\?|when\\?)\\]`;
/** "in 1960.[1][2]", "of the band[note 3]": right behind a word or a stop; or at the beginning, as a list of references has it. */
const ATTACHED = new RegExp(`(?:^|(?<=[\\p{L}\\p{N}.,;:!?%"'”’)*_]))(?:${MARK}){1,9}`, 'giu');
/** "at Abbey Road [6].": set apart, before a stop. */
const SET_APART = new RegExp(` (?:\\[${NUMBERS}\\],? ?){1,9}(?=[.,;:!?]|$)`, 'g');
/** Other numbers in brackets belong to the sentence. */
const WITHIN = new RegExp(`\\[(${NUMBERS})\\]`, 'g');

/** The text without marks of notes; other numbers in square brackets get round ones. Linear time. */
export function withoutNotes(text: string): string {
  if (!text.includes('[')) return text;
  return text.replace(ATTACHED, '').replace(SET_APART, '').replace(WITHIN, '($1)');
}
