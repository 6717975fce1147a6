/** Finds the files of a knowledge folder, and none outside it. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import { invalid } from './invalid.ts';

export type FileType = 'md' | 'txt' | 'jsonl';

/** A file to load. */
export interface KnowledgeFile {
  type: FileType;
  /** As the operator would write it: what error messages show. */
  shown: string;
  /** Relative to the knowledge folder, with `/`. */
  path: string;
  /** Symbolic links resolved. */
  realPath: string;
  sizeBytes: number;
}

const TYPES: Record<string, FileType> = { '.md': 'md', '.txt': 'txt', '.jsonl': 'jsonl' };
const EXPECTED = 'a folder with .md, .txt or .jsonl files, or one such file';

/**
 * Lists the usable files of a folder, recursively and sorted by path, or the one file that `path` names.
 * Dotfiles and other endings are ignored; a file reached twice through links is listed once.
 * @throws AppError `knowledge_invalid`: unreadable path, no usable file, a link that leads out of the folder.
 */
export async function listFiles(path: string): Promise<KnowledgeFile[]> {
  const root = await resolve(path);
  const info = await stat(root);
  if (!info.isDirectory()) {
    const type = TYPES[extname(path).toLowerCase()];
    if (!type || !info.isFile()) throw invalid(path, undefined, `expected ${EXPECTED}`);
    return [await describe(type, path, basename(path), root)];
  }
  const found: KnowledgeFile[] = [];
  const seen = new Set<string>();
  await walk(root);
  if (found.length === 0)
    throw invalid(path, undefined, `no .md, .txt or .jsonl file here; expected ${EXPECTED}`);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));

  async function walk(folder: string): Promise<void> {
    const names = await readdir(folder).catch((cause) => {
      throw invalid(
        join(path, relative(root, folder)),
        undefined,
        'cannot be read; let this user read the folder, or move it elsewhere',
        { cause },
      );
    });
    for (const name of names.sort()) {
      if (name.startsWith('.')) continue;
      const inside = relative(root, join(folder, name));
      const shown = join(path, inside);
      const type = TYPES[extname(name).toLowerCase()];
      const real = await realpath(join(folder, name)).catch((cause) => {
        if (!type) return undefined;
        throw invalid(shown, undefined, 'this link leads nowhere; remove it or restore its target', {
          cause,
        });
      });
      if (real === undefined || seen.has(real)) continue;
      const info = await stat(real);
      if (!info.isDirectory() && !type) continue;
      if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep)) {
        throw invalid(
          shown,
          undefined,
          'this link leads out of the knowledge folder; copy the file in instead',
        );
      }
      if (real === root) continue;
      seen.add(real);
      // A linked folder is walked where it really lies, so its files are listed under one path only.
      if (info.isDirectory()) await walk(real);
      else if (type) found.push(await describe(type, shown, inside.split(sep).join('/'), real));
    }
  }
}

async function resolve(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    throw invalid(path, undefined, `cannot be read; expected ${EXPECTED}`, { cause });
  }
}

async function describe(
  type: FileType,
  shown: string,
  path: string,
  realPath: string,
): Promise<KnowledgeFile> {
  const info = await stat(realPath);
  if (!info.isFile()) throw invalid(shown, undefined, 'is not a regular file; expected a text file');
  return { type, shown, path, realPath, sizeBytes: info.size };
}
