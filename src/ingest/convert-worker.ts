/** Converts one document after another on a thread of its own; started by `apart.ts`. */
import { parentPort } from 'node:worker_threads';
import { AppError, type ErrorCode } from '../errors.ts';
import { convert, type Document } from './convert.ts';
import type { Draft } from './draft.ts';

/** The answer to a document. */
export type Told = { draft: Draft } | { code: ErrorCode; message: string };

async function answer(document: Document): Promise<Told> {
  try {
    return { draft: await convert(document) };
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message };
    // A reader of a format that trips over something in it.
    const message = `${document.source}: cannot be read (${String(error).slice(0, 200)}); open it and save it anew`;
    return { code: 'bad_request', message };
  }
}

parentPort?.on('message', (document: Document) => {
  void answer(document).then((told) => parentPort?.postMessage(told));
});
