/** Reads `lexicon.yaml` of a knowledge folder: the owner's words for the topic. */
import { join } from 'node:path';
import { z } from 'zod';
import type { LexiconData } from '../text/lexicon.ts';
import { cleanLine } from './clean.ts';
import { invalid } from './invalid.ts';
import { readSmallFile } from './small-file.ts';
import { parseYaml } from './yaml.ts';

/** Name of the file, beside the documents. */
const LEXICON_FILE = 'lexicon.yaml';

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
  const text = await readSmallFile(shown);
  if (text === undefined) return undefined;
  return { data: parseLexicon(text, shown), text };
}

/** Parses the text of a lexicon. Aliases and tags are refused: nothing in it may explode or run. */
function parseLexicon(text: string, shown: string): LexiconData {
  const { entities, concepts, outside, opposites } = parseYaml(text, schema, { shown });
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
