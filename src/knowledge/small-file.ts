/** Reads a text file that an owner may put beside the articles. */
import { readFile, stat } from 'node:fs/promises';
import { decodeUtf8 } from './decode.ts';
import { invalid } from './invalid.ts';

/** Bytes; a longer one was not written by hand. */
const MAX_BYTES = 1024 ** 2;

/**
 * @returns the text; undefined when there is no such file.
 * @throws AppError `knowledge_invalid` with the file: unreadable, more than 1 MB, or not UTF-8.
 */
export async function readSmallFile(path: string): Promise<string | undefined> {
  let bytes: Buffer;
  try {
    const info = await stat(path);
    // Of a pipe or a device the end may never come.
    if (!info.isFile()) throw invalid(path, undefined, 'is not a regular file; expected a text file');
    if (info.size > MAX_BYTES) throw invalid(path, undefined, 'is larger than 1 MB; shorten it');
    bytes = await readFile(path);
  } catch (cause) {
    const code = (cause as { code?: unknown }).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw code === 'knowledge_invalid' ? cause : invalid(path, undefined, 'cannot be read', { cause });
  }
  return decodeUtf8(bytes, path);
}
