/** Words a draft as a file of the knowledge folder. */
import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { chunk } from '../knowledge/chunk.ts';
import { cleanLine } from '../knowledge/clean.ts';
import { parseMarkdown } from '../knowledge/markdown.ts';
import type { Draft } from './draft.ts';

const MAX_TITLE_CHARS = 300;
const MAX_NAME_CHARS = 60;

/** Says which draft this is: equal for equal content, whatever the bytes it came in. */
export function fingerprint({ title, date, url, markdown }: Draft): string {
  return sha256(JSON.stringify([title ?? '', date ?? '', url ?? '', markdown]));
}

/** SHA-256 in hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A file's name, without ending, from a title: lower case letters, digits and hyphens of any script. */
export function toName(title: string): string {
  const name = cleanLine(title)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, MAX_NAME_CHARS)
    .replace(/^-|-$/g, '');
  return name || 'document';
}

/**
 * @param source where the text comes from, as readers may see it: a file's name, or an address.
 * @returns the file's text: front matter, title and the draft's Markdown.
 */
export function toArticle(
  { title, date, url, markdown }: Draft,
  { source, kind }: { source: string; kind: 'article' | 'notes' },
): string {
  const shown = cleanLine(title ?? source).slice(0, MAX_TITLE_CHARS) || 'Untitled';
  const front = {
    title: shown,
    kind,
    ...(url ? { url } : {}),
    ...(date ? { as_of: date } : {}),
    sources: [{ title: url ? shown : source, ...(url ? { url } : {}), ...(date ? { date } : {}) }],
  };
  // Quoted, so that no value is read as a date or a number. Lines are not folded: a title is one line.
  const yaml = stringify(front, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
  return `---\n${yaml}---\n\n${markdown}\n`;
}

/** Reads the article as the server will. @returns how many passages it holds. @throws AppError `knowledge_invalid`. */
export function countPassages(article: string, path: string): number {
  return chunk('draft', parseMarkdown(article, path).sections).length;
}
