/** What earlier runs wrote, so that the next one changes only what changed and never an owner's own words. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.ts';

/** In the knowledge folder; dotfiles are no part of the knowledge. */
const MANIFEST = '.ingest.json';

const schema = z.strictObject({
  version: z.literal(1),
  /** By source: an address, or a file's path relative to the knowledge folder. */
  sources: z.record(
    z.string(),
    z.strictObject({
      /** The file written, relative to the folder. */
      file: z.string().regex(/^[^/\\.][^/\\]*\.md$/),
      /** Of what was read: {@link fingerprint}. */
      read: z.string(),
      /** SHA-256 of what was written. */
      written: z.string(),
    }),
  ),
});

export type Manifest = z.infer<typeof schema>;

/** @throws AppError `config_invalid` when the file is not one of ours. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, MANIFEST);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new AppError(
      'config_invalid',
      `${path}: cannot be read; let this user read it, or delete it to take everything in anew`,
      { cause: error },
    );
  });
  if (text === undefined) return { version: 1, sources: {} };
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const message = `${path}: is not what "crossroads ingest" wrote; restore it, or delete it to take everything in anew`;
    throw new AppError('config_invalid', message, { cause });
  }
}

/** Written whole or not at all. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeWhole(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Writes beside the file and renames, so that nobody, a running server included, ever reads half of it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  await writeFile(beside, text);
  await rename(beside, path);
}
