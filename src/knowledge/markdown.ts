/** Parses a Markdown article to its front matter and sections. */
import type { Heading, Node, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { AppError } from '../errors.ts';
import { headed } from './asked.ts';
import type { Section } from './chunk.ts';
import { cleanLine } from './clean.ts';
import { findDense, MAX_MARKS } from './dense.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { findHeadings } from './headings.ts';
import { withoutHidden } from './hidden.ts';
import { questionsIn } from './html.ts';
import { invalid } from './invalid.ts';
import { toBlock, toLine } from './plain-text.ts';

/** A parsed file, whatever its type. */
export interface Parsed {
  frontMatter: FrontMatter;
  /** The title the text itself gives, if any. */
  title: string | undefined;
  sections: Section[];
}

/**
 * Quotations and lists within each other, a hundred deep: the parser's time grows with the square of that. On one line, or
 * by so much space before a list's mark.
 */
const TOO_DEEP =
  /^(?:(?:[ \t]{0,3}(?:>|[*+-][ \t]|\d{1,9}[.)][ \t])){100}|(?: {200}|(?: {0,3}\t){50})[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t])/m;

/**
 * @throws AppError `knowledge_invalid`: bad front matter, questions with no text under them, nesting too deep, a paragraph
 * with too many marks.
 */
export function parseMarkdown(text: string, shown: string): Parsed {
  const deep = TOO_DEEP.exec(text);
  if (deep) {
    const line = text.slice(0, deep.index).split('\n').length;
    throw invalid(shown, line, 'nests quotations or lists a hundred deep; write them flatter');
  }
  const dense = findDense(text);
  if (dense !== undefined) {
    const message = `a paragraph with more than ${MAX_MARKS} marks and line ends begins here; part it with blank lines`;
    throw invalid(shown, dense, message);
  }
  try {
    const tree = parseTree(text);
    const visible = withoutHidden(text, tree);
    return visible === undefined ? read(tree, text, shown) : read(parseTree(visible), visible, shown);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw invalid(shown, undefined, 'cannot be read as Markdown; is something nested very deeply?', {
      cause,
    });
  }
}

function parseTree(text: string): Root {
  return fromMarkdown(text, {
    extensions: [gfm(), frontmatter('yaml')],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown('yaml')],
  });
}

/** What a heading may stand above. */
const HEADED: ReadonlySet<string> = new Set(['paragraph', 'list', 'table']);

function read(tree: Root, text: string, shown: string): Parsed {
  const yaml = tree.children.find((node) => node.type === 'yaml');
  // Three dashes above a blank line are a rule; above anything else they were meant to open front matter.
  if (!yaml && /^---(?!-)/.test(text) && !/^---[ \t]*\r?\n[ \t]*\r?\n/.test(text)) {
    const message =
      'front matter opens here but does not close; expected YAML between two lines of "---" alone';
    throw invalid(shown, 1, message);
  }
  const frontMatter = yaml ? readFrontMatter(yaml.value, shown, 2) : {};
  if (!tree.children.some(({ type }) => type === 'heading')) markHeadings(tree, text);
  const titleHeading = findTitle(tree, frontMatter.title);
  let section: Section & { line: number } = { headings: [], questions: [], blocks: [], line: 1 };
  const sections = [section];
  const above: { depth: number; text: string }[] = [];
  const open = (depth: number, text: string, node: Node) => {
    while ((above.at(-1)?.depth ?? 0) >= depth) above.pop();
    if (node !== titleHeading) above.push({ depth, text });
    const headings = above.map((heading) => heading.text).filter((heading) => heading !== '');
    section = { headings, questions: [], blocks: [], line: node.position?.start.line ?? 1 };
    sections.push(section);
  };
  let depth = 0;
  for (const [index, child] of tree.children.entries()) {
    let node: RootContent = child;
    if (node.type === 'heading') {
      depth = node.depth;
      open(depth, toLine(node), node);
      continue;
    }
    const apart = node.type === 'paragraph' ? headed(node) : undefined;
    const next = tree.children[index + 1];
    if (apart && (apart.rest || (next && HEADED.has(next.type)))) {
      open(depth + 1, cleanLine(apart.heading), node);
      if (!apart.rest) continue;
      node = apart.rest;
    }
    if (node.type === 'html') {
      section.questions.push(...questionsIn(node.value).map(cleanLine).filter(Boolean));
    }
    const block = toBlock(node);
    if (block) section.blocks.push(block);
  }
  handOnQuestions(sections, shown);
  return { frontMatter, title: titleHeading ? toLine(titleHeading) : undefined, sections };
}

/** An article pasted without its marks: its headings are found as in a plain text, and the first line is its title. */
function markHeadings(tree: Root, text: string): void {
  const blocks = tree.children.filter(({ type }) => type !== 'yaml' && type !== 'html');
  const roles = findHeadings(
    blocks.map((node) => {
      const start = node.position?.start.offset ?? 0;
      const end = node.position?.end.offset ?? start;
      const isLine = node.type === 'paragraph' && !text.slice(start, end).includes('\n');
      // Anything else is no heading, whatever it says.
      return { lines: isLine ? [toLine(node)] : ['', ''], starts: [start], start, end };
    }),
  );
  for (const [index, node] of blocks.entries()) {
    const role = roles[index];
    if (node.type !== 'paragraph' || role?.type !== 'heading') continue;
    const depth = index === 0 ? 1 : Math.min(role.level + 1, 6);
    Object.assign(node, { type: 'heading', depth });
  }
}

/** The level-1 heading that is the document's title: the first one, unless the front matter names another title. */
function findTitle(tree: Root, title: string | undefined): Heading | undefined {
  const tops = tree.children.filter((node): node is Heading => node.type === 'heading' && node.depth === 1);
  if (title === undefined || tops.length === 1) return tops[0];
  return tops.find((node) => toLine(node) === title);
}

/** Questions under a heading with no text of its own belong to the first text further down its branch. */
function handOnQuestions(sections: (Section & { line: number })[], shown: string): void {
  for (const [index, { headings, questions, blocks, line }] of sections.entries()) {
    if (questions.length === 0 || blocks.length > 0) continue;
    const heir = sections[index + 1];
    if (!heir || !headings.every((heading, depth) => heir.headings[depth] === heading)) {
      throw invalid(shown, line, 'questions are listed here, but no text follows that answers them');
    }
    heir.questions.unshift(...questions.splice(0));
  }
}
