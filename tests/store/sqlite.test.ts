import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import { completedTurn, describeStore, storedTurn } from './conformance.ts';
import { temporaryFolder } from './folder.ts';

describeStore('sqlite', async () => createSqliteStore({ path: join(temporaryFolder(), 'store.db') }));

const newPath = () => join(temporaryFolder(), 'deep', 'er', 'store.db');

/** Everything the store left on disk, as text. */
function bytesOf(path: string): string {
  return ['', '-wal']
    .map((suffix) => path + suffix)
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'latin1'))
    .join('');
}

describe('a SQLite file', () => {
  test('keeps what was put when it is opened again, also without having been closed', async () => {
    const path = newPath();
    await createSqliteStore({ path }).putTurn('conversation-1', storedTurn('turn-0001'));
    const again = createSqliteStore({ path });
    expect(await again.turns('conversation-1')).toEqual([storedTurn('turn-0001')]);
    await again.close();
  });

  test('serves two stores at a time', async () => {
    const path = newPath();
    const [one, two] = [createSqliteStore({ path }), createSqliteStore({ path })];
    await one.putTurn('conversation-1', storedTurn('turn-0001'));
    await two.putTurn('conversation-1', storedTurn('turn-0002'));
    expect(await one.turns('conversation-1')).toHaveLength(2);
    await two.putTurn('conversation-1', storedTurn('turn-0001', 'Anew.'));
    expect((await one.turns('conversation-1'))[0]).toEqual(storedTurn('turn-0001', 'Anew.'));
    await two.forget('conversation-1');
    expect(await one.turns('conversation-1')).toEqual([]);
    await Promise.all([one.close(), two.close()]);
  });

  test('holds all by itself, without its log, once the store is closed', async () => {
    const path = newPath();
    const store = createSqliteStore({ path });
    await store.putTurn('conversation-1', storedTurn('turn-0001'));
    await store.close();
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
    const again = createSqliteStore({ path });
    expect(await again.turns('conversation-1')).toEqual([storedTurn('turn-0001')]);
    await again.close();
  });

  test('that is removed while it is in use is begun anew by the next call, and nothing goes to the old one', async () => {
    const path = newPath();
    let told = 0;
    const store = createSqliteStore({ path, onReplaced: () => told++ });
    await store.putTurn('conversation-1', storedTurn('turn-0001'));
    rmSync(path);
    await store.putTurn('conversation-1', storedTurn('turn-0002'));
    await store.putTurn('conversation-1', storedTurn('turn-0003'));
    expect(told).toBe(1);
    const again = createSqliteStore({ path });
    expect(await again.turns('conversation-1')).toEqual([storedTurn('turn-0002'), storedTurn('turn-0003')]);
    await Promise.all([store.close(), again.close()]);
  });

  test('in whose place another is put is left, with its log, for that one; two stores follow', async () => {
    const [path, backup] = [newPath(), newPath()];
    const kept = createSqliteStore({ path: backup });
    await kept.putTurn('conversation-1', storedTurn('turn-kept'));
    await kept.close();
    const [one, two] = [createSqliteStore({ path }), createSqliteStore({ path })];
    await one.putTurn('conversation-1', storedTurn('turn-0001'));
    await two.putTurn('conversation-1', storedTurn('turn-0002'));
    renameSync(backup, path);
    await one.putTurn('conversation-1', storedTurn('turn-0003'));
    await two.putTurn('conversation-1', storedTurn('turn-0004'));
    await one.putTurn('conversation-1', storedTurn('turn-0005'));
    const ids = ['turn-kept', 'turn-0003', 'turn-0004', 'turn-0005'];
    for (const store of [one, two, createSqliteStore({ path })]) {
      expect((await store.turns('conversation-1')).map(({ snapshot }) => snapshot.turnId)).toEqual(ids);
      await store.close();
    }
  });

  test('and its folder are for its user only', async () => {
    const path = newPath();
    const store = createSqliteStore({ path });
    await store.putTurn('conversation-1', storedTurn('turn-0001'));
    const modes = [join(path, '..'), path, `${path}-wal`].map((file) => statSync(file).mode & 0o077);
    expect(modes).toEqual([0, 0, 0]);
    await store.close();
  });

  test('holds no byte of a conversation that was forgotten or purged', async () => {
    const path = newPath();
    const store = createSqliteStore({ path });
    const secret = 'zanzibar '.repeat(2000);
    await store.putTurn('conversation-1', storedTurn('turn-0001', 'kept'));
    for (const id of ['turn-0001', 'turn-0002']) {
      await store.putTurn('conversation-secret', storedTurn(id, secret));
      await store.putTurn('conversation-old', { ...storedTurn(id, secret), askedAt: 1 });
    }
    await store.putFeedback('conversation-secret', {
      turnId: 'turn-0001',
      rating: 'up',
      comment: secret,
    });
    expect(bytesOf(path)).toContain('zanzibar');
    await store.forget('conversation-secret');
    await store.purge(2);
    expect(bytesOf(path)).not.toMatch(/zanzibar|conversation-secret|conversation-old/);
    expect(bytesOf(path)).toContain('kept');
    await store.close();
  });

  test('made by a newer version is left alone and said to be so', async () => {
    const path = join(temporaryFolder(), 'store.db');
    const db = new Database(path);
    db.exec('CREATE TABLE turns (future TEXT); PRAGMA user_version = 99');
    db.close();
    const store = createSqliteStore({ path });
    await expect(store.turns('conversation-1')).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('version 99'),
    });
    expect(readdirSync(join(path, '..')).filter((name) => name.includes('corrupt'))).toEqual([]);
  });

  test('that another process writes to is tried again by the next call', async () => {
    const path = newPath();
    const store = createSqliteStore({ path });
    await store.putTurn('conversation-1', storedTurn('turn-0001'));
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.putTurn('conversation-1', storedTurn('turn-0002'))).rejects.toMatchObject({
      name: 'AppError',
      retryable: true,
    });
    expect(await store.turns('conversation-1')).toHaveLength(1);
    other.exec('ROLLBACK');
    await store.putTurn('conversation-1', storedTurn('turn-0002'));
    expect(await store.turns('conversation-1')).toHaveLength(2);
    await store.close();
  });

  test('that cannot be made rejects, until it can', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'data', 'store.db');
    writeFileSync(join(folder, 'data'), 'a file where the folder should be');
    const store = createSqliteStore({ path });
    await expect(store.putTurn('conversation-1', storedTurn('turn-0001'))).rejects.toMatchObject({
      name: 'AppError',
      code: 'internal',
    });
    rmSync(join(folder, 'data'));
    await store.putTurn('conversation-1', storedTurn('turn-0001'));
    expect(await store.turns('conversation-1')).toHaveLength(1);
    await store.close();
  });

  test('is not made, mended or moved by a reader', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'store.db');
    const missing = createSqliteStore({ path, readOnly: true });
    await expect(missing.shortfalls(0)).rejects.toMatchObject({ code: 'internal' });
    writeFileSync(path, 'no database '.repeat(1000));
    const broken = createSqliteStore({ path, readOnly: true });
    await expect(broken.shortfalls(0)).rejects.toMatchObject({ code: 'internal' });
    expect(readdirSync(folder)).toEqual(['store.db']);

    const writer = createSqliteStore({ path: join(folder, 'good.db') });
    await writer.putTurn(
      'c',
      completedTurn('turn-0001', { question: 'Why?', askedAt: 5, outcome: 'abstained' }),
    );
    const reader = createSqliteStore({ path: join(folder, 'good.db'), readOnly: true });
    expect(await reader.shortfalls(0)).toHaveLength(1);
    await expect(reader.forget('c')).rejects.toMatchObject({ code: 'internal' });
    await Promise.all([writer.close(), reader.close()]);
  });
});

