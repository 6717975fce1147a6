/** Tidies a Markdown tree for the knowledge folder: text only, one title, headings without gaps. */
import type { Link, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { clean, cleanLine } from '../knowledge/clean.ts';

export interface Tidied {
  /** The first heading, if it is of level 1 or the known title; it is then no part of the text. */
  title?: string;
  markdown: string;
}

/**
 * Takes out what an answer cannot quote: HTML, images, comments, marks of notes, empty headings. Links keep their address
 * only when it is http(s); a relative one is resolved against `base`, if there is one. Headings start at level 2.
 */
export function tidy(tree: Root, { base, title: known }: { base?: string; title?: string } = {}): Tidied {
  const children = tree.children.flatMap((node) => keep(node, base) as RootContent[]);
  const first = children.findIndex((node) => node.type === 'heading');
  const heading = children[first];
  let title: string | undefined;
  if (heading?.type === 'heading' && (heading.depth === 1 || textOf(heading) === known)) {
    title = textOf(heading);
    children.splice(first, 1);
  }
  level(children);
  const markdown = clean(
    toMarkdown({ type: 'root', children }, { extensions: [gfmToMarkdown()], bullet: '-', rule: '-' }),
  ).trim();
  return { ...(title ? { title } : {}), markdown };
}

/** A node as it stays: itself, what it holds, or nothing. */
function keep(node: Nodes, base: string | undefined): Nodes[] {
  switch (node.type) {
    case 'html':
    case 'image':
    case 'imageReference':
    case 'footnoteReference':
    case 'footnoteDefinition':
    case 'definition':
    case 'thematicBreak':
    case 'yaml':
      return [];
    case 'break':
      return [{ type: 'text', value: ' ' }];
    case 'text':
      return [{ ...node, value: clean(node.value) }];
    case 'link': {
      const children = inside(node.children, base);
      const url = webAddress(node.url, base);
      if (children.length === 0 || isNoteMark(node)) return [];
      return url === undefined ? children : [{ type: 'link', url, children }];
    }
    case 'linkReference':
      return inside(node.children, base);
    case 'table': {
      // Word has no header row: the first row that says something is it.
      const rows = node.children.filter((row) => textOf(row) !== '');
      return rows.length === 0 ? [] : [{ ...node, children: inside(rows, base) } as unknown as Nodes];
    }
    default: {
      if (!('children' in node)) return [node];
      const children = inside(node.children, base);
      if (['paragraph', 'heading', 'tableCell'].includes(node.type)) trim(children);
      return children.length === 0 && node.type !== 'tableCell' ? [] : [{ ...node, children } as Nodes];
    }
  }
}

/** Takes the space from where something was taken out; Markdown would spell it as an entity. */
function trim(children: PhrasingContent[]): void {
  const [first, last] = [children[0], children.at(-1)];
  if (first?.type === 'text') first.value = first.value.trimStart();
  if (last?.type === 'text') last.value = last.value.trimEnd();
}

/** Whether a link only leads to a note on the same page, or back from it: `[1]` would be read as one of our own marks. */
function isNoteMark(node: Link): boolean {
  return (
    node.url.startsWith('#') &&
    /^[[(]?(\d{1,4}|[a-z]|[ivx]+|note \d+|[↑↩^*†‡§⏎]+\ufe0e?)[\])]?$/i.test(textOf(node))
  );
}

function inside(children: readonly Nodes[], base: string | undefined): PhrasingContent[] {
  return children.flatMap((child) => keep(child, base)) as PhrasingContent[];
}

/** @returns an http(s) address without credentials, or nothing. */
function webAddress(url: string, base: string | undefined): string | undefined {
  const parsed = URL.parse(url, base);
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password) return undefined;
  return parsed.href;
}

function textOf(node: Nodes): string {
  const text = (part: Nodes): string =>
    'children' in part ? part.children.map(text).join('') : 'value' in part ? part.value : '';
  return cleanLine(text(node));
}

/** Moves headings so that the highest is of level 2 and none is deeper than 6. */
function level(children: RootContent[]): void {
  const headings = children.filter((node) => node.type === 'heading');
  const shift = 2 - Math.min(...headings.map(({ depth }) => depth));
  for (const heading of headings) {
    heading.depth = Math.min(6, heading.depth + shift) as typeof heading.depth;
  }
}
