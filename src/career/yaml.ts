/** Parses a YAML file to a schema; every complaint names the file, the line and the key. */
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { SAFE_YAML } from '../knowledge/yaml-options.ts';

/**
 * Parses `text` without aliases and without types of its own.
 * @throws AppError `knowledge_invalid`: syntax, aliases, unknown keys, wrong values.
 */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  file: string,
  schema: Schema,
): z.output<Schema> {
  const lineCounter = new LineCounter();
  const fail = (offset: number | undefined, message: string, cause?: unknown) => {
    const line = offset === undefined ? '' : `:${lineCounter.linePos(offset).line}`;
    return new AppError('knowledge_invalid', `${file}${line}: ${message}`, { cause });
  };
  const document = parseDocument(text, {
    lineCounter,
    ...SAFE_YAML,
  });
  const issue = document.errors[0] ?? document.warnings[0];
  if (issue) throw fail(issue.pos[0], issue.message, issue);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    throw fail(undefined, 'YAML aliases (*name) are not allowed; write the value out', cause);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  const unknown = first?.code === 'unrecognized_keys' ? first.keys[0] : undefined;
  const path = [...(first?.path ?? []), ...(unknown === undefined ? [] : [unknown])];
  // What is missing has no place of its own: the nearest thing around it is named.
  let offset: number | undefined;
  for (let depth = path.length; depth >= 0 && offset === undefined; depth--) {
    const node = depth > 0 ? document.getIn(path.slice(0, depth), true) : document.contents;
    offset = isNode(node) ? node.range?.[0] : undefined;
  }
  const key = path.join('.');
  const message =
    unknown === undefined ? `"${key}": ${first?.message ?? 'invalid'}` : `unknown key "${key}"; remove it`;
  throw fail(offset, message, parsed.error);
}
