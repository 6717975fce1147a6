/** Parses a Markdown article to its front matter and sections. */
import type { Heading, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import type { Section } from './chunk.ts';
import { cleanLine } from './clean.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
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

/** @throws AppError `knowledge_invalid`: bad front matter, questions with no text under them, nesting too deep. */
export function parseMarkdown(text: string, shown: string): Parsed {
  const tree = parseTree(text, shown);
  const yaml = tree.children.find((node) => node.type === 'yaml');
  if (!yaml && /^---/.test(text) && !/^---+\s*\n\s*\n/.test(text)) {
    throw invalid(
      shown,
      1,
      'front matter opens here but does not close; expected YAML between two lines of "---" alone',
    );
  }
  const frontMatter = yaml ? readFrontMatter(yaml.value, shown, 2) : {};
  const titleHeading = findTitle(tree, frontMatter.title);
  let section: Section & { line: number } = { headings: [], questions: [], blocks: [], line: 1 };
  const sections = [section];
  const above: { depth: number; text: string }[] = [];
  for (const node of tree.children) {
    if (node.type === 'heading') {
      while ((above.at(-1)?.depth ?? 0) >= node.depth) above.pop();
      if (node !== titleHeading) above.push({ depth: node.depth, text: toLine(node) });
      const headings = above.map((heading) => heading.text).filter((heading) => heading !== '');
      section = { headings, questions: [], blocks: [], line: node.position?.start.line ?? 1 };
      sections.push(section);
      continue;
    }
    if (node.type === 'html') {
      section.questions.push(...questionsIn(node.value).map(cleanLine).filter(Boolean));
    }
    const block = toBlock(node);
    if (block) section.blocks.push(block);
  }
  for (const [index, section] of sections.entries()) handOn(section, sections.slice(index + 1), shown);
  return { frontMatter, title: titleHeading ? toLine(titleHeading) : undefined, sections };
}

function parseTree(text: string, shown: string): Root {
  try {
    return fromMarkdown(text, {
      extensions: [gfm(), frontmatter('yaml')],
      mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown('yaml')],
    });
  } catch (cause) {
    throw invalid(shown, undefined, 'cannot be read as Markdown; is something nested very deeply?', {
      cause,
    });
  }
}

/** The level-1 heading that is the document's title: the first one, unless the front matter names another title. */
function findTitle(tree: Root, title: string | undefined): Heading | undefined {
  const tops = tree.children.filter((node): node is Heading => node.type === 'heading' && node.depth === 1);
  if (title === undefined || tops.length === 1) return tops[0];
  return tops.find((node) => toLine(node) === title);
}

/** Questions under a heading with no text of its own belong to the first text further down its branch. */
function handOn(section: Section & { line: number }, later: Section[], shown: string): void {
  if (section.questions.length === 0 || section.blocks.length > 0) return;
  const heir = later.find((candidate) => candidate.blocks.length > 0);
  const inBranch = heir && section.headings.every((heading, depth) => heir.headings[depth] === heading);
  if (!inBranch)
    throw invalid(shown, section.line, 'questions are listed here, but no text follows that answers them');
  heir.questions.unshift(...section.questions);
  section.questions = [];
}
