/** The question sets of tests/eval/sets, read and checked. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Expectation, expectSchema } from './judge.ts';

export type Split = 'dev' | 'held';

/** A conversation to be had: one turn for a standalone question. */
export interface Case {
  id: string;
  group: string;
  split: Split;
  turns: { message: string; expect: Expectation }[];
}

const split = z.enum(['dev', 'held']);
const lineSchema = z.union([
  z.object({
    id: z.string(),
    kind: z.string().optional(),
    category: z.string().optional(),
    question: z.string(),
    expect: expectSchema,
    split,
  }),
  z.object({
    id: z.string(),
    kind: z.string().optional(),
    turns: z.array(z.object({ message: z.string(), expect: expectSchema })),
    split,
  }),
]);

/** Path of something in tests/eval/sets. */
export function setPath(name: string): string {
  return fileURLToPath(new URL(`sets/${name}`, import.meta.url));
}

/** Reads one set. @throws Error naming file and line when a line is not as README.md says. */
export function readSet(name: string): Case[] {
  const lines = readFileSync(setPath(`${name}.jsonl`), 'utf8').split('\n');
  return lines.flatMap((line, i): Case[] => {
    if (line.trim() === '') return [];
    const parsed = lineSchema.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`${name}.jsonl:${i + 1}: ${z.prettifyError(parsed.error)}`);
    const { data } = parsed;
    const group = ('category' in data ? data.category : data.kind) ?? data.kind ?? '';
    const turns = 'turns' in data ? data.turns : [{ message: data.question, expect: data.expect }];
    return [{ id: data.id, group, split: data.split, turns }];
  });
}
