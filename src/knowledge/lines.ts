/** Lines that their writer meant as lines: opening hours, an address, one price a line; not a sentence that was wrapped. */

/** Longer lines are wrapped text. */
const MAX_CHARS = 60;
/** How a line of its own begins: a lower-case letter goes on with the line before. */
const BEGINS = /^\s*[^\p{Ll}\s]/u;
/** How a line ends that the next one goes on with. */
const GOES_ON =
  /(?:,|[–—-]|\b(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|but|as|is|are|was|were|than|that|which|who|our|your|my|its|their|dr|mr|mrs|ms|st))\s*$/i;
/** Two lines by themselves may be a sentence whose second half begins with a name: each must hold a figure. */
const FIGURE = /\d/;

/** Whether the lines of a paragraph stand for themselves. Linear in their length. */
export function areMeant(lines: readonly string[]): boolean {
  if (lines.length < 2) return false;
  if (!lines.every((line) => line.length <= MAX_CHARS && BEGINS.test(line))) return false;
  if (lines.slice(0, -1).some((line) => GOES_ON.test(line))) return false;
  return lines.length > 2 || lines.every((line) => FIGURE.test(line));
}
