/** Takes documents of other formats into the knowledge folder, one file each; again only what changed. */
import { mkdir, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../errors.ts';
import { cleanLine } from '../knowledge/clean.ts';
import { countPassages, fingerprint, sha256, toArticle, toName } from './article.ts';
import { type Draft, unreadable } from './draft.ts';
import { type Manifest, readManifest, writeManifest, writeWhole } from './manifest.ts';
import { formatOf, type ReadOptions, readAddress, readSourceFile } from './read.ts';

/**
 * What became of one source.
 * - `new`, `changed`: written (or would be, in a dry run).
 * - `unchanged`: the source says what it said before; its file stays as it is.
 * - `kept`: the source changed, but its file was edited by hand; nothing is written unless forced.
 * - `failed`: see `problem`.
 */
export type Result =
  | {
      source: string;
      status: 'new' | 'changed' | 'unchanged' | 'kept';
      file: string;
      title: string;
      chars: number;
      passages: number;
    }
  | { source: string; status: 'failed'; problem: string };

export interface IngestOptions extends ReadOptions {
  /** The knowledge folder; made if it is not there. */
  folder: string;
  kind: 'article' | 'notes';
  /** Nothing is written. */
  dryRun?: boolean;
  /** Files that were edited by hand are written anew. */
  force?: boolean;
  /** Told before each source is read. */
  onProgress?: (progress: { done: number; total: number; source: string }) => void;
}

/** Files of a folder that are taken in at most. */
const MAX_SOURCES = 10_000;

/**
 * @param sources files, folders (recursive; dotfiles and other formats are passed over) and http(s) addresses.
 * @returns what became of each, in order. One that fails stops no other.
 * @throws AppError when the knowledge folder cannot be used; what was written until then is remembered.
 */
export async function ingest(sources: readonly string[], options: IngestOptions): Promise<Result[]> {
  const { folder, dryRun = false, onProgress, signal } = options;
  const manifest = await readManifest(folder);
  const inputs = (await Promise.all(sources.map((source) => expand(source, folder)))).flat();
  if (inputs.length > MAX_SOURCES)
    throw new AppError('bad_request', `more than ${MAX_SOURCES} files; take them in by folder`);
  if (!dryRun) await mkdir(folder, { recursive: true }).catch(notWritable(folder));
  const results: Result[] = [];
  try {
    for (const [done, input] of inputs.entries()) {
      signal?.throwIfAborted();
      onProgress?.({ done, total: inputs.length, source: input.shown });
      results.push(await takeIn(input, manifest, options));
    }
  } finally {
    if (!dryRun && results.some(({ status }) => status === 'new' || status === 'changed')) {
      await writeManifest(folder, manifest).catch(notWritable(folder));
    }
  }
  return results;
}

interface Input {
  /** In the manifest. */
  key: string;
  /** As the operator wrote it. */
  shown: string;
  read: (options: ReadOptions) => Promise<Draft>;
  /** What readers of an answer may see as its source. */
  name: string;
}

async function expand(source: string, folder: string): Promise<Input[]> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(source)) {
    // A place on a page is no page of its own.
    const key = (URL.parse(source)?.href ?? source).replace(/#.*$/s, '');
    return [{ key, shown: source, name: source, read: (options) => readAddress(source, options) }];
  }
  const info = await stat(source).catch(() => undefined);
  if (!info?.isDirectory()) return [fileInput(source, source, folder)];
  const root = await realpath(source);
  const names = await readdir(root, { recursive: true });
  const files = new Map<string, Input>();
  for (const name of names.sort()) {
    if (name.split(sep).some((part) => part.startsWith('.')) || !formatOf(name)) continue;
    const real = await realpath(join(root, name)).catch(() => undefined);
    // A link out of the folder is somebody else's file.
    if (!real?.startsWith(root + sep)) continue;
    const isFile = (await stat(real).catch(() => undefined))?.isFile();
    // Links in circles lead to the same file again and again.
    if (isFile && !files.has(real)) files.set(real, fileInput(real, join(source, name), folder));
  }
  return [...files.values()];
}

function fileInput(path: string, shown: string, folder: string): Input {
  const key = relative(resolve(folder), resolve(path)).split(sep).join('/');
  return {
    key,
    shown,
    name: cleanLine(basename(path)),
    read: (options) => readSourceFile(path, { ...options, source: shown }),
  };
}

async function takeIn(input: Input, manifest: Manifest, options: IngestOptions): Promise<Result> {
  const { folder, kind, dryRun, force } = options;
  try {
    if (!/^(\.\.\/|[a-z]+:)/i.test(input.key)) {
      throw unreadable(input.shown, 'lies in the knowledge folder already; choose another folder with --out');
    }
    const draft = await input.read(options);
    const known = Object.hasOwn(manifest.sources, input.key) ? manifest.sources[input.key] : undefined;
    const file = known?.file ?? (await freeName(toName(draft.title ?? input.name), folder, manifest));
    const article = toArticle(draft, { source: input.name, kind });
    const passages = countPassages(article, file);
    const facts = {
      source: input.shown,
      file,
      title: draft.title ?? input.name,
      chars: article.length,
      passages,
    };
    const there = known && (await readFile(join(folder, file), 'utf8').catch(() => undefined));
    const read = fingerprint(draft);
    if (there !== undefined && !force) {
      if (known?.read === read) return { ...facts, status: 'unchanged' };
      if (sha256(there) !== known?.written) return { ...facts, status: 'kept' };
    }
    manifest.sources[input.key] = { file, read, written: sha256(article) };
    if (!dryRun) await writeWhole(join(folder, file), article).catch(notWritable(folder));
    return { ...facts, status: there === undefined ? 'new' : 'changed' };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'config_invalid') throw error;
    return { source: input.shown, status: 'failed', problem: error.message };
  }
}

/** The folder itself is at fault, so no other source would fare better. */
function notWritable(folder: string) {
  return (cause: NodeJS.ErrnoException): never => {
    const what = `${folder}: cannot be written to (${cause.code ?? cause.name}); name another folder with --out`;
    throw new AppError('config_invalid', what, { cause });
  };
}

/** A name that neither a file nor another source has. */
async function freeName(name: string, folder: string, manifest: Manifest): Promise<string> {
  const taken = new Set(Object.values(manifest.sources).map(({ file }) => file));
  for (let number = 1; ; number++) {
    const file = `${name}${number === 1 ? '' : `-${number}`}.md`;
    if (!taken.has(file) && !(await stat(join(folder, file)).catch(() => undefined))) return file;
  }
}
