/** Reads a file of JSON lines. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** @throws Error naming file and line when a line is not as expected. */
export async function readLines<Line>(file: string, schema: z.ZodType<Line>): Promise<Line[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const parsed = schema.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`${file}:${i + 1}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });
}
