/** Turns the bytes of a document into a draft, by the reader of its format. */
import { clean } from '../knowledge/clean.ts';
import { decodePage, decodeText } from './decode.ts';
import { type Draft, unreadable } from './draft.ts';
import { readMarkdown } from './markdown.ts';

export type Format = 'html' | 'pdf' | 'docx' | 'md' | 'txt';

export interface Document {
  bytes: Uint8Array;
  format: Format;
  /** As the operator wrote it, for errors. */
  source: string;
  /** Its address, for its links. */
  base?: string;
  /** As the server names it. */
  charset?: string;
}

/** @throws AppError that names the source and says what to do. */
export type Convert = (document: Document, options?: { signal?: AbortSignal }) => Promise<Draft>;

/** On this thread, without limits of time or memory: for documents that nobody else made. */
export const convert: Convert = async ({ bytes, format, source, base, charset }) => {
  switch (format) {
    // These readers are large, and not all of them are needed.
    case 'html':
      return (await import('./html.ts')).readHtml(decodePage(bytes, charset), {
        source,
        ...(base ? { base } : {}),
      });
    case 'pdf':
      return (await import('./pdf.ts')).readPdf(bytes, { source });
    case 'docx':
      return (await import('./docx.ts')).readDocx(bytes, { source });
    case 'md':
      return readMarkdown(decodeText(bytes, { source, charset }), { source });
    case 'txt': {
      const markdown = clean(decodeText(bytes, { source, charset })).trim();
      if (markdown === '') throw unreadable(source, 'holds no text');
      return { markdown };
    }
  }
};
