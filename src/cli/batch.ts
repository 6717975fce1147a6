/** JSON lines in, JSON lines out, in the order of the input. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { z } from 'zod';

/** Longest line that is read, in characters; a longer one is a bad line. */
const MAX_LINE_CHARS = 1024 * 1024;

export interface BatchOptions<Line> {
  input: Readable;
  schema: z.ZodType<Line>;
  /** Answers one line; what it returns is printed as one line of JSON. */
  answer: (line: Line) => Promise<unknown>;
  print: (line: string) => void;
  /** Told of each bad line, with its number and what was expected. */
  complain: (message: string) => void;
}

/**
 * Answers every line, one after the other. A bad line is reported and left out; the others are answered all the same.
 * @returns how many lines were bad.
 */
export async function runBatch<Line>({
  input,
  schema,
  answer,
  print,
  complain,
}: BatchOptions<Line>): Promise<number> {
  let number = 0;
  let bad = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    const line = text.replace(/^\uFEFF/, '').trim();
    if (line === '') continue;
    const parsed = parseLine(line, schema);
    if ('problem' in parsed) {
      bad++;
      complain(`line ${number}: ${parsed.problem}`);
      continue;
    }
    print(JSON.stringify(await answer(parsed.value)));
  }
  return bad;
}

function parseLine<Line>(line: string, schema: z.ZodType<Line>): { value: Line } | { problem: string } {
  if (line.length > MAX_LINE_CHARS) return { problem: `is longer than ${MAX_LINE_CHARS} characters` };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: 'is not JSON; expected one object a line' };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.');
  return { problem: `${field ? `field "${field}": ` : ''}${issue?.message ?? 'invalid'}` };
}
