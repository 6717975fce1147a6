/** Reads `lexicon.yaml` of a knowledge folder: the owner's words for the topic. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { LexiconData } from '../text/lexicon.ts';
import { cleanLine } from './clean.ts';
import { decodeUtf8 } from './decode.ts';
import { invalid } from './invalid.ts';
import { SAFE_YAML } from './yaml-options.ts';

/** Name of the file, beside the documents. */
export const LEXICON_FILE = 'lexicon.yaml';
const MAX_BYTES = 1024 ** 2;

const word = z
  .string('expected words; put quotes around a number')
  .transform(cleanLine)
  .pipe(z.string().min(1).max(100));
const concept = z.strictObject({ name: word, words: z.array(word).default([]) });
const schema = z.strictObject({
  entities: z.array(concept).default([]),
  concepts: z.array(concept).default([]),
  outside: z.array(concept).default([]),
  opposites: z.array(z.tuple([word, word], 'expected two words, such as [easy, hard]')).default([]),
});

/**
 * Reads the lexicon of `folder`. @returns undefined when there is none: everything works without.
 * @throws AppError `knowledge_invalid` naming file and line.
 */
export async function readLexicon(folder: string): Promise<{ data: LexiconData; text: string } | undefined> {
  const shown = join(folder, LEXICON_FILE);
  let bytes: Buffer;
  try {
    bytes = await readFile(shown);
  } catch (cause) {
    const code = (cause as { code?: unknown }).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw invalid(shown, undefined, 'cannot be read', { cause });
  }
  if (bytes.length > MAX_BYTES) throw invalid(shown, undefined, 'is larger than 1 MB; keep it to words');
  const text = decodeUtf8(bytes, shown);
  return { data: parseLexicon(text, shown), text };
}

/** Parses the text of a lexicon. Aliases and tags are refused: nothing in it may explode or run. */
export function parseLexicon(text: string, shown: string): LexiconData {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    ...SAFE_YAML,
  });
  const lineAt = (offset: number | undefined) =>
    offset === undefined ? 1 : lineCounter.linePos(offset).line;
  const issue = document.errors[0] ?? document.warnings[0];
  if (issue) throw invalid(shown, lineAt(issue.pos[0]), issue.message, { cause: issue });
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch (cause) {
    throw invalid(shown, 1, 'YAML aliases (*name) are not allowed; write the value out', { cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    const path = (first?.path ?? []) as (string | number)[];
    const node = path.length > 0 ? document.getIn(path, true) : document.contents;
    const offset = (node as { range?: [number, number, number] } | null | undefined)?.range?.[0];
    throw invalid(shown, lineAt(offset), `"${path.join('.') || 'lexicon'}": ${first?.message ?? 'invalid'}`, {
      cause: parsed.error,
    });
  }
  const { entities, concepts, outside, opposites } = parsed.data;
  const all = [
    ...entities.map((entry) => ({ ...entry, isEntity: true })),
    ...concepts.map((entry) => ({ ...entry, isEntity: false })),
    ...outside.map((entry) => ({ ...entry, isEntity: false, isOutside: true })),
  ].map((entry) => ({ ...entry, id: entry.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-') }));
  const ids = new Set<string>();
  for (const { id, name } of all) {
    if (ids.has(id)) throw invalid(shown, undefined, `"${name}" is there twice; put its words together`);
    ids.add(id);
  }
  return { concepts: all, opposites };
}
