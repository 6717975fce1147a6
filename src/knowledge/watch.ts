/** Reloads the knowledge when its files change. */
import { realpathSync, statSync } from 'node:fs';
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

/**
 * A file is watched through its folder: what an editor renames over it has another inode, which nobody watches. Links are
 * not followed, for they may lead in circles: what is read lies in the folder itself. If `path` is a link, both it and
 * where it leads are watched, so that a release which turns it to another folder is seen.
 */
function createWatcher(path: string): FSWatcher {
  const options = { alwaysStat: true, followSymlinks: false };
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    return watch([...new Set([path, realPath(path)])], {
      ...options,
      ignored: (inside) => IGNORED.has(basename(inside)),
    });
  }
  const file = resolve(path);
  const folder = dirname(file);
  return watch(folder, {
    ...options,
    depth: 0,
    ignored: (inside) => inside !== folder && inside !== file,
  });
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // It is not there, which the load reports.
    return path;
  }
}

function asAppError(error: unknown, path: string): AppError {
  return error instanceof AppError
    ? error
    : invalid(path, undefined, 'cannot be watched or loaded', { cause: error });
}
