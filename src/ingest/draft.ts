/** What every reader of a format hands on: an article in Markdown, and what its file says about it. */
import { AppError } from '../errors.ts';

/** An article as read, before it becomes a file of the knowledge folder. */
export interface Draft {
  /** As the source gives it; absent where it gives none. */
  title?: string;
  /** ISO day of the last change or the publication, if the source says it. */
  date?: string;
  /** Only http and https. */
  url?: string;
  /** The text, without its title. Tidied: no HTML, no images, headings from level 2. */
  markdown: string;
}

/** Builds the error for an input that cannot be read. `message` says what is wrong and what to do. */
export function unreadable(source: string, message: string, options: { cause?: unknown } = {}): AppError {
  return new AppError('bad_request', `${source}: ${message}`, options);
}

/** The day of a date in any form that a document may hold, or nothing: `2026-03-01T10:00:00Z` is `2026-03-01`. */
export function toDay(value: unknown): string | undefined {
  if (typeof value !== 'string' && !(value instanceof Date)) return undefined;
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return undefined;
  const year = date.getUTCFullYear();
  return year >= 1900 && year <= 2200 ? date.toISOString().slice(0, 10) : undefined;
}
