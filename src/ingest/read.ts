/** Reads a source, a file or an address, as the format that it is in. */
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { cleanLine } from '../knowledge/clean.ts';
import type { Convert, Format } from './convert.ts';
import { type Draft, toDay, unreadable } from './draft.ts';
import { type GetOptions, get } from './get.ts';

/** A larger file is refused. */
const MAX_FILE_BYTES = 50 * 1024 ** 2;

export interface ReadOptions extends GetOptions {
  convert: Convert;
}

const BY_ENDING: Record<string, Format> = {
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.pdf': 'pdf',
  '.docx': 'docx',
  '.md': 'md',
  '.markdown': 'md',
  '.txt': 'txt',
};

const BY_MEDIA_TYPE: Record<string, Format> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'text/markdown': 'md',
  'text/x-markdown': 'md',
};

/** The format that a file's name says it is in. */
export function formatOf(name: string): Format | undefined {
  return BY_ENDING[extname(name).toLowerCase()];
}

/** @throws AppError `bad_request` that names the file and says what to do. */
export async function readSourceFile(
  path: string,
  { source, convert, signal }: Pick<ReadOptions, 'convert' | 'signal'> & { source: string },
): Promise<Draft> {
  const format = formatOf(path);
  if (!format)
    throw unreadable(
      source,
      `expected a file that ends in ${Object.keys(BY_ENDING).join(', ')}, a folder, or an address that begins with https://`,
    );
  const info = await stat(path).catch((cause: unknown) => {
    throw unreadable(source, 'is not there, or cannot be read', { cause });
  });
  // A pipe or a device would never end.
  if (!info.isFile()) throw unreadable(source, 'is no ordinary file; give the file itself');
  if (info.size > MAX_FILE_BYTES) {
    throw unreadable(source, `is larger than ${MAX_FILE_BYTES / 1024 ** 2} MB; split it`);
  }
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw unreadable(source, 'cannot be read; let this user read it', { cause });
  });
  const draft = await convert({ bytes, format, source }, signal ? { signal } : {});
  const day = draft.date ?? toDay(info.mtime);
  return { title: cleanLine(basename(path, extname(path))), ...draft, ...(day ? { date: day } : {}) };
}

/** @throws AppError `bad_request` that names the address and says what to do. */
export async function readAddress(address: string, options: ReadOptions): Promise<Draft> {
  const { bytes, mediaType, charset, url } = await get(address, options);
  const path = new URL(url).pathname;
  const format =
    BY_MEDIA_TYPE[mediaType] ?? formatOf(path) ?? (mediaType === 'text/plain' ? 'txt' : undefined);
  if (!format)
    throw unreadable(
      address,
      `is ${mediaType || 'of no named type'}; expected a page, PDF, Word document or text`,
    );
  const { convert, signal } = options;
  const document = { bytes, format, source: address, base: url, ...(charset ? { charset } : {}) };
  const draft = await convert(document, signal ? { signal } : {});
  return { title: cleanLine(nameOf(path)) || new URL(url).host, ...draft, url };
}

/** The last part of a path, as people write it where it can be read. */
function nameOf(path: string): string {
  const name = basename(path, extname(path));
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