describe('a corrupt file', () => {
  const asideIn = (folder: string) => readdirSync(folder).filter((name) => /\.corrupt-[\dT-]+Z$/.test(name));

  test('is set aside as it is, and a new one begun', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'store.db');
    writeFileSync(path, 'no database '.repeat(1000));
    const told: string[] = [];
    const store = createSqliteStore({ path, onSetAside: (aside) => told.push(aside) });
    await store.putTurn('conversation-1', storedTurn('turn-0001'));
    expect(await store.turns('conversation-1')).toHaveLength(1);
    const [aside = '', ...others] = asideIn(folder);
    expect(others).toEqual([]);
    expect(told).toEqual([join(folder, aside)]);
    expect(readFileSync(join(folder, aside), 'utf8')).toBe('no database '.repeat(1000));
    await store.close();
  });

  test('that breaks while it is in use costs one call, and the new one outlives the old connection', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'store.db');
    const filled = createSqliteStore({ path });
    for (let n = 0; n < 50; n++)
      await filled.putTurn('conversation-1', storedTurn(`turn-${n}`, 'x'.repeat(3000)));
    await filled.forget('nobody');
    const db = new Database(path);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    await filled.close();
    // Garbage over every page but the first, which names the tables: it opens well and breaks on use.
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 4096);
    writeFileSync(path, bytes);
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });

    const told: string[] = [];
    const store = createSqliteStore({ path, onSetAside: (aside) => told.push(aside) });
    await expect(store.turns('conversation-1')).rejects.toMatchObject({ code: 'internal' });
    expect(told).toHaveLength(1);
    await store.putTurn('conversation-2', storedTurn('turn-0001'));
    const other = createSqliteStore({ path });
    expect(await other.turns('conversation-2')).toHaveLength(1);
    expect(asideIn(folder)).toHaveLength(1);
    await Promise.all([store.close(), other.close()]);
  });

  test('that cannot be set aside rejects, and is left', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'store.db');
    writeFileSync(path, 'no database '.repeat(1000));
    const now = () => 1_700_000_000_000;
    mkdirSync(`${path}.corrupt-2023-11-14T22-13-20-000Z/full`, { recursive: true });
    const store = createSqliteStore({ path, now });
    await expect(store.turns('conversation-1')).rejects.toMatchObject({ name: 'AppError', code: 'internal' });
    expect(readFileSync(path, 'utf8')).toContain('no database');
  });
});
