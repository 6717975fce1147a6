/** Prompt files: Markdown with strict `{{variables}}`, checked when loaded, so a slip in one is never found by a visitor. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';

/** Every prompt file (`<name>.md`) and the variables it must use, each at least once, and no others. */
export const PROMPT_VARIABLES = {
  /** System message of an answer. `notCovered`: the word by which the model says that the passages do not answer. */
  answer: ['notCovered'],
  /** User message of an answer. `profile`: what the visitor said of herself in the conversation. */
  question: ['passages', 'profile', 'question', 'standaloneQuery'],
} as const;

export type PromptName = keyof typeof PROMPT_VARIABLES;
export type PromptSources = Readonly<Record<PromptName, string>>;
export type PromptVariable<N extends PromptName> = (typeof PROMPT_VARIABLES)[N][number];

/** A piece of a rendered template; `variable` names the one whose value it is. */
export interface TemplatePart {
  text: string;
  variable?: string;
}

/** Puts the values in place of the variables. Values are put in as they are: braces in them mean nothing. */
export interface RenderTemplate<V extends string> {
  (values: Record<V, string>): string;
  /** The same in pieces, for whoever shows where each value stands. */
  parts(values: Record<V, string>): TemplatePart[];
}
export type Render<N extends PromptName> = RenderTemplate<PromptVariable<N>>;

/** One loaded version of the prompts folder. Never changes; a reload makes a new one. */
export type Prompts = { readonly [N in PromptName]: Render<N> } & {
  /** Hash of all prompts. */
  readonly version: string;
  /** The templates as written. */
  readonly sources: PromptSources;
};

/** Longest prompt file in bytes: past it something else was put there by mistake. */
const MAX_PROMPT_BYTES = 64 * 1024;
const VARIABLE = /\{\{([^{}\n]{0,100})\}\}/g;
const BRACES = /\{\{|\}\}/;

/**
 * Loads the prompts of a folder.
 * @throws AppError `prompt_invalid` naming file, line and the fix, for the first file that is missing, empty, too long,
 * not UTF-8, or whose variables are not exactly the expected ones.
 */
export async function loadPrompts(dir: string): Promise<Prompts> {
  const read = (name: PromptName) => readPrompt(promptPath(dir, name));
  return parsePrompts({ answer: await read('answer'), question: await read('question') }, dir);
}

/** Where a prompt stands. */
export function promptPath(dir: string, name: PromptName): string {
  return join(dir, `${name}.md`);
}

/**
 * Checks all templates, as they stand in files or are edited.
 * @param dir named in errors. Default: names of files alone, since an audience may read what is wrong with an edit.
 * @throws AppError `prompt_invalid`, as {@link loadPrompts}.
 */
export function parsePrompts(sources: PromptSources, dir = ''): Prompts {
  const parse = <N extends PromptName>(name: N): Render<N> =>
    parseTemplate(promptPath(dir, name), sources[name], PROMPT_VARIABLES[name]);
  const hash = createHash('sha256');
  for (const [name, source] of Object.entries(sources)) hash.update(JSON.stringify([name, source]));
  return { answer: parse('answer'), question: parse('question'), version: hash.digest('hex'), sources };
}

/** Checks one template. @returns its renderer. @throws AppError `prompt_invalid` */
export function parseTemplate<V extends string>(
  path: string,
  source: string,
  variables: readonly V[],
): RenderTemplate<V> {
  const text = source.replace(/\r\n?/g, '\n');
  const allowed = variables.map((name) => `{{${name}}}`).join(', ');
  if (text.trim() === '') throw invalid(path, 1, 'is empty: write the prompt, using', allowed);
  const lineOf = (index: number) => text.slice(0, index).split('\n').length;
  const used = new Set<string>();
  for (const match of text.matchAll(VARIABLE)) {
    const name = match[1]?.trim() ?? '';
    if (!variables.some((known) => known === name)) {
      throw invalid(path, lineOf(match.index), `uses {{${name}}}, which does not exist: it may use`, allowed);
    }
    used.add(name);
  }
  const stray = BRACES.exec(text.replace(VARIABLE, (whole) => ' '.repeat(whole.length)));
  if (stray !== null) {
    throw invalid(
      path,
      lineOf(stray.index),
      `has a lone "${stray[0]}": a variable is written like one of`,
      allowed,
    );
  }
  const unused = variables.find((name) => !used.has(name));
  if (unused !== undefined) {
    throw invalid(
      path,
      lineOf(text.trimEnd().length),
      `never uses {{${unused}}}: put it where its value belongs; needed are`,
      allowed,
    );
  }
  const body = text.trim();
  // The casts hold: each name was found among `variables` above.
  const render = (values: Record<V, string>) =>
    body.replace(VARIABLE, (_whole, name: string) => values[name.trim() as V]);
  const parts = (values: Record<V, string>) => {
    const pieces: TemplatePart[] = [];
    let from = 0;
    for (const match of body.matchAll(VARIABLE)) {
      const variable = match[1]?.trim() as V;
      if (match.index > from) pieces.push({ text: body.slice(from, match.index) });
      pieces.push({ text: values[variable], variable });
      from = match.index + match[0].length;
    }
    return from < body.length ? [...pieces, { text: body.slice(from) }] : pieces;
  };
  return Object.assign(render, { parts });
}

async function readPrompt(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new AppError(
      'prompt_invalid',
      `${path} cannot be read: restore it from the project's prompts folder.`,
      {
        cause,
      },
    );
  }
  if (bytes.length > MAX_PROMPT_BYTES) {
    throw invalid(path, 1, `has ${bytes.length} bytes, more than`, `${MAX_PROMPT_BYTES}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('prompt_invalid', `${path} is not UTF-8: save it as UTF-8.`, { cause });
  }
}

function invalid(path: string, line: number, problem: string, expected: string): AppError {
  return new AppError('prompt_invalid', `${path}:${line} ${problem} ${expected}.`);
}
