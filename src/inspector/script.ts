/** The demonstration's script: questions to show, one after the other, and what each teaches. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../errors.ts';

const stepSchema = z.strictObject({
  ask: z.string().trim().min(1).max(500),
  teaches: z.string().trim().min(1).max(300),
  /** What the rules' turn must come to, for the step to be shown. */
  ends: z.enum(['answered', 'abstained', 'refused', 'smalltalk']).default('answered'),
});
export type ScriptedStep = z.infer<typeof stepSchema>;

const scriptSchema = z.strictObject({ steps: z.array(stepSchema).min(1).max(50) });

/**
 * Reads a script. A file that is not there is an empty script: then the server's own starters are shown.
 * @throws AppError `config_invalid` naming the file, the place and what is expected.
 */
export async function loadScript(path: string): Promise<ScriptedStep[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new AppError('config_invalid', `${path} cannot be read: make it readable, or remove it.`, {
      cause,
    });
  }
  let value: unknown;
  try {
    value = parse(text, { schema: 'core', maxAliasCount: 0 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : '';
    throw new AppError('config_invalid', `${path} is not valid YAML: ${reason}`, { cause });
  }
  const parsed = scriptSchema.safeParse(value);
  if (parsed.success) return parsed.data.steps;
  const issue = parsed.error.issues[0];
  throw new AppError(
    'config_invalid',
    `${path}: "${issue?.path.join('.') || 'steps'}": ${issue?.message}. A step is written {ask: a question, teaches: a line}.`,
  );
}
