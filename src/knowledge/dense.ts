/** Finds paragraphs with so many marks that parsing them would take minutes: its time grows with the square of the marks. */

/**
 * Marks and line ends that one paragraph may hold. Ten thousand take a second or three; a page of prose has a
 * dozen.
 */
export const MAX_MARKS = 10_000;

/** What may open or close something within a paragraph. */
const MARK = /[*_~`[\]<>&\\@]/g;
/** Lines with which a paragraph does not go on: nothing, a heading, an item, a quotation; and those of a table. */
const PARTS = /^\s*(?:$|#{1,6}\s|[-+*]\s|\d{1,9}[.)]\s|>)|\|/;
/** Lines whose marks are text: of code, and of HTML unless it opens with what stands between words. */
const UNREAD =
  /^(?: {4}|\t|\s*<(?!\/?(?:a|abbr|b|br|cite|code|del|em|i|img|ins|kbd|mark|q|s|small|span|strong|su[bp]|u|https?:.*)\b))/i;
const FRONT = /^---[ \t]*(?:\r?\n|$)/;
const FENCE = /^\s*(`{3,}|~{3,})/;

/** @returns the first line, from 1, of a paragraph with more than {@link MAX_MARKS}. Linear time. */
export function findDense(text: string): number | undefined {
  // Each mark and each line end is a character.
  if (text.length < MAX_MARKS) return undefined;
  // Front matter is read by another parser.
  let fence = FRONT.test(text) ? '---' : undefined;
  let marks = 0;
  let first = 1;
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    const opens = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      const closes = fence === '---' ? index > 0 && FRONT.test(line) : opens?.startsWith(fence);
      if (closes) fence = undefined;
      continue;
    }
    if (opens || PARTS.test(line)) {
      fence = opens;
      marks = 0;
    }
    if (opens || line === '' || UNREAD.test(line)) continue;
    if (marks === 0) first = index + 1;
    marks += 1 + (line.match(MARK)?.length ?? 0);
    if (marks > MAX_MARKS) return first;
  }
  return undefined;
}
