/** Chunks the sections of a document to passages: joins what is too short, splits what is too long, names each. */
import type { Passage } from '../domain.ts';
import { givesOrders } from '../text/orders.ts';
import { sentences } from '../text/sentences.ts';

/** One block of a file: a paragraph, list, table, quotation or piece of code. */
export interface Block {
  /** Only a `paragraph` may join its neighbour for being short. */
  kind: 'paragraph' | 'list' | 'table' | 'quote' | 'code';
  /** Plain, cleaned, not empty. */
  text: string;
  /** Characters [start, end) in the file. */
  start: number;
  end: number;
  /** Position in the file of the character at `offset` of `text`. */
  sourceAt(offset: number): number;
}

/** What stands under one heading, up to the next. */
export interface Section {
  /** Heading path, outermost first, without the document's title. */
  headings: string[];
  questions: string[];
  blocks: Block[];
}

/** A paragraph shorter than this (and without this many characters, for scripts that do not space words) is short. */
const SHORT = { words: 12, chars: 80 };
/** A block longer than either is split at sentence or line ends. */
const LONG = { words: 220, chars: 2200 };

type Unit = Pick<Block, 'kind' | 'text' | 'start' | 'end'>;

/** Chunks one document. Passages come in the order of the file; a section's questions go to its first passage. */
export function chunk(documentId: string, sections: readonly Section[]): Passage[] {
  const slugs = new Set<string>();
  return sections.flatMap(({ headings: given, questions: listed, blocks }) => {
    if (blocks.length === 0) return [];
    // They are shown as they are, and offered to visitors: no place for orders to whoever answers.
    const headings = given.filter((heading) => !givesOrders(heading));
    const questions = listed.filter((question) => !givesOrders(question));
    const slug = unusedSlug(slugify(headings.at(-1) ?? 'intro'), slugs);
    return join(blocks.flatMap(split)).map(({ text, start, end }, index) => ({
      id: `${documentId}#${slug}.${index + 1}`,
      documentId,
      headings,
      text,
      range: { start, end },
      questions: index === 0 ? questions : [],
    }));
  });
}

/** Lower-case letters and digits of any script, joined by `-`; `section` when there are none. */
export function slugify(heading: string): string {
  const words = heading.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu);
  return words?.join('-') ?? 'section';
}

function unusedSlug(slug: string, used: Set<string>): string {
  let candidate = slug;
  for (let n = 2; used.has(candidate); n++) candidate = `${slug}-${n}`;
  used.add(candidate);
  return candidate;
}

function words(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

function isShort(unit: Unit): boolean {
  return unit.kind === 'paragraph' && unit.text.length < SHORT.chars && words(unit.text) < SHORT.words;
}

/** Joins a lead-in to its list, table or code, a short paragraph to what follows, and a short last one to what precedes. */
function join(units: Unit[]): Unit[] {
  const joined: Unit[] = [];
  let open: Unit | undefined;
  for (const unit of units) {
    const current: Unit = open ? merge(open, unit) : unit;
    const leadsIn = unit.kind === 'paragraph' && unit.text.endsWith(':');
    open = leadsIn || isShort(current) ? current : undefined;
    if (!open) joined.push(current);
  }
  const last = joined.at(-1);
  if (open && last?.kind === 'paragraph' && isShort(open)) joined[joined.length - 1] = merge(last, open);
  else if (open) joined.push(open);
  return joined;
}

function merge(first: Unit, second: Unit): Unit {
  return {
    kind: second.kind,
    text: `${first.text}\n${second.text}`,
    start: first.start,
    end: second.end,
  };
}

/** Splits a long block to parts of even length, each of whole sentences; only an endless sentence is cut at a word. */
function split(block: Block): Unit[] {
  const parts = Math.max(
    Math.ceil(words(block.text) / LONG.words),
    Math.ceil(block.text.length / LONG.chars),
  );
  if (parts <= 1) return [block];
  const target = block.text.length / parts;
  const pieces = sentences(block.text).flatMap((sentence) => cut(sentence, LONG.chars));
  const units: Unit[] = [];
  let from = 0;
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1];
    // Cut at the end nearest to where this part should end, so that no few words are left for a last one.
    if (next && (piece.end + next.end) / 2 < target * (units.length + 1)) continue;
    const text = block.text.slice(from, piece.end).trim();
    units.push({
      kind: block.kind,
      text,
      start: units.length === 0 ? block.start : block.sourceAt(from),
      end: next ? block.sourceAt(piece.end - 1) + 1 : block.end,
    });
    from = next?.start ?? piece.end;
  }
  return units;
}

function cut(
  sentence: { text: string; start: number; end: number },
  maxChars: number,
): { start: number; end: number }[] {
  const cuts: { start: number; end: number }[] = [];
  let start = 0;
  while (sentence.text.length - start > maxChars) {
    const space = sentence.text.lastIndexOf(' ', start + maxChars);
    let end = space > start ? space : start + maxChars;
    // Never between the two halves of one character.
    if (/[\udc00-\udfff]/.test(sentence.text.charAt(end))) end -= 1;
    cuts.push({ start: sentence.start + start, end: sentence.start + end });
    start = end;
  }
  cuts.push({ start: sentence.start + start, end: sentence.end });
  return cuts;
}
