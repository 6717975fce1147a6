/** Reloads the career files when they change; a broken one leaves the last good version. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { watch } from 'chokidar';
import { AppError } from '../errors.ts';
import { CAREER_FILES, loadCareer } from './load.ts';
import type { Career } from './schema.ts';

export interface CareerWatchOptions {
  /** Receives each new version, complete; undefined once the folder has no career files any more. */
  onLoad(career: Career | undefined): void;
  /** Receives why a load failed. */
  onError(error: AppError): void;
  /** Milliseconds without a change before a load starts. Default 150. */
  debounceMs?: number;
  /** Ends the watching: no callback comes after the abort. */
  signal: AbortSignal;
}

/** Watches the career files of `dir`. Resolves when changes are being seen. Never rejects. */
export function watchCareer(dir: string, options: CareerWatchOptions): Promise<void> {
  const { onLoad, onError, debounceMs = 150, signal } = options;
  if (signal.aborted || !statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  /** Counts changes: of two loads that overlap, only the one begun last may speak. */
  let latest = 0;
  const load = async () => {
    const mine = latest;
    const loaded = await loadCareer(dir).catch((cause: unknown) =>
      cause instanceof AppError
        ? cause
        : new AppError('knowledge_invalid', `${dir}: cannot be loaded`, { cause }),
    );
    if (signal.aborted || mine !== latest) return;
    if (loaded instanceof AppError) onError(loaded);
    else onLoad(loaded);
  };
  const schedule = () => {
    if (signal.aborted) return;
    latest++;
    clearTimeout(timer);
    timer = setTimeout(load, debounceMs);
  };
  const watcher = watch(dir, { ignoreInitial: true, depth: 0 });
  watcher.on('all', (_event, path) => {
    if (CAREER_FILES.includes(basename(path))) schedule();
  });
  return new Promise((settle) => {
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        void watcher.close();
        settle();
      },
      { once: true },
    );
    watcher.on('ready', settle);
  });
}
