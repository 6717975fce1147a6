/** Reads YAML that people wrote: nothing in it runs or explodes, and every complaint names its line. */
import { isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { invalid } from './invalid.ts';

const OPTIONS = {
  schema: 'core',
  resolveKnownTags: false,
  merge: false,
  prettyErrors: false,
  stringKeys: true,
  // The parser compares each key with all before it: a minute for a megabyte of keys. See `refuseUnsafe`.
  uniqueKeys: false,
} as const;

export interface YamlPlace {
  /** The file, as messages show it. */
  shown: string;
  /** Line of the file on which the text starts. Default 1. */
  firstLine?: number;
  /** Opens each message, e.g. `front matter`. */
  part?: string;
  /** Keys that are known there, for a message about one that is not. */
  known?: (path: PropertyKey[]) => string[];
}

/**
 * Parses `text` to `schema`; an empty one is an empty object. Takes time in proportion to its length.
 * @throws AppError `knowledge_invalid` with file and line: syntax, tags, aliases, a key twice, unknown keys, wrong values.
 */
export function parseYaml<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  { shown, firstLine = 1, part, known }: YamlPlace,
): z.output<Schema> {
  const lineCounter = new LineCounter();
  const fail = (offset: number | undefined, message: string, cause?: unknown): AppError => {
    const line = firstLine - 1 + (offset === undefined ? 1 : lineCounter.linePos(offset).line);
    return invalid(shown, line, `${part ? `${part}: ` : ''}${message}`, { cause });
  };
  const tooDeep = (cause: unknown) =>
    fail(undefined, 'something is nested too deeply; write it flatter', cause);
  try {
    const document = parseDocument(text, { lineCounter, ...OPTIONS });
    // An unknown tag is only a warning to the parser; to us it is a type somebody wants to run.
    const issue = document.errors[0] ?? document.warnings[0];
    if (issue?.message.includes('call stack')) throw tooDeep(issue);
    if (issue) throw fail(issue.pos[0], issue.message, issue);
    refuseUnsafe(document, fail);
    const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {});
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
    const key = `"${path.join('.')}"`;
    const advice = known ? `known are ${known(path).join(', ')}` : 'remove it';
    const message = first?.message ?? 'invalid';
    const named = path.length > 0 ? `${key}: ${message}` : message;
    throw fail(offset, unknown === undefined ? named : `unknown key ${key}; ${advice}`, parsed.error);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw cause instanceof RangeError ? tooDeep(cause) : fail(undefined, 'cannot be read as YAML', cause);
  }
}

/** @throws what `fail` makes for an alias, a key that stands twice in one place, and `__proto__`. */
function refuseUnsafe(
  document: Parameters<typeof visit>[0],
  fail: (offset: number | undefined, message: string) => AppError,
): void {
  visit(document, {
    Alias(_key, alias) {
      throw fail(alias.range?.[0], 'YAML aliases (*name) are not allowed; write the value out');
    },
    Map(_key, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const offset = key.range?.[0];
        if (key.value === '__proto__') throw fail(offset, 'unknown key "__proto__"; remove it');
        if (seen.has(key.value)) throw fail(offset, `keys must be unique, and "${key.value}" is there twice`);
        seen.add(key.value);
      }
    },
  });
}
