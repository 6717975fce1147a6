/** A connection to one SQLite file, made again after what it may not survive. */
import type { Database } from 'libsql';
import { AppError } from '../errors.ts';
import { isCorrupt, isPassing, openExisting, openFile, setAside, watchPlace } from './sqlite-file.ts';

export interface SqliteOptions {
  /** The file; it and its folder are made when missing, readable by this user only. */
  path: string;
  /** Told where a corrupt file was put, once a new one is in its place. */
  onSetAside?: (aside: string, error: unknown) => void;
  /** Told that the file was removed, or another put in its place, and that the one there now is used. */
  onReplaced?: () => void;
  /** Milliseconds since the epoch, for the name of a file set aside. */
  now?: () => number;
  /** Takes the file as it is: made, migrated or set aside it is never. For whoever only reads. */
  readOnly?: boolean;
}

export interface SqliteConnection {
  /**
   * Does something with the file. @param what completes "could not …", for the error.
   * @throws AppError `internal`, retryable, when the file fails.
   */
  work<T>(what: string, use: (sql: ReturnType<typeof prepared>['get']) => T): Promise<T>;
  /** Told each time before the file is left: what was learned of it may not hold when it is opened again. */
  onDisconnect(listener: () => void): void;
  close(): void;
}

/** A connection with its statements, each prepared when first used. */
function prepared(db: Database) {
  const statements = new Map<string, ReturnType<Database['prepare']>>();
  return {
    get(sql: string) {
      const statement = statements.get(sql) ?? db.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
    close: () => db.close(),
  };
}

/**
 * The file is opened by the first call, and opened again by the next call after a failure that the connection may not
 * survive, or after it was replaced. A corrupt file is set aside, never deleted; the call that found it broken while it was in use rejects.
 */
export function createSqliteConnection(options: SqliteOptions): SqliteConnection {
  const { path, onSetAside, onReplaced, now = Date.now, readOnly = false } = options;
  let connection: ReturnType<typeof prepared> | undefined;
  let place: ReturnType<typeof watchPlace> | undefined;
  let isClosed = false;
  const listeners: (() => void)[] = [];

  function open() {
    if (isClosed) throw new AppError('internal', 'The store is closed.');
    if (readOnly) return prepared(openExisting(path));
    try {
      return prepared(openFile(path));
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      onSetAside?.(setAside(path, now()), error);
      return prepared(openFile(path));
    }
  }

  /** Makes room for a new file where the old one broke while in use. @returns what went wrong, renaming included. */
  function replace(error: unknown): unknown {
    if (readOnly) return error;
    try {
      onSetAside?.(setAside(path, now()), error);
      return error;
    } catch (renaming) {
      return renaming;
    }
  }

  function disconnect(): void {
    for (const listener of listeners) listener();
    connection?.close();
    connection = undefined;
  }

  /** So that the file alone is a whole backup once the server has ended. While others use it the log stays, and nothing is lost. */
  function emptyLog(): void {
    try {
      connection?.get('PRAGMA wal_checkpoint(TRUNCATE)').all();
    } catch {
      // The next start reads the log, or says what is wrong.
    }
  }

  function leaveIfReplaced(): void {
    if (readOnly || !connection || !place?.isLeft()) return;
    disconnect();
    place.clear();
    onReplaced?.();
  }

  return {
    async work(what, use) {
      try {
        leaveIfReplaced();
        if (!connection) {
          connection = open();
          place = watchPlace(path);
        }
        return use(connection.get);
      } catch (error) {
        if (!isPassing(error)) disconnect();
        if (error instanceof AppError) throw error;
        throw new AppError('internal', `The store ${path} could not ${what}.`, {
          retryable: true,
          cause: isCorrupt(error) ? replace(error) : error,
        });
      }
    },
    onDisconnect(listener) {
      listeners.push(listener);
    },
    close() {
      isClosed = true;
      if (!readOnly) emptyLog();
      disconnect();
    },
  };
}
