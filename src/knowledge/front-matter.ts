/** Reads the YAML front matter of an article: no types that run, no aliases that explode, no keys that nobody knows. */
import { z } from 'zod';
import { cleanLine } from './clean.ts';
import { invalid } from './invalid.ts';
import { parseYaml } from './yaml.ts';

/** Characters; what describes an article takes a hundredth of it. */
const MAX_CHARS = 64 * 1024;

const line = z.string().transform(cleanLine).pipe(z.string().min(1, 'is empty').max(300));
const webAddress = z.url({ protocol: /^https?$/, error: 'expected an http or https address' });
const day = z.iso.date('expected a day such as 2026-02-28');

const schema = z.strictObject({
  id: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u, 'expected letters, digits, ".", "_" or "-"')
    .optional(),
  title: line.optional(),
  kind: z.enum(['article', 'notes']).optional(),
  url: webAddress.optional(),
  as_of: day.optional(),
  author: z.union([line, z.array(line).min(1).max(20)]).optional(),
  date: z.union([line, z.number().int().transform(String)]).optional(),
  sources: z
    .array(
      z.strictObject({
        title: line,
        url: webAddress.optional(),
        date: z.union([line, z.number().int().transform(String)]).optional(),
      }),
    )
    .optional(),
});

/** What other programs keep there, and nothing here reads: a folder of a blog's works as it is. */
const FOREIGN = new Set(
  [
    'tags tag categories category keywords description summary excerpt subtitle slug permalink layout template draft published',
    'lang language locale image images cover thumbnail updated lastmod last_modified_at weight order toc comments aliases type',
    'series featured pinned parent nav_order sidebar_position sidebar_label sidebar head pagetitle',
  ]
    .join(' ')
    .split(' '),
);

/** Those keys left out, so that only what is unknown everywhere is a mistake. */
function withoutForeign(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !FOREIGN.has(key)));
}

const described = z.preprocess(withoutForeign, schema);

/** What a writer may say about an article before its first line. */
export type FrontMatter = z.infer<typeof schema>;

/**
 * Reads `yaml`, the text between the two lines of `---`.
 * @param firstLine line of the file on which `yaml` starts.
 * @throws AppError `knowledge_invalid` with the line, as {@link parseYaml}; and for more than 64 kB.
 */
export function readFrontMatter(yaml: string, shown: string, firstLine: number): FrontMatter {
  if (yaml.length > MAX_CHARS)
    throw invalid(shown, firstLine - 1, 'front matter is longer than 64 kB; is its second "---" missing?');
  return parseYaml(yaml, described, { shown, firstLine, part: 'front matter', known });
}

function known(path: PropertyKey[]): string[] {
  return path.length > 1 ? ['title', 'url', 'date'] : Object.keys(schema.shape);
}
