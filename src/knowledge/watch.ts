/** Reloads the knowledge when its files change: whole new versions only, and never two loads at once. */
import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import type { Knowledge } from '../domain.ts';
import { AppError } from '../errors.ts';
import { invalid } from './invalid.ts';
import { createLoader, type KnowledgeLoader } from './load.ts';

export interface WatchOptions {
  /** Receives each new version, complete. Not called for a load that yields the version already handed over. */
  onLoad(knowledge: Knowledge): void;
  /** Receives why a load failed. The last version handed over stays good; after a repair `onLoad` is called again. */
  onError(error: AppError): void;
  /** The version the caller already holds; without it the first load is handed over whatever it is. */
  version?: string;
  /** The loader that loaded that version, so that its unchanged files are not parsed again. Default: a new one. */
  loader?: KnowledgeLoader;
  /** Milliseconds without a change before a load starts, so that a file being written is left to finish. Default 150. */
  debounceMs?: number;
  /** Ends the watching: no callback comes after the abort. */
  signal: AbortSignal;
}

/**
 * Watches `path` as {@link loadKnowledge} reads it, and loads it once at the start, so that no change is missed
 * between an earlier load and now. Resolves when changes are being seen. Never rejects.
 */
export function watchKnowledge(path: string, options: WatchOptions): Promise<void> {
  const { onLoad, onError, loader = createLoader(path), debounceMs = 150, signal } = options;
  let version = options.version;
  let timer: NodeJS.Timeout | undefined;
  let isLoading = false;
  let isStale = false;

  const load = async () => {
    isLoading = true;
    isStale = false;
    const result = await loader.load().catch((error: unknown) => asAppError(error, path));
    isLoading = false;
    if (signal.aborted) return;
    // What was loaded is already older than the files, or mixes two states of them: load again.
    if (isStale) return schedule();
    if (result instanceof AppError) {
      version = undefined;
      return onError(result);
    }
    if (result.version === version) return;
    version = result.version;
    onLoad(result);
  };
  const schedule = () => {
    if (signal.aborted) return;
    isStale = isLoading;
    if (isLoading) return;
    clearTimeout(timer);
    timer = setTimeout(load, debounceMs);
  };

  if (signal.aborted) return Promise.resolve();
  const watcher = createWatcher(path);
  watcher.on('all', schedule);
  // Of two files renamed over each other in quick succession, chokidar may lose the second; the raw event is there.
  watcher.on('raw', schedule);
  watcher.on('error', (error) => {
    if (!signal.aborted) onError(asAppError(error, path));
  });
  return new Promise((settle) => {
    const stop = () => {
      clearTimeout(timer);
      void watcher.close();
      settle();
    };
    signal.addEventListener('abort', stop, { once: true });
    watcher.on('ready', () => {
      schedule();
      settle();
    });
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
