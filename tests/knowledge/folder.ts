/** A real folder in the system's temporary directory, for tests of loading and watching. */
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Knowledge } from '../../src/domain.ts';
import { AppError } from '../../src/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';

export interface Folder {
  path: string;
  at(name: string): string;
  /** Writes in one step, so that a watcher never sees half of it. */
  write(name: string, content: string | Uint8Array): Promise<void>;
}

/** Makes a folder with these files; it is removed when the test ends. */
export async function folder(files: Record<string, string | Uint8Array> = {}): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'knowledge-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const at = (name: string) => join(path, name);
  const write = async (name: string, content: string | Uint8Array) => {
    await mkdir(dirname(at(name)), { recursive: true });
    const draft = join(dirname(at(name)), `.${basename(name)}.draft`);
    await writeFile(draft, content);
    await rename(draft, at(name));
  };
  for (const [name, content] of Object.entries(files)) await write(name, content);
  return { path, at, write };
}

/** Loads a folder of these files. */
export async function load(files: Record<string, string | Uint8Array>): Promise<Knowledge> {
  return loadKnowledge((await folder(files)).path);
}

/** The message with which loading these files (or this path) fails; it must be an `AppError('knowledge_invalid')`. */
export async function failure(source: string | Record<string, string | Uint8Array>): Promise<string> {
  const path = typeof source === 'string' ? source : (await folder(source)).path;
  const error = await loadKnowledge(path).then(
    () => new Error('loaded without complaint'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'knowledge_invalid' });
  return (error as AppError).message;
}
