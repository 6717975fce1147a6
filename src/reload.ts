/** Loads again what watched files say when they change: whole new versions only, and never two loads at once. */
import { realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FSWatcher } from 'chokidar';

/** Milliseconds without a change before a load starts, so that a file being written is left to finish. */
const DEBOUNCE_MS = 150;
/** Milliseconds between two looks at whether what is watched still stands there. */
const LOOK_MS = 1000;
/** Milliseconds by which a file system's clock may be late. */
const COARSE_MS = 50;

/** What is watched. */
export interface Watched {
  /** The folder: when it goes, or another takes its place, its watcher hears no more and a new one is made. */
  folder: string;
  /** Starts to watch it; called again for a folder that is back. */
  watch(): FSWatcher;
}

export interface ReloadOptions<T extends { version: string }> {
  /** @param signal aborts when a change makes the load pointless, and at the end of the watching. */
  load(signal: AbortSignal): Promise<T>;
  /** Receives each new version, complete. Not called for a load that yields the version already handed over. */
  onLoad(loaded: T): void;
  /** Receives why a load failed. The last version handed over stays good; after a repair `onLoad` is called again. */
  onError(error: unknown): void;
  /** The version the caller already holds; without it the first load is handed over whatever it is. */
  version?: string | undefined;
  /**
   * Milliseconds since the epoch at which reading that version began. A watcher that tells what it finds at first
   * (`ignoreInitial: false`, `alwaysStat: true`) then saves the first load where nothing has changed since.
   */
  readAt?: number | undefined;
  /** Whether a change of the file of this name needs no load: of a folder, the system tells also what is not watched in it. */
  isOther?: ((name: string) => boolean) | undefined;
  /** Default 150. */
  debounceMs?: number | undefined;
  /** Ends the watching: no callback comes after the abort. */
  signal: AbortSignal;
}

/**
 * Reloads at each change that the watcher sees, and once when it is ready unless `readAt` shows that this is not needed, so
 * that no change is missed between an earlier load and now. Resolves when changes are being seen. Never rejects.
 */
export function reloadOnChange<T extends { version: string }>(
  { folder, watch }: Watched,
  { load, onLoad, onError, isOther, signal, debounceMs = DEBOUNCE_MS, ...options }: ReloadOptions<T>,
): Promise<void> {
  let version = options.version;
  let watcher: FSWatcher | undefined;
  let stood: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking: NodeJS.Timeout | undefined;
  let loading: AbortController | undefined;
  let isReady = false;
  let isChanged = options.readAt === undefined;

  const reload = async () => {
    const mine = new AbortController();
    loading = mine;
    const result = await load(AbortSignal.any([signal, mine.signal])).then(
      (loaded) => ({ loaded }),
      (error: unknown) => ({ error }),
    );
    loading = undefined;
    if (signal.aborted) return;
    // What was loaded is already older than the files, or mixes two states of them: load again.
    if (mine.signal.aborted) return schedule();
    if ('error' in result) {
      version = undefined;
      return onError(result.error);
    }
    if (result.loaded.version === version) return;
    version = result.loaded.version;
    onLoad(result.loaded);
  };
  const schedule = () => {
    if (signal.aborted) return;
    if (loading) return loading.abort();
    clearTimeout(timer);
    timer = setTimeout(reload, debounceMs);
  };

  const seen = (changedAt = Number.POSITIVE_INFINITY) => {
    if (isReady) schedule();
    else isChanged ||= changedAt > (options.readAt ?? 0) - COARSE_MS;
  };
  const open = (ready: () => void) => {
    isReady = false;
    watcher = watch();
    // A folder's own time tells of what was taken out of it.
    watcher.on('all', (_event, _path, stats) => seen(stats?.ctimeMs));
    // Of two files renamed over each other in quick succession, chokidar may lose the second; the raw event is there.
    watcher.on('raw', (_event, name: string | null) => {
      if (!name || !isOther?.(name)) seen();
    });
    watcher.on('error', (error) => {
      if (!signal.aborted) onError(error);
    });
    watcher.on('ready', () => {
      isReady = true;
      if (isChanged) schedule();
      ready();
    });
  };
  const look = async () => {
    const stands = await identityOf(folder);
    if (signal.aborted) return;
    const isNew = stood !== undefined && stands !== stood;
    stood = stands;
    if (isNew && stands !== GONE) {
      isChanged = true;
      void watcher?.close();
      open(() => {});
    } else if (isNew && version !== undefined) schedule();
    looking = setTimeout(look, LOOK_MS);
  };
  return new Promise((settle) => {
    const stop = () => {
      clearTimeout(timer);
      clearTimeout(looking);
      void watcher?.close();
      settle();
    };
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    open(settle);
    void look();
  });
}

const GONE = 'gone';

/** What differs between two folders that stand at one place one after the other. */
function identityOf(folder: string): Promise<string> {
  return stat(folder).then(
    ({ dev, ino, birthtimeMs }) => `${dev} ${ino} ${birthtimeMs}`,
    () => GONE,
  );
}

/** Where a path leads; itself when nothing is there, which its load reports. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
