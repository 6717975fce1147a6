/** Plain text of Markdown nodes, each character of which still knows where in the file it stands. */
import type { Html, ListItem, Nodes, Paragraph, Parents, Table } from 'mdast';
import type { Block } from './chunk.ts';
import { clean, cleanLine } from './clean.ts';
import { withoutHtml } from './html.ts';
import { areMeant } from './lines.ts';
import { withoutNotes } from './notes.ts';

interface Mark {
  text: number;
  source: number;
  sourceEnd: number;
}

/** Grows a text piece by piece, in linear time; white space collapses unless a piece is `raw`. */
function createText() {
  const parts: string[] = [];
  const marks: Mark[] = [];
  let length = 0;
  let gap = '';
  return {
    add(value: string, node: Nodes, raw = false) {
      const piece = raw ? clean(value).trimEnd() : clean(value).replace(/\s+/g, ' ');
      const core = raw ? piece : piece.trim();
      if (piece.startsWith(' ')) gap ||= ' ';
      if (core === '') return;
      if (length > 0 && gap !== '') {
        parts.push(gap);
        length += 1;
      }
      const source = node.position?.start.offset ?? 0;
      marks.push({ text: length, source, sourceEnd: node.position?.end.offset ?? source });
      parts.push(core);
      length += core.length;
      gap = !raw && piece.endsWith(' ') ? ' ' : '';
    },
    newline() {
      gap = '\n';
    },
    /** Ends a sentence that its writer left open. */
    stop() {
      if (length === 0) return;
      parts.push('.');
      length += 1;
      gap = '';
    },
    text: () => parts.join(''),
    sourceAt(offset: number) {
      let low = 0;
      for (let high = marks.length; high - low > 1; ) {
        const middle = (low + high) >> 1;
        if ((marks[middle]?.text ?? 0) <= offset) low = middle;
        else high = middle;
      }
      const mark = marks[low];
      // Escapes, entities and headers of table cells shift characters within a node, so stay inside it.
      return mark ? Math.min(mark.source + offset - mark.text, Math.max(mark.source, mark.sourceEnd - 1)) : 0;
    },
  };
}

type Text = ReturnType<typeof createText>;

/** The block that `node` makes, or nothing when no text is left of it. */
export function toBlock(node: Nodes): Block | undefined {
  const out = createText();
  write(node, out);
  const text = out.text();
  if (text === '') return undefined;
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? start;
  const kind =
    node.type === 'list' || node.type === 'table' || node.type === 'code'
      ? node.type
      : node.type === 'blockquote'
        ? 'quote'
        : 'paragraph';
  return { kind, text, start, end, sourceAt: out.sourceAt };
}

/** The plain text of `node` on one line. */
export function toLine(node: Nodes): string {
  const out = createText();
  write(node, out);
  return cleanLine(out.text());
}

function write(node: Nodes, out: Text): void {
  switch (node.type) {
    case 'text':
      out.add(withoutNotes(node.value), node);
      break;
    case 'inlineCode':
      out.add(node.value, node);
      break;
    case 'paragraph':
      writeParagraph(node, out);
      break;
    case 'code':
      out.newline();
      out.add(node.value, node, true);
      out.newline();
      break;
    case 'html':
      writeHtml(node, out);
      break;
    case 'break':
      out.newline();
      break;
    case 'table':
      writeTable(node, out);
      break;
    case 'listItem':
      writeItem(node, out);
      break;
    case 'heading':
    case 'blockquote':
    case 'list':
    case 'footnoteDefinition':
      writeAll(node, out);
      out.newline();
      break;
    default:
      // Images, link targets, rules and footnote marks have no children: nothing of them is text.
      if ('children' in node) writeAll(node, out);
  }
}

/** A lone tag, as it stands between words, is nothing; a block of HTML is its text. */
function writeHtml(html: Html, out: Text): void {
  if (/^<br\s*\/?>$/i.test(html.value)) {
    out.newline();
    return;
  }
  const text = withoutHtml(html.value);
  if (text.trim() !== '') out.add(text, html);
}

function writeAll(node: Parents, out: Text): void {
  for (const child of node.children) write(child, out);
}

/** How a line ends that needs no full stop. */
const ENDED = /[.!?…:;,]["'”’)\]]*\s*$/;

/** Lines that are meant as such stay apart: opening hours, an address. */
function writeParagraph(paragraph: Paragraph, out: Text): void {
  const keepsLines = areMeant(rawLines(paragraph));
  for (const child of paragraph.children) {
    if (!keepsLines || child.type !== 'text') {
      write(child, out);
      continue;
    }
    const lines = child.value.split('\n');
    for (const [index, line] of lines.entries()) {
      const before = lines[index - 1] ?? '';
      if (before.trim() !== '' && !ENDED.test(before)) out.stop();
      if (index > 0) out.newline();
      out.add(withoutNotes(line), child);
    }
  }
  out.newline();
}

/** The text of a paragraph by the lines of the file, without marks. */
function rawLines(node: Nodes): string[] {
  const text = (inner: Nodes): string =>
    'children' in inner ? inner.children.map(text).join('') : 'value' in inner ? inner.value : '';
  return text(node).split('\n');
}

/** An item is one sentence, its paragraphs joined; lists and code within it follow on lines of their own. */
function writeItem(item: ListItem, out: Text): void {
  out.newline();
  for (const [index, child] of item.children.entries()) {
    if (child.type !== 'paragraph') {
      out.newline();
      write(child, out);
      continue;
    }
    writeAll(child, out);
    if (item.children[index + 1]?.type !== 'paragraph' && !ENDED.test(toLine(child))) out.stop();
    out.add(' ', child);
  }
  out.newline();
}

/**
 * A row is a sentence that reads alone: the first cell names it, each other cell follows its column's header. The headers
 * stand above, since nothing else says what the first column names.
 */
function writeTable(table: Table, out: Text): void {
  const [head, ...rows] = table.children;
  const headers = head?.children.map(toLine) ?? [];
  if (head && headers[0]) {
    out.add(headers.filter((header) => header !== '').join(' | '), head);
    out.newline();
  }
  for (const row of rows) {
    const cells = row.children.map(toLine);
    const facts = cells
      .slice(1)
      .map((cell, index) => ({ header: headers[index + 1] ?? '', cell }))
      .filter(({ cell }) => cell !== '')
      .map(({ header, cell }) => (header === '' ? cell : `${header}: ${cell}`))
      .join('; ');
    const line = [cells[0] ?? '', facts].filter((part) => part !== '').join(' – ');
    if (line === '') continue;
    out.add(/[.!?…]$/.test(line) ? line : `${line}.`, row);
    out.newline();
  }
}
