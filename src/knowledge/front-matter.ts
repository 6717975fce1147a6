/** Reads the YAML front matter of an article: no types that run, no aliases that explode, no unknown keys. */
import { isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { cleanLine } from './clean.ts';
import { invalid } from './invalid.ts';
import { SAFE_YAML } from './yaml-options.ts';

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

/** What a writer may say about an article before its first line. */
export type FrontMatter = z.infer<typeof schema>;

/**
 * Reads `yaml`, the text between the two lines of `---`.
 * @param firstLine line of the file on which `yaml` starts.
 * @throws AppError `knowledge_invalid` with the line: syntax, tags, aliases, unknown keys, wrong types.
 */
export function readFrontMatter(yaml: string, shown: string, firstLine: number): FrontMatter {
  const lineCounter = new LineCounter();
  const fail = (offset: number | undefined, message: string, cause?: unknown) => {
    const at = offset === undefined ? firstLine - 1 : firstLine + lineCounter.linePos(offset).line - 1;
    return invalid(shown, at, message, { cause });
  };
  const document = parseDocument(yaml, {
    lineCounter,
    ...SAFE_YAML,
  });
  // An unknown tag is only a warning to the parser; to us it is a type somebody wants to run.
  const issue = document.errors[0] ?? document.warnings[0];
  if (issue) throw fail(issue.pos[0], `front matter: ${issue.message}`, issue);
  visit(document, {
    Alias(_key, alias) {
      throw fail(alias.range?.[0], 'front matter: YAML aliases (*name) are not allowed; write the value out');
    },
    Pair(_key, pair) {
      if (isScalar(pair.key) && pair.key.value === '__proto__') {
        throw fail(pair.key.range?.[0], 'front matter: unknown key "__proto__"; remove it');
      }
    },
  });
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {});
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  const unknown = first?.code === 'unrecognized_keys' ? first.keys[0] : undefined;
  const path = [...(first?.path ?? []), ...(unknown === undefined ? [] : [unknown])] as (string | number)[];
  // What is missing has no place of its own: the nearest thing around it is named.
  let offset: number | undefined;
  for (let depth = path.length; depth >= 0 && offset === undefined; depth--) {
    const node = depth > 0 ? document.getIn(path.slice(0, depth), true) : document.contents;
    offset = isNode(node) ? node.range?.[0] : undefined;
  }
  const message =
    unknown === undefined
      ? `${path.length > 0 ? `"${path.join('.')}": ` : ''}${first?.message ?? 'invalid'}`
      : `unknown key "${path.join('.')}"; known are ${known(path).join(', ')}`;
  throw fail(offset, `front matter: ${message}`, parsed.error);
}

function known(path: (string | number)[]): string[] {
  return path.length > 1 ? ['title', 'url', 'date'] : Object.keys(schema.shape);
}
