/** Reloads the career files when they change; a broken one leaves the last good version. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { watch } from 'chokidar';
import { AppError } from '../errors.ts';
import { type ReloadOptions, realPath, reloadOnChange } from '../reload.ts';
import { CAREER_FILES } from './files.ts';

export interface CareerWatchOptions<T extends { version: string }> extends Omit<ReloadOptions<T>, 'onError'> {
  /** As {@link ReloadOptions.onError}. */
  onError(error: AppError): void;
}

/** Watches the career files of `dir`, which `load` reads. Resolves when changes are being seen. Never rejects. */
export function watchCareer<T extends { version: string }>(
  dir: string,
  { onError, ...options }: CareerWatchOptions<T>,
): Promise<void> {
  const { signal } = options;
  if (signal.aborted || !statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return Promise.resolve();
  const isOther = (name: string) => !CAREER_FILES.includes(name);
  const watchFiles = () => {
    const folder = realPath(dir);
    return watch(folder, {
      alwaysStat: true,
      followSymlinks: false,
      depth: 0,
      ignored: (inside) => inside !== folder && isOther(basename(inside)),
    });
  };
  return reloadOnChange(
    { folder: dir, watch: watchFiles },
    {
      ...options,
      isOther,
      onError: (cause) =>
        onError(
          cause instanceof AppError
            ? cause
            : new AppError('knowledge_invalid', `${dir}: cannot be watched or loaded`, { cause }),
        ),
    },
  );
}
