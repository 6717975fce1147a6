/** Decides which lines of a plain text are headings. */

/** A paragraph of a plain text, still with its line breaks. */
export interface TextBlock {
  lines: string[];
  /** Where each line starts in the file. */
  starts: number[];
  /** Characters [start, end) in the file. */
  start: number;
  end: number;
}

/** What a block is. `level` counts from 1, outermost. */
export type Role = { type: 'body' } | { type: 'heading'; text: string; level: number };

const MAX_HEADING_CHARS = 90;
const MAX_HEADING_WORDS = 12;
const NUMBER = /^(?:(?:chapter|part|section)\s+)?(\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[.):]?\s+(?=\S)/i;
const HASHES = /^(#{1,6})\s+\S/;
const BULLET = /^\s*(?:[-*+•·–—>#|]|\(?[a-z]\))\s/;

/**
 * A heading is underlined, marked with #, or a short line alone in its paragraph that does not end like a sentence, is
 * not repeated in the file (furniture: bylines, page heads) and has body text after it. Two in a row are taken for
 * part and chapter; three or more in a row for a list or a byline, and none of them is a heading.
 */
export function findHeadings(blocks: readonly TextBlock[]): Role[] {
  const seen = new Map<string, number>();
  for (const line of blocks.flatMap((block) => block.lines)) {
    seen.set(line.trim(), (seen.get(line.trim()) ?? 0) + 1);
  }
  const guesses = blocks.map((block) => !isMarked(block) && looksLikeHeading(block));
  const runEnds = guesses.map(() => 0);
  for (let index = guesses.length - 1; index >= 0; index--) {
    runEnds[index] = guesses[index + 1] ? (runEnds[index + 1] ?? 0) : index + 1;
  }
  let runStart = 0;
  return blocks.map((block, index): Role => {
    const text = (block.lines[0] ?? '').trim();
    if (!guesses[index]) {
      runStart = index + 1;
      return isMarked(block) ? markedHeading(text, block.lines[1]) : { type: 'body' };
    }
    // The first line of the file is its title, so what follows it makes no run with it.
    if (index === 1 && runStart === 0) runStart = 1;
    const runEnd = runEnds[index] ?? 0;
    const isRun = runEnd - runStart > 2 && index > 0;
    if (isRun || runEnd >= blocks.length || (seen.get(text) ?? 0) > 1) return { type: 'body' };
    return { type: 'heading', text, level: Math.max(numberDepth(text), index - runStart + 1) };
  });
}

/** True when the writer marked the heading: a rule of = or - below the line, or # before it. */
export function isMarked({ lines }: Pick<TextBlock, 'lines'>): boolean {
  const [text = '', rule = ''] = lines;
  if (lines.length === 1) return HASHES.test(text.trim());
  return lines.length === 2 && /\p{L}/u.test(text) && /^\s*(?:={3,}|-{3,})\s*$/.test(rule);
}

function markedHeading(text: string, rule: string | undefined): Role {
  const hashes = HASHES.exec(text)?.[1];
  if (hashes) return { type: 'heading', text: text.slice(hashes.length).trim(), level: hashes.length };
  return { type: 'heading', text, level: rule?.includes('=') ? 1 : 2 };
}

function looksLikeHeading({ lines }: TextBlock): boolean {
  const text = (lines[0] ?? '').trim();
  if (lines.length !== 1 || text.length > MAX_HEADING_CHARS || BULLET.test(text)) return false;
  const words = text.replace(NUMBER, '').split(/\s+/);
  if (words.length > MAX_HEADING_WORDS || /[.,;:…]["'”’)]?$/.test(text)) return false;
  return /^["'“‘(]?[\p{Lu}\p{Lo}\p{N}]/u.test(text) && /\p{L}{2}/u.test(text);
}

function numberDepth(text: string): number {
  const number = NUMBER.exec(text)?.[1];
  return number ? number.split('.').length : 1;
}
