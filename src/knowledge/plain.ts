/** Parses a plain text to sections: finds its title, headings, paragraphs and lists. */
import type { Block, Section } from './chunk.ts';
import { clean, cleanLine } from './clean.ts';
import { findHeadings, isMarked, type TextBlock } from './headings.ts';
import { areMeant, areTitled, asksAbove } from './lines.ts';
import type { Parsed } from './markdown.ts';
import { withoutNotes } from './notes.ts';

/** A line longer than this is a paragraph that was not wrapped by hand. */
const MAX_WRAPPED_CHARS = 120;
const ITEM = /^\s*(?:[-*+•·–]|\(?\d{1,3}[.)])\s+/;

/** Never throws: any text is at least one section. */
export function parsePlain(text: string): Parsed {
  const blocks = toBlocks(text);
  const roles = findHeadings(blocks);
  const sections: Section[] = [{ headings: [], questions: [], blocks: [] }];
  const above: { level: number; text: string }[] = [];
  let title: string | undefined;
  for (const [index, block] of blocks.entries()) {
    const role = roles[index];
    if (role?.type === 'heading') {
      const heading = cleanLine(role.text);
      if (index === 0) {
        title = heading;
        continue;
      }
      while ((above.at(-1)?.level ?? 0) >= role.level) above.pop();
      above.push({ level: role.level, text: heading });
      sections.push({ headings: above.map((entry) => entry.text), questions: [], blocks: [] });
    } else {
      const body = toBody(block);
      if (body) sections.at(-1)?.blocks.push(body);
    }
  }
  return { frontMatter: {}, title, sections };
}

/**
 * Cuts at blank lines, around lines so long that each must be a paragraph of its own, and below a heading that
 * stands directly on its text: underlined, marked with # or in capitals.
 */
function toBlocks(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let open: TextBlock | undefined;
  let start = 0;
  for (const raw of text.replace(/\r(?!\n)/g, '\n').split('\n')) {
    const line = raw.replace(/\r$/, '');
    const end = start + line.length;
    const isLong = line.length > MAX_WRAPPED_CHARS;
    const leavesCapitals =
      open?.lines.length === 1 && isCapitals(open.lines[0] ?? '') && /\p{Ll}/u.test(line);
    if (line.trim() === '' || isLong || leavesCapitals) open = undefined;
    if (line.trim() !== '') {
      if (open) {
        open.lines.push(line);
        open.starts.push(start);
        open.end = end;
      } else {
        open = { lines: [line], starts: [start], start, end };
        blocks.push(open);
      }
    }
    if (isLong || (open && isMarked(open))) open = undefined;
    start += raw.length + 1;
  }
  return blocks.flatMap(apartFromTitle);
}

/** "Opening times" right above the times is their heading, and a question right above its answer is one. */
function apartFromTitle(block: TextBlock): TextBlock[] {
  const { lines, starts, start, end } = block;
  const [title = '', ...rest] = lines;
  const [from, below] = starts;
  const isHeaded = areTitled(lines) || asksAbove(lines);
  if (from === undefined || below === undefined || !isHeaded) return [block];
  return [
    { lines: [title], starts: [from], start, end: start + title.length },
    { lines: rest, starts: starts.slice(1), start: below, end },
  ];
}

function isCapitals(line: string): boolean {
  return /\p{Lu}{3}/u.test(line) && !/\p{Ll}/u.test(line) && line.length <= MAX_WRAPPED_CHARS;
}

function toBody({ lines, starts, start, end }: TextBlock): Block | undefined {
  const isList = lines.length > 1 && lines.filter((line) => ITEM.test(line)).length * 2 >= lines.length;
  const isLines = !isList && areMeant(lines);
  let text = '';
  // A text grows by pieces: to look at its end would copy it anew for each.
  let last = '';
  const marks: { text: number; source: number }[] = [];
  for (const [index, line] of lines.entries()) {
    const lineStart = starts[index] ?? start;
    const item = isList ? (ITEM.exec(line)?.[0] ?? '') : '';
    const piece = withoutNotes(clean(line.slice(item.length)))
      .replace(/\s+/g, ' ')
      .trim();
    if (piece !== '') {
      const isOwn = isLines || (isList && item !== '');
      if (last !== '') text += isOwn ? `${stopFor(last)}\n` : ' ';
      marks.push({
        text: text.length,
        source: lineStart + line.indexOf(line.slice(item.length).trim(), item.length),
      });
      text += piece;
      last = piece;
    }
  }
  if (!/[\p{L}\p{N}]/u.test(text)) return undefined;
  if (isList || isLines) text += stopFor(last);
  const sourceAt = (offset: number) => {
    const mark = marks.findLast((candidate) => candidate.text <= offset) ?? { text: 0, source: start };
    return Math.min(mark.source + offset - mark.text, end - 1);
  };
  return { kind: isList ? 'list' : 'paragraph', text, start, end, sourceAt };
}

/** The full stop that an item or line lacks to be a sentence. */
function stopFor(piece: string): string {
  return /[.!?…:;,]["'”’)\]]*$/.test(piece) ? '' : '.';
}
