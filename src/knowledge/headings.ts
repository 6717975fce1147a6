/** Decides which lines of a plain text are headings. */

/** A paragraph of a plain text, still with its line breaks. */
export interface TextBlock {
  lines: string[];
  /** Characters [start, end) in the file. */
  start: number;
  end: number;
}

/** What a block is. `level` counts from 1, outermost. */
export type Role = { type: 'body' } | { type: 'heading'; text: string; level: number };

const MAX_HEADING_CHARS = 90;
const MAX_HEADING_WORDS = 12;
const NUMBER = /^(?:(?:chapter|part|section)\s+)?(\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[.):]?\s+(?=\S)/i;
const BULLET = /^\s*(?:[-*+•·–—>#|]|\(?[a-z]\))\s/;

/**
 * A heading is underlined, or a short line alone in its paragraph that does not end like a sentence, is not repeated
 * in the file (furniture: bylines, page heads) and has body text after it. Two in a row may be part and chapter;
 * three or more in a row are a list or a byline, and none of them is a heading.
 */
export function findHeadings(blocks: readonly TextBlock[]): Role[] {
  const seen = new Map<string, number>();
  for (const { lines } of blocks) {
    for (const line of lines) seen.set(line.trim(), (seen.get(line.trim()) ?? 0) + 1);
  }
  const like = blocks.map((block) => isUnderlined(block) || looksLikeHeading(block));
  return blocks.map((block, index): Role => {
    const text = (block.lines[0] ?? '').trim();
    if (isUnderlined(block)) {
      return { type: 'heading', text, level: /^\s*=/.test(block.lines[1] ?? '') ? 1 : 2 };
    }
    if (!like[index] || (seen.get(text) ?? 0) > 1) return { type: 'body' };
    let first = index;
    let last = index;
    while (like[first - 1]) first--;
    while (like[last + 1]) last++;
    const run = blocks.slice(first, last + 1);
    const hasBody = last + 1 < blocks.length;
    // The first line of the file is its title, so the heading below it makes no run with it.
    const length = run.length - (first === 0 ? 1 : 0);
    if (!hasBody || (length > 2 && index > 0)) return { type: 'body' };
    return { type: 'heading', text, level: numberDepth(text) };
  });
}

/** True for a first line, sign or line with nothing but a rule of = or - below it. */
export function isUnderlined({ lines }: TextBlock): boolean {
  const [text = '', rule = ''] = lines;
  return lines.length === 2 && /\p{L}/u.test(text) && /^\s*(?:={3,}|-{3,})\s*$/.test(rule) && !isRule(text);
}

function isRule(line: string): boolean {
  return /^\s*[=_*~-]{3,}\s*$/.test(line);
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
