/** Reloads the prompts when their files change. */
import { watch } from 'chokidar';
import { AppError } from '../errors.ts';
import { type ReloadOptions, reloadOnChange } from '../reload.ts';
import { loadPrompts, type Prompts } from './template.ts';

export interface PromptWatchOptions extends Omit<ReloadOptions<Prompts>, 'load' | 'onError'> {
  /** As {@link ReloadOptions.onError}; names file and line. */
  onError(error: AppError): void;
}

/** Watches the folder as {@link loadPrompts} reads it. Resolves when changes are being seen. Never rejects. */
export function watchPrompts(dir: string, { onError, ...options }: PromptWatchOptions): Promise<void> {
  if (options.signal.aborted) return Promise.resolve();
  return reloadOnChange(
    { folder: dir, watch: () => watch(dir, { ignoreInitial: true, depth: 0 }) },
    {
      ...options,
      load: () => loadPrompts(dir),
      onError: (cause) =>
        onError(
          cause instanceof AppError
            ? cause
            : new AppError('prompt_invalid', `${dir} cannot be watched or loaded.`, { cause }),
        ),
    },
  );
}
