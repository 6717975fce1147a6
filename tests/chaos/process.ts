/** The whole server as a process of its own, that may be stopped, killed and kept short of disk. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { PROGRAM } from '../cli/crossroads.ts';

export type ServerProcess = Awaited<ReturnType<typeof startServer>>;

/** A folder for the store, gone when the test ends. */
export async function storeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'crossroads-chaos-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** @param maxFileKiB how large a file the process may write; past it the disk is full, as far as it can tell. */
export async function startServer(env: Record<string, string> = {}, maxFileKiB?: number) {
  const command = [process.execPath, ...PROGRAM, 'serve'];
  const limited =
    maxFileKiB === undefined
      ? command
      : ['bash', '-c', `ulimit -f ${maxFileKiB}; exec "$0" "$@"`, ...command];
  const [program = '', ...args] = limited;
  const child: ChildProcess = spawn(program, args, {
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH ?? '',
      HOME: tmpdir(),
      PORT: '0',
      NODE_ENV: 'production',
      STORE_PATH: ':memory:',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '', err: '' };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
      const found = /Crossroads is at (\S+) /.exec(said.out)?.[1];
      if (found) resolve(found);
    });
    void exit.then(() => reject(new Error(`ended before it listened: ${said.err}`)));
  });
  return {
    child,
    url,
    port: Number(new URL(url).port),
    said,
    exit,
    pid: child.pid ?? 0,
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
    async health(path = '/healthz') {
      const answer = await fetch(url + path);
      return { status: answer.status, body: (await answer.json()) as { status: string } };
    },
  };
}
