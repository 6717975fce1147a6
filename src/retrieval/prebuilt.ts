/** Keeps a prebuilt index beside the knowledge, and uses it while it fits. */
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Knowledge } from '../domain.ts';
import { readIndex, writeIndex } from './index-file.ts';
import { buildInvertedIndex } from './inverted-index.ts';
import { createRetriever, type Retriever } from './retrieve.ts';

/** Where the index of a knowledge folder, or of a single file, is kept: a dotfile, which is no part of the knowledge. */
export async function indexPath(knowledgePath: string): Promise<string> {
  const isFolder = (await stat(knowledgePath)).isDirectory();
  return isFolder
    ? join(knowledgePath, '.crossroads-index')
    : join(dirname(knowledgePath), `.${basename(knowledgePath)}.crossroads-index`);
}

/** Builds the index and writes it, whole or not at all. @returns where, and its size in bytes. */
export async function prebuild(
  knowledge: Knowledge,
  knowledgePath: string,
): Promise<{ path: string; bytes: number }> {
  const path = await indexPath(knowledgePath);
  const file = writeIndex(buildInvertedIndex(knowledge), knowledge.version);
  const beside = `${path}.${process.pid}.tmp`;
  await writeFile(beside, file);
  await rename(beside, path);
  return { path, bytes: file.length };
}

/**
 * The index as {@link retrieverOf} takes it, on whatever thread: the prebuilt one if there is one that fits, else one built now.
 * @param onUnusable told why a file that is there is not used, and what to do.
 */
export async function openIndex(
  knowledge: Knowledge,
  knowledgePath: string,
  onUnusable: (message: string) => void,
): Promise<Buffer> {
  const path = await indexPath(knowledgePath);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT')
      onUnusable(`${path}: cannot be read (${error.code ?? error.name}); the index is built instead`);
  });
  const index = bytes && readIndex(bytes, knowledge);
  if (bytes && typeof index !== 'string') return bytes;
  if (index)
    onUnusable(
      `${path}: is ${index}; the index is built instead. Run "crossroads index" again, or delete the file`,
    );
  return writeIndex(buildInvertedIndex(knowledge), knowledge.version);
}

/** The retriever over what {@link openIndex} gave. */
export function retrieverOf(knowledge: Knowledge, bytes: Uint8Array): Retriever {
  const { buffer, byteOffset, byteLength } = bytes;
  const index = readIndex(Buffer.from(buffer, byteOffset, byteLength), knowledge);
  return typeof index === 'string' ? createRetriever(knowledge) : createRetriever(knowledge, index);
}
