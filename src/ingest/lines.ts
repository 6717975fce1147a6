/** Puts the pieces of text that a PDF page is painted with together to lines. */
import { cleanLine } from '../knowledge/clean.ts';

/** A piece of text as painted. Lengths in points; `y` grows upwards. */
export interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
  /** Of the letters. */
  height: number;
}

/** A line of a page, in the order of painting, which is that of reading in nearly every file. */
export interface Line {
  text: string;
  y: number;
  height: number;
  /** Where its text ends. */
  right: number;
  /** From 0. */
  page: number;
}

/** Pieces farther apart than this part of the letters' height are two words. */
const WORD_GAP = 0.15;

/** A line ends where the next piece stands higher or lower by half a letter, or farther left. */
export function toLines(pieces: readonly Piece[], page: number): Line[] {
  const lines: Line[] = [];
  let line: Line | undefined;
  for (const piece of pieces) {
    if (piece.text.trim() === '') continue;
    const gap = line ? piece.x - line.right : 0;
    const isSame =
      line && Math.abs(line.y - piece.y) < Math.max(line.height, piece.height) / 2 && gap > -piece.height;
    if (!line || !isSame) {
      line = { text: piece.text, y: piece.y, height: piece.height, right: piece.x + piece.width, page };
      lines.push(line);
      continue;
    }
    const joint =
      gap > piece.height * WORD_GAP && !/\s$/.test(line.text) && !/^\s/.test(piece.text) ? ' ' : '';
    line.text += joint + piece.text;
    line.right = piece.x + piece.width;
    line.height = Math.max(line.height, piece.height);
  }
  return lines.map((each) => ({ ...each, text: cleanLine(each.text) })).filter(({ text }) => text !== '');
}

/** Lines that a running head or foot has at most. */
const EDGE_LINES = 2;
/** From this many pages on, a line that half of them share is no part of the text. */
const MIN_PAGES = 3;
/** Heads and feet stand apart from the text, by this many times the height of their letters. */
const EDGE_GAP = 1.8;

/**
 * Takes out running heads, feet and page numbers: what stands apart at the edge of at least half of the pages, digits aside.
 * @param isHeading tells chapter titles, which are alike as well.
 */
export function withoutRunningLines(
  pages: readonly (readonly Line[])[],
  isHeading: (line: Line) => boolean,
): Line[][] {
  if (pages.length < MIN_PAGES) return pages.map((lines) => [...lines]);
  const edges = pages.map((lines) => {
    const down = [...lines].sort((a, b) => b.y - a.y);
    return [...edgeOf(down, isHeading), ...edgeOf(down.reverse(), isHeading)];
  });
  const counts = new Map<string, number>();
  for (const edge of edges) {
    for (const key of new Set(edge.map(anyNumber))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return pages.map((lines, page) =>
    lines.filter(
      (line) => !(edges[page]?.includes(line) && (counts.get(anyNumber(line)) ?? 0) >= pages.length / 2),
    ),
  );
}

const anyNumber = ({ text }: Line) => text.replace(/\d+/g, '#');

/** The first one or two lines, if what follows stands apart from them. */
function edgeOf(lines: readonly Line[], isHeading: (line: Line) => boolean): Line[] {
  for (let size = EDGE_LINES; size > 0; size--) {
    const last = lines[size - 1];
    const next = lines[size];
    if (!last || !next || lines.slice(0, size).some(isHeading)) continue;
    if (Math.abs(last.y - next.y) >= last.height * EDGE_GAP) return lines.slice(0, size);
  }
  return [];
}
