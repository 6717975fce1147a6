/** Lines that their writer meant as lines: opening hours, an address, one price a line; not a sentence that was wrapped. */

/** Longer lines are wrapped text, or longer still where a figure or a colon tells that they are not. */
const MAX_CHARS = { any: 60, told: 110 };
const TELLS = /[\d:]/;
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
  if (!lines.every((line) => isShort(line, lines.length) && BEGINS.test(line))) return false;
  if (lines.slice(0, -1).some((line) => GOES_ON.test(line))) return false;
  return lines.length > 2 || lines.every((line) => FIGURE.test(line));
}

function isShort(line: string, count: number): boolean {
  return line.length <= (count > 2 && TELLS.test(line) ? MAX_CHARS.told : MAX_CHARS.any);
}

/** What heads the lines below it: a few words without a figure or a mark. */
const TITLE = /^\p{Lu}[^\d.,:;!?|]{2,40}$/u;

/** Whether the first of some lines is the heading of the others, each of which tells a figure or names what it tells. */
export function areTitled([title = '', ...lines]: readonly string[]): boolean {
  return (
    lines.length > 1 &&
    TITLE.test(title.trim()) &&
    areMeant(lines) &&
    lines.filter((line) => TELLS.test(line)).length * 2 > lines.length
  );
}
