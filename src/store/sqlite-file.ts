/** One SQLite file: how it is opened, which failures say that it is broken, and how a broken one is set aside. */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type Libsql from 'libsql';
import { migrate } from './schema.ts';

const require = createRequire(import.meta.url);

/** Milliseconds that a call waits, blocking the process, while another process writes. */
const BUSY_TIMEOUT_MS = 100;

/** Opens the file, makes it and its folder where they are missing, and brings its tables up to date. */
export function openFile(path: string): Libsql.Database {
  // For this user only: conversations are nobody else's to read. SQLite gives its other files the same mode.
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  return connect(path, (db) => {
    // NORMAL: what is written survives the death of the process; the last moments before a power cut may be missing.
    // Syncing each write as well would hold the process up for the disk.
    // 200 pages: the log is emptied into the file often, and each time in a few milliseconds, since nothing else runs then.
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;
      PRAGMA wal_autocheckpoint = 200`);
    migrate(db);
  });
}

/** Opens a file for reading only. @throws the system's error when there is none. */
export function openExisting(path: string): Libsql.Database {
  closeSync(openSync(path, 'r'));
  return connect(path, (db) => db.exec('PRAGMA query_only = ON'));
}

function connect(path: string, prepare: (db: Libsql.Database) => void): Libsql.Database {
  // Native code, so loaded by whoever needs it only: where there is none for the machine, the store fails, not the chat.
  const Database = require('libsql') as typeof Libsql;
  const db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    prepare(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** @returns whether the content of the file is damaged, or is no database at all. */
export function isCorrupt(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));
}

/** @returns whether the same connection may work again: somebody else was writing, or there was no room. */
export function isPassing(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED|FULL)/.test(codeOf(error));
}

/**
 * Renames a broken file, so that a new one may be begun and the old one looked into. Nobody but us may hold it open.
 * @returns its new path.
 */
export function setAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const aside = `${path}.corrupt-${stamp}`;
  // The log goes first: if we died in between, a new file must not find the old one's log beside it.
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  return aside;
}

/** The file that stands at a path, by what a rename or a deletion changes; undefined: none. */
function fileAt(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat && `${stat.dev}:${stat.ino}`;
}

/**
 * Notices that somebody removed the file or put another in its place: the system lets a connection go on writing to one that
 * nobody will ever find again.
 */
export function watchPlace(path: string): { isLeft: () => boolean; clear: () => void } {
  const [file, log] = [fileAt(path), fileAt(`${path}-wal`)];
  return {
    isLeft: () => fileAt(path) !== file,
    /** Once the connection is closed: its log, which SQLite leaves behind then, must not be read into another file. */
    clear() {
      if (log === undefined || fileAt(`${path}-wal`) !== log) return;
      for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
    },
  };
}
