/** Reads a PDF: its text as paragraphs under headings, told by the size of letters and the space between lines. */
import { getDocumentProxy, getMeta } from 'unpdf';
import { clean, cleanLine } from '../knowledge/clean.ts';
import { type Draft, toDay, unreadable } from './draft.ts';
import { type Line, type Piece, toLines, withoutRunningLines } from './lines.ts';

/** A document with more pages is refused. */
const MAX_PAGES = 2000;

/** Letters this much larger than the text's are a heading's. */
const HEADING_SCALE = 1.15;
const MAX_HEADING_CHARS = 160;
/** A step from line to line this much larger than the usual one opens a paragraph. */
const PARAGRAPH_STEP = 1.3;
/** A line that ends this far before the right edge, with a full stop, ends its paragraph. */
const SHORT_LINE = 0.85;

/** @throws AppError `bad_request`: no PDF, locked, too many pages, no text in it (a scan). */
export async function readPdf(bytes: Uint8Array, { source }: { source: string }): Promise<Draft> {
  // The library takes the bytes over, so it gets a copy; nothing in the file may run or be fetched.
  const pdf = await getDocumentProxy(Uint8Array.from(bytes), {
    isEvalSupported: false,
    disableFontFace: true,
    verbosity: 0,
  }).catch((cause: unknown) => {
    throw unreadable(source, whyNot(cause), { cause });
  });
  try {
    if (pdf.numPages > MAX_PAGES) throw unreadable(source, `has more than ${MAX_PAGES} pages; split it`);
    const pages: Line[][] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(toLines(items.flatMap(toPiece), number - 1));
      page.cleanup();
    }
    const markdown = clean(toMarkdown(pages));
    if (markdown === '') {
      throw unreadable(source, 'holds no text, only pictures; run a text recognition (OCR) over it first');
    }
    const { info } = await getMeta(pdf);
    const title = cleanLine(String(info?.Title ?? ''));
    const date = pdfDay(info?.ModDate) ?? pdfDay(info?.CreationDate);
    return { markdown, ...(title ? { title } : {}), ...(date ? { date } : {}) };
  } finally {
    await pdf.destroy();
  }
}

function whyNot(cause: unknown): string {
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'PasswordException') return 'is locked with a password; save a copy without one';
  return 'is not a PDF that can be read; open it and save it as a PDF again';
}

/** @param item a text item of the library, or one of its marks, which hold no text. */
function toPiece(item: object): Piece[] {
  const { str, transform, width, height } = item as Record<string, unknown>;
  if (typeof str !== 'string' || !Array.isArray(transform)) return [];
  return [
    {
      text: str,
      x: Number(transform[4]),
      y: Number(transform[5]),
      width: Number(width),
      height: Number(height),
    },
  ];
}

/** `D:20260301...` is 2026-03-01. */
function pdfDay(value: unknown): string | undefined {
  const [, year, month = '01', day = '01'] = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?/.exec(String(value ?? '')) ?? [];
  return year === undefined ? undefined : toDay(`${year}-${month}-${day}`);
}

function toMarkdown(pages: readonly (readonly Line[])[]): string {
  const body = usual(pages.flat().map(({ height, text }) => [Math.round(height * 2) / 2, text.length]));
  const isHeading = (line: Line) =>
    line.height >= body * HEADING_SCALE && line.text.length <= MAX_HEADING_CHARS;
  const lines = withoutRunningLines(pages, isHeading).flat();
  const step = usual(
    lines
      .slice(1)
      .map((line, index) => [Math.round(((lines[index] as Line).y - line.y) * 2) / 2, 1])
      .filter(([gap = 0]) => gap > 0) as [number, number][],
  );
  const right = Math.max(0, ...lines.filter((line) => !isHeading(line)).map((line) => line.right));
  const sizes = [...new Set(lines.filter(isHeading).map(({ height }) => Math.round(height)))].sort(
    (a, b) => b - a,
  );
  const blocks: string[] = [];
  let before: Line | undefined;
  for (const line of lines) {
    const last = blocks.length - 1;
    if (isHeading(line)) {
      const depth = Math.min(4, 2 + sizes.indexOf(Math.round(line.height)));
      const isSameHeading =
        before &&
        isHeading(before) &&
        before.height === line.height &&
        before.page === line.page &&
        before.y - line.y < line.height * 2;
      if (isSameHeading) blocks[last] += ` ${escapeText(line.text)}`;
      else blocks.push(`${'#'.repeat(depth)} ${escapeText(line.text)}`);
    } else if (before && !isHeading(before) && !opensParagraph(before, line, { step, right })) {
      blocks[last] = join(blocks[last] ?? '', escapeText(line.text));
    } else {
      blocks.push(toItem(line.text));
    }
    before = line;
  }
  return blocks.join('\n\n');
}

const BULLET = /^[•‣▪●○◦–*-]\s+/;

function opensParagraph(before: Line, line: Line, { step, right }: { step: number; right: number }): boolean {
  if (BULLET.test(line.text)) return true;
  const ends = /[.!?:]["”’)]?$/.test(before.text) && before.right < right * SHORT_LINE;
  // Over a page's edge only the text can tell: a sentence that goes on is one paragraph.
  if (before.page !== line.page) return ends || /[.!?]["”’)]?$/.test(before.text);
  return ends || before.y - line.y > step * PARAGRAPH_STEP;
}

/** Joins two lines of a paragraph; a hyphen at the end of the first before a small letter was put there by the break. */
function join(one: string, other: string): string {
  return /\p{Ll}-$/u.test(one) && /^\p{Ll}/u.test(other) ? one.slice(0, -1) + other : `${one} ${other}`;
}

function toItem(text: string): string {
  return BULLET.test(text) ? `- ${escapeText(text.replace(BULLET, ''))}` : escapeText(text);
}

/** What Markdown would read as its own marks stays the text that it is. */
function escapeText(text: string): string {
  return text.replace(/[\\`*_[\]<>|~]/g, '\\$&').replace(/^(#{1,6}|[+=-]+|\d+[.)])(?=\s|$)/, '\\$1');
}

/** The most frequent of some numbers, each with its weight. */
function usual(numbers: readonly (readonly [value: number, weight: number])[]): number {
  const weights = new Map<number, number>();
  for (const [value, weight] of numbers) weights.set(value, (weights.get(value) ?? 0) + weight);
  let best = 0;
  for (const [value, weight] of weights) if (weight > (weights.get(best) ?? 0)) best = value;
  return best;
}
