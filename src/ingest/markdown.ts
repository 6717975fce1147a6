/** Reads Markdown from elsewhere: its front matter is kept where it says what ours says, under any of the usual names. */
import type { Root, Yaml } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { z } from 'zod';
import { cleanLine } from '../knowledge/clean.ts';
import { parseYaml } from '../knowledge/yaml.ts';
import { type Draft, toDay, unreadable } from './draft.ts';
import { tidy } from './tidy.ts';

const text = z.string().optional().catch(undefined);
/** The names under which site generators keep these; what is of another form counts as absent. */
const schema = z
  .object({
    title: text,
    as_of: text,
    lastmod: text,
    updated: text,
    date: text,
    url: text,
    canonical: text,
    source: text,
  })
  .catch({});

/** @throws AppError `bad_request`: no text, nested too deeply. */
export function readMarkdown(markdown: string, { source }: { source: string }): Draft {
  let tree: Root;
  try {
    tree = parse(markdown);
    // Text between two lines is no front matter, though it stands where that would.
    if (isText(tree.children.find((node) => node.type === 'yaml'))) tree = parse(`\n${markdown}`);
  } catch (cause) {
    throw unreadable(source, 'cannot be read as Markdown; is something nested very deeply?', { cause });
  }
  const about = readFront(tree.children.find((node) => node.type === 'yaml'));
  const tidied = tidy(tree);
  if (tidied.markdown === '') throw unreadable(source, 'holds no text');
  const title = cleanLine(about.title ?? '') || tidied.title;
  const date = toDay(about.as_of ?? about.lastmod ?? about.updated ?? about.date);
  const url = [about.url, about.canonical, about.source].find((address) => isWeb(address));
  return {
    markdown: tidied.markdown,
    ...(title ? { title } : {}),
    ...(date ? { date } : {}),
    ...(url ? { url } : {}),
  };
}

function parse(markdown: string): Root {
  return fromMarkdown(markdown, {
    extensions: [gfm(), frontmatter('yaml')],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown('yaml')],
  });
}

/** Whether it says one thing only, and names nothing. */
function isText(yaml: Yaml | undefined): boolean {
  try {
    return yaml !== undefined && parseYaml(yaml.value, z.string(), { shown: 'front matter' }) !== '';
  } catch {
    return false;
  }
}

function readFront(yaml: Yaml | undefined): z.infer<typeof schema> {
  if (!yaml) return {};
  try {
    return parseYaml(yaml.value, schema, { shown: 'front matter' });
  } catch {
    // Somebody else's front matter may hold what ours may not, and its text is what is wanted.
    return {};
  }
}

function isWeb(address: string | undefined): boolean {
  return /^https?:$/.test(URL.parse(address ?? '')?.protocol ?? '');
}
