/** Looks at what the machine must offer: the version of Node, a place to keep conversations, and the ports. */
import { access, constants, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { explainBootError } from '../../main.ts';
import { MEMORY_STORE } from '../../store/create.ts';
import { isPassing, openExisting } from '../../store/sqlite-file.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

/** As package.json says under `engines`. */
const OLDEST_NODE = [20, 19] as const;
/** Bytes below which a disk is about to be full. */
const LOW_SPACE = 200 * 1024 ** 2;
/** Milliseconds that whoever holds the port is given to say who it is. */
const WHO_MS = 1500;

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldest, oldestMinor] = OLDEST_NODE;
  if (major > oldest || (major === oldest && minor >= oldestMinor)) return ok('node', `Node ${version}.`);
  return problem('node', `Node ${version} is too old: install ${OLDEST_NODE.join('.')} or later.`);
}

export async function checkStore(path: string): Promise<Finding> {
  if (path === MEMORY_STORE)
    return warning('store', 'STORE_PATH is :memory:, so conversations are gone when the server stops.');
  const folder = await nearestFolder(dirname(path));
  if (folder === undefined)
    return problem(
      'store',
      `${path} cannot be made: part of its path is no folder. Set STORE_PATH to another file.`,
    );
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    const file = await stat(path).catch(() => undefined);
    if (file && !file.isFile())
      return problem('store', `${path} is no file: set STORE_PATH to a file, e.g. ./data/crossroads.db.`);
    if (file) await access(path, constants.R_OK | constants.W_OK);
    if (file && file.size > 0) openAndLook(path);
  } catch (error) {
    return unusable(path, error as NodeJS.ErrnoException);
  }
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free < LOW_SPACE)
    return warning(
      'store',
      `Only ${Math.round(free / 1e6)} MB are free in ${folder}: make room, or move STORE_PATH.`,
    );
  return ok('store', `${path} can be written.`);
}

/** @throws what SQLite says of a file that is no good. */
function openAndLook(path: string): void {
  const db = openExisting(path);
  try {
    db.prepare('SELECT count(*) FROM sqlite_master').get();
  } finally {
    db.close();
  }
}

function unusable(path: string, error: NodeJS.ErrnoException): Finding {
  const code = error.code ?? error.name;
  if (isPassing(error)) return ok('store', `${path} is there, and in use.`);
  if (code.startsWith('SQLITE_'))
    return problem(
      'store',
      `${path} is damaged, or no SQLite file (${code}): put a backup in its place, or move it away and a new one is begun.`,
    );
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return problem(
      'store',
      `${path} cannot be written (${code}): give this user the right, or set STORE_PATH.`,
    );
  return problem('store', `${path} cannot be used (${code}): set STORE_PATH to another file.`);
}

/** The folder itself, or the one in which it would be made. Undefined where a file stands in the way. */
async function nearestFolder(path: string): Promise<string | undefined> {
  for (let at = path; ; at = dirname(at)) {
    const info = await stat(at).catch((error: NodeJS.ErrnoException) => error.code);
    if (typeof info === 'object') return info.isDirectory() ? at : undefined;
    if (info !== 'ENOENT' || at === dirname(at)) return undefined;
  }
}

/** @param part the name of the port, e.g. "port". */
export async function checkPort(part: string, host: string, port: number): Promise<Finding> {
  if (port === 0) return ok(part, 'Any free one.');
  const error = await listenOnce(host, port);
  if (!error) return ok(part, `${port} of ${host} is free.`);
  if (error.code === 'EADDRINUSE' && (await isCrossroads(host, port)))
    return ok(part, `${port} of ${host} is held by a running Crossroads.`);
  const advice = explainBootError(error, { host, port });
  return problem(part, part === 'port' ? advice : advice.replaceAll(/\b(PORT|HOST)=/g, 'METRICS_$1='));
}

function listenOnce(host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

async function isCrossroads(host: string, port: number): Promise<boolean> {
  const at = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  try {
    const response = await fetch(`http://${at}:${port}/healthz`, { signal: AbortSignal.timeout(WHO_MS) });
    const { parts } = (await response.json()) as { parts?: { store?: unknown } };
    return parts?.store !== undefined;
  } catch {
    return false;
  }
}
