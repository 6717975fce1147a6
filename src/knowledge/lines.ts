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
  if (!lines.every((line) => isShort(line) && BEGINS.test(line))) return false;
  if (lines.slice(0, -1).some((line) => GOES_ON.test(line))) return false;
  return lines.length > 2 || lines.every((line) => FIGURE.test(line));
}

function isShort(line: string): boolean {
  return line.length <= (TELLS.test(line) ? MAX_CHARS.told : MAX_CHARS.any);
}

/** What heads the lines below it: a few words without a figure or a mark. */
const TITLE = /^\p{Lu}[^\d.,:;!?|]{2,40}$/u;

/** Words of a title at most, and of each line below it at least, where the lines hold no figures. */
const WORDS = { title: 3, line: 3 };

/** Whether the first of some lines is the heading of the others: most tell a figure or name what they tell, or all are longer. */
export function areTitled(all: readonly string[]): boolean {
  const [title = '', ...lines] = all;
  if (lines.length < 2 || !TITLE.test(title.trim()) || !areMeant(all)) return false;
  if (lines.filter((line) => TELLS.test(line)).length * 2 > lines.length) return true;
  return countWords(title) <= WORDS.title && lines.every((line) => countWords(line) >= WORDS.line);
}

function countWords(line: string): number {
  return line.trim().split(/\s+/).length;
}

/** Characters of a question that heads its answer, at most. */
const MAX_QUESTION = 110;

/** Whether the first of some lines asks what the others answer. */
export function asksAbove([question = '', answer = '']: readonly string[]): boolean {
  return (
    question.length <= MAX_QUESTION && /\?\s*$/.test(question.slice(-8)) && /^\s*[^\p{Ll}\s]/u.test(answer)
  );
}
