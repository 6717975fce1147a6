/** Calls the command line as another program would: a process, its streams and its exit code. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The program and what stands before its arguments. In CI the build that was just made, as users run it; elsewhere the
 * sources, because the build may be stale, and two test files would then make it anew at the same time.
 */
export const PROGRAM = process.env.CI
  ? [pathOf('../../bin/crossroads.js')]
  : ['--import', import.meta.resolve('tsx'), pathOf('./entry.ts')];

export interface Call {
  /** Standard input; default nothing. */
  input?: string;
  /** Added to an environment without any setting of Crossroads. */
  env?: Record<string, string>;
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts a program in an empty folder, so that nobody's `.env` is read. */
export async function start(args: readonly string[], env: Record<string, string> = {}) {
  const cwd = await mkdtemp(join(tmpdir(), 'crossroads-'));
  const { PATH = '', HOME = cwd } = process.env;
  const child = spawn(process.execPath, args, { cwd, env: { PATH, HOME, ...env } });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await rm(cwd, { recursive: true, force: true });
  });
  return child;
}

/** Runs `crossroads` with these arguments to its end. */
export async function crossroads(
  args: readonly string[],
  { input = '', env = {} }: Call = {},
): Promise<Ended> {
  const child = await start([...PROGRAM, ...args], env);
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

/** Objects as JSON lines. */
export function toLines(objects: readonly unknown[]): string {
  return objects.map((object) => `${JSON.stringify(object)}\n`).join('');
}

/** The objects of JSON lines. */
export function fromLines<T>(jsonl: string): T[] {
  return jsonl
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** A file that is gone when the test ends. */
export async function temporaryFile(name: string, content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'crossroads-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, name), content);
  return join(folder, name);
}
