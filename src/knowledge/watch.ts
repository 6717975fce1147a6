/** Reloads the knowledge when its files change. */
import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { AppError } from '../errors.ts';
import { type ReloadOptions, reloadOnChange } from '../reload.ts';
import { invalid } from './invalid.ts';

export interface WatchOptions<T extends { version: string }> extends Omit<ReloadOptions<T>, 'onError'> {
  /** As {@link ReloadOptions.onError}. */
  onError(error: AppError): void;
}

/** Watches the folder or file `path`, whose content `load` reads. Resolves when changes are being seen. Never rejects. */
export function watchKnowledge<T extends { version: string }>(
  path: string,
  { onError, ...options }: WatchOptions<T>,
): Promise<void> {
  if (options.signal.aborted) return Promise.resolve();
  return reloadOnChange(createWatcher(path), {
    ...options,
    onError: (error) => onError(asAppError(error, path)),
  });
}

/** Their many files change often and hold no knowledge. */
const IGNORED = new Set(['.git', 'node_modules']);

/** A file is watched through its folder: what an editor renames over it has another inode, which nobody watches. */
function createWatcher(path: string): FSWatcher {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    return watch(path, { alwaysStat: true, ignored: (inside) => IGNORED.has(basename(inside)) });
  }
  const file = resolve(path);
  const folder = dirname(file);
  return watch(folder, {
    alwaysStat: true,
    depth: 0,
    ignored: (inside) => inside !== folder && inside !== file,
  });
}

function asAppError(error: unknown, path: string): AppError {
  return error instanceof AppError
    ? error
    : invalid(path, undefined, 'cannot be watched or loaded', { cause: error });
}
