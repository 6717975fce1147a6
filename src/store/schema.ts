/** The tables of the SQLite driver, and how a file made by an earlier version becomes one of this version. */
import type { Database } from 'libsql';
import { AppError } from '../errors.ts';

/**
 * Step n leads from `user_version` n to n + 1. A step that was released is never changed; a new one is added.
 * `position` is the order of first putting. Feedback stands in its turn's row, so that it goes where the turn goes.
 * `used_on` is a day since the epoch.
 */
const STEPS: readonly string[] = [
  `CREATE TABLE turns (
     position INTEGER PRIMARY KEY,
     conversation TEXT NOT NULL,
     turn TEXT NOT NULL,
     asked_at INTEGER NOT NULL,
     json TEXT NOT NULL,
     rating TEXT,
     comment TEXT,
     UNIQUE (conversation, turn)
   ) STRICT;
   CREATE INDEX turns_asked_at ON turns (asked_at);`,
  `CREATE TABLE spending (
     day TEXT PRIMARY KEY,
     input_tokens INTEGER NOT NULL,
     output_tokens INTEGER NOT NULL,
     micro_dollars INTEGER NOT NULL
   ) STRICT;`,
  `CREATE TABLE vectors (
     space TEXT NOT NULL,
     key TEXT NOT NULL,
     used_on INTEGER NOT NULL,
     vector BLOB NOT NULL,
     UNIQUE (space, key)
   ) STRICT;
   CREATE INDEX vectors_used_on ON vectors (used_on);`,
];

/** `user_version` of a file of this version. */
const SCHEMA_VERSION = STEPS.length;

/** @returns `user_version`, 0 for a new file. */
function schemaVersion(db: Database): number {
  const [row] = db.prepare('PRAGMA user_version').all() as { user_version: number }[];
  return row?.user_version ?? 0;
}

/**
 * Brings the file to this version, all or nothing. Two processes may do so at once: the second finds it done.
 * @throws AppError `internal` when a newer version made the file.
 */
export function migrate(db: Database): void {
  if (schemaVersion(db) === SCHEMA_VERSION) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    const version = schemaVersion(db);
    if (version > SCHEMA_VERSION) {
      throw new AppError(
        'internal',
        `The store has version ${version} and this program knows ${SCHEMA_VERSION}: update the program.`,
      );
    }
    for (const step of STEPS.slice(version)) db.exec(step);
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
  } catch (error) {
    // SQLite may have rolled back already, e.g. for a full disk; a second time would hide why.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
