/** Reloads the knowledge when its files change. */
import { type Stats, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { watch } from 'chokidar';
import { AppError } from '../errors.ts';
import { type ReloadOptions, realPath, reloadOnChange, type Watched } from '../reload.ts';
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
  return reloadOnChange(isFile ? file(resolve(path)) : folder(path), {
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
function file(path: string): Watched {
  const folder = dirname(path);
  const ignored = (inside: string) => inside !== folder && inside !== path;
  return { folder, watch: () => watch(folder, { ...OPTIONS, depth: 0, ignored }) };
}

/**
 * Links are not followed, for they may lead in circles: what is read lies in the folder itself. If `path` is a link, both it
 * and where it leads are watched, so that a release which turns it to another folder is seen.
 */
function folder(path: string): Watched {
  const ignored = (inside: string, stats?: Stats) =>
    IGNORED.has(basename(inside)) || (stats?.isFile() === true && isOther(basename(inside)));
  return {
    folder: path,
    watch: () => watch([...new Set([path, realPath(path)])], { ...OPTIONS, ignored }),
  };
}

function asAppError(error: unknown, path: string): AppError {
  return error instanceof AppError
    ? error
    : invalid(path, undefined, 'cannot be watched or loaded', { cause: error });
}
