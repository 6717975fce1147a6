/** Cuts streamed Markdown into whole sentences of plain words, for the screen reader's announcer. */

/** Removes marks that would be read aloud as noise; keeps the words of links, drops citation markers. */
export function spoken(markdown: string): string {
  return markdown
    .replace(/\[(\d[\d,; ]{0,12})\]/g, '')
    .replace(/!?\[([^\][]{0,300})\]\([^()\s]{0,600}\)/g, '$1')
    .replace(/^[ \t]{0,8}(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+/gm, '')
    .replace(/[*_`~|]+/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:!?])/g, '$1')
    .trim();
}

/**
 * Finds how far whole sentences reach.
 * @returns the index after the last finished sentence or line at or after `from`, or `from` if there is none.
 */
export function sentenceEnd(text: string, from: number): number {
  for (let at = text.length - 1; at >= from; at -= 1) {
    const char = text[at];
    if (char === '\n') return at + 1;
    if (char !== ' ' || at === from) continue;
    const before = text.slice(Math.max(from, at - 12), at);
    // A sentence may end in a marker: "... there [1]." or "... there. [1]".
    if (
      /[.!?…。؟]["'”’)\]*_]{0,3}(?: ?\[\d{1,3}\]){0,3}$/.test(before) &&
      !/\b(?:e\.g|i\.e|vs|etc)\.$/i.test(before)
    )
      return at + 1;
  }
  return from;
}
