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
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile();
  return reloadOnChange(isFile ? watchFile(resolve(path)) : watchFolder(path), {
    ...options,
    isOther: isFile ? (name) => name !== basename(path) : isOther,
    onError: (error) => onError(asAppError(error, path)),
  });
}

/** Their many files change often and hold no knowledge. */
const IGNORED = new Set(['.git', 'node_modules']);

/** Of files with other endings nothing is read; one of them may be the store, which changes with every question. */
const READ = /\.(?:md|txt|jsonl|ya?ml)$/i;
const isOther = (name: string) => /[^.]\.[^.]+$/.test(name) && !READ.test(name);

const OPTIONS = { alwaysStat: true, followSymlinks: false };

/** A file is watched through its folder: what an editor renames over it has another inode, which nobody watches. */
function watchFile(file: string): FSWatcher {
  const folder = dirname(file);
  return watch(folder, {
    ...OPTIONS,
    depth: 0,
    ignored: (inside) => inside !== folder && inside !== file,
  });
}

/**
 * Links are not followed, for they may lead in circles: what is read lies in the folder itself. If `path` is a link, both it
 * and where it leads are watched, so that a release which turns it to another folder is seen.
 */
function watchFolder(path: string): FSWatcher {
  return watch([...new Set([path, realPath(path)])], {
    ...OPTIONS,
    ignored: (inside, stats) =>
      IGNORED.has(basename(inside)) || (stats?.isFile() === true && isOther(basename(inside))),
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
