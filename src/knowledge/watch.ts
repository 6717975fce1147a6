/** Reloads the knowledge when its files change. */
import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import type { Knowledge } from '../domain.ts';
import { AppError } from '../errors.ts';
import { type ReloadOptions, reloadOnChange } from '../reload.ts';
import { invalid } from './invalid.ts';
import { createLoader, type KnowledgeLoader } from './load.ts';

export interface WatchOptions extends Omit<ReloadOptions<Knowledge>, 'load' | 'onError'> {
  /** As {@link ReloadOptions.onError}. */
  onError(error: AppError): void;
  /** The loader that loaded `version`, so that its unchanged files are not parsed again. Default: a new one. */
  loader?: KnowledgeLoader;
}

/** Watches `path` as {@link loadKnowledge} reads it. Resolves when changes are being seen. Never rejects. */
export function watchKnowledge(path: string, options: WatchOptions): Promise<void> {
  const { onError, loader = createLoader(path), ...rest } = options;
  if (options.signal.aborted) return Promise.resolve();
  return reloadOnChange(createWatcher(path), {
    ...rest,
    load: () => loader.load(),
    onError: (error) => onError(asAppError(error, path)),
  });
}

/** Their many files change often and hold no knowledge. */
const IGNORED = new Set(['.git', 'node_modules']);

/** A file is watched through its folder: what an editor renames over it has another inode, which nobody watches. */
function createWatcher(path: string): FSWatcher {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    return watch(path, { ignoreInitial: true, ignored: (inside) => IGNORED.has(basename(inside)) });
  }
  const file = resolve(path);
  const folder = dirname(file);
  return watch(folder, {
    ignoreInitial: true,
    depth: 0,
    ignored: (inside) => inside !== folder && inside !== file,
  });
}

function asAppError(error: unknown, path: string): AppError {
  return error instanceof AppError
    ? error
    : invalid(path, undefined, 'cannot be watched or loaded', { cause: error });
}
