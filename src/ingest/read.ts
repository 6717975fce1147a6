/** Reads a source, a file or an address, as the format that it is in. */
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { clean } from '../knowledge/clean.ts';
import { decodeUtf8 } from '../knowledge/decode.ts';
import { type Draft, toDay, unreadable } from './draft.ts';
import { type GetOptions, get } from './get.ts';
import { readHtml } from './html.ts';
import { readMarkdown } from './markdown.ts';

/** A larger file is refused. */
export const MAX_FILE_BYTES = 50 * 1024 ** 2;

export type Format = 'html' | 'pdf' | 'docx' | 'md' | 'txt';

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
export async function readSourceFile(path: string, { source }: { source: string }): Promise<Draft> {
  const format = formatOf(path);
  if (!format) throw unreadable(source, `expected a file that ends in ${Object.keys(BY_ENDING).join(', ')}`);
  const info = await stat(path).catch((cause: unknown) => {
    throw unreadable(source, 'is not there, or cannot be read', { cause });
  });
  if (info.size > MAX_FILE_BYTES) {
    throw unreadable(source, `is larger than ${MAX_FILE_BYTES / 1024 ** 2} MB; split it`);
  }
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw unreadable(source, 'cannot be read', { cause });
  });
  const draft = await convert(bytes, format, { source });
  const day = draft.date ?? toDay(info.mtime);
  return { title: basename(path, extname(path)), ...draft, ...(day ? { date: day } : {}) };
}

/** @throws AppError `bad_request` that names the address and says what to do. */
export async function readAddress(address: string, options: GetOptions): Promise<Draft> {
  const { bytes, mediaType, charset, url } = await get(address, options);
  const path = new URL(url).pathname;
  const format =
    BY_MEDIA_TYPE[mediaType] ?? formatOf(path) ?? (mediaType === 'text/plain' ? 'txt' : undefined);
  if (!format)
    throw unreadable(
      address,
      `is ${mediaType || 'of no named type'}; expected a page, PDF, Word document or text`,
    );
  const draft = await convert(bytes, format, { source: address, base: url, ...(charset ? { charset } : {}) });
  return { title: decodeURIComponent(basename(path, extname(path))) || new URL(url).host, ...draft, url };
}

interface About {
  source: string;
  base?: string;
  charset?: string;
}

async function convert(bytes: Uint8Array, format: Format, { source, base, charset }: About): Promise<Draft> {
  switch (format) {
    case 'html':
      return readHtml(decodeHtml(bytes, charset), { source, ...(base ? { base } : {}) });
    // These two readers are large, and rarely needed.
    case 'pdf':
      return (await import('./pdf.ts')).readPdf(bytes, { source });
    case 'docx':
      return (await import('./docx.ts')).readDocx(bytes, { source });
    case 'md':
      return readMarkdown(decodeUtf8(bytes, source), { source });
    case 'txt': {
      const markdown = clean(decodeUtf8(bytes, source)).trim();
      if (markdown === '') throw unreadable(source, 'holds no text');
      return { markdown };
    }
  }
}

/** The encoding that the server, or else the page, names; UTF-8 otherwise. */
function decodeHtml(bytes: Uint8Array, charset: string | undefined): string {
  const start = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const named = charset ?? /<meta[^>]{1,200}charset=["']?([\w-]{1,40})/i.exec(start)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
