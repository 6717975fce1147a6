/** The folders of recordings: the ones that come with Crossroads, and those saved here. */
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { parseHead, parseRecording, type Recording } from './record.ts';

/** A recording that can be opened, by its file's name without the ending. */
export interface RecordingInfo {
  name: string;
  title: string;
  note?: string;
  turns: number;
  recordedAt: number;
  /** Saved on this machine, rather than shipped. */
  isOwn: boolean;
}

export interface Recordings {
  /** All there are, shipped ones first, then the newest. A file that is no recording is left out. */
  list(): Promise<RecordingInfo[]>;
  /** @throws AppError `not_found` or `bad_request`. */
  open(name: string): Promise<Recording>;
  /** Writes a new file; never over another. @returns its name. @throws AppError `internal` when the disk refuses. */
  save(recording: Recording): Promise<string>;
}

const NAME = /^[a-z0-9][a-z0-9-]{0,79}$/;

/** @param shippedDir read only. @param savedDir made when something is saved. */
export function createRecordings({
  shippedDir,
  savedDir,
}: {
  shippedDir: string;
  savedDir: string;
}): Recordings {
  const folders = [
    { dir: shippedDir, isOwn: false },
    { dir: savedDir, isOwn: true },
  ];
  const known = new Map<string, { stamp: string; info: RecordingInfo | undefined }>();

  /** Reads a file again only when it has changed; visitors wait while one is read. */
  async function infoOf(dir: string, name: string, isOwn: boolean): Promise<RecordingInfo | undefined> {
    const path = join(dir, `${name}.json`);
    const { mtimeMs, size } = await stat(path);
    const stamp = `${mtimeMs} ${size}`;
    const before = known.get(path);
    if (before?.stamp === stamp) return before.info;
    const info = await readInfo(path, name, isOwn).catch(() => undefined);
    known.set(path, { stamp, info });
    return info;
  }

  return {
    async list() {
      const found: RecordingInfo[] = [];
      for (const { dir, isOwn } of folders) {
        const infos: RecordingInfo[] = [];
        for (const name of await namesIn(dir)) {
          const info = await infoOf(dir, name, isOwn).catch(() => undefined);
          if (info) infos.push(info);
        }
        found.push(...(isOwn ? infos.sort((a, b) => b.recordedAt - a.recordedAt) : infos));
      }
      return found;
    },
    async open(name) {
      if (!NAME.test(name)) throw noRecording(name);
      for (const { dir } of folders) {
        if ((await namesIn(dir)).includes(name)) return read(dir, name);
      }
      throw noRecording(name);
    },
    async save(recording) {
      const slug = recording.title
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|(?<!-)-+$/g, '')
        .slice(0, 60);
      const taken = new Set((await Promise.all(folders.map(({ dir }) => namesIn(dir)))).flat());
      let name = slug || 'recording';
      for (let i = 2; taken.has(name); i++) name = `${slug || 'recording'}-${i}`;
      try {
        await mkdir(savedDir, { recursive: true });
        const draft = join(savedDir, `.${name}.tmp`);
        await writeFile(draft, `${JSON.stringify(recording)}\n`, { mode: 0o600 });
        await rename(draft, join(savedDir, `${name}.json`));
      } catch (cause) {
        const message = `The recording could not be written to ${savedDir}: make it writable, or set RECORDINGS_DIR.`;
        throw new AppError('internal', message, { cause });
      }
      return name;
    },
  };
}

function noRecording(name: string): AppError {
  const message = `There is no recording ${JSON.stringify(name)}; crossroads replay lists those there are.`;
  return new AppError('not_found', message);
}

async function namesIn(dir: string): Promise<string[]> {
  const files = await readdir(dir).catch(() => []);
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .filter((name) => NAME.test(name))
    .sort();
}

async function read(dir: string, name: string): Promise<Recording> {
  return parseRecording(`${name}.json`, await readFile(join(dir, `${name}.json`), 'utf8'));
}

async function readInfo(path: string, name: string, isOwn: boolean): Promise<RecordingInfo> {
  const { title, note, turns, recordedAt } = parseHead(`${name}.json`, await readFile(path, 'utf8'));
  return { name, isOwn, title, ...(note === undefined ? {} : { note }), turns: turns.length, recordedAt };
}
