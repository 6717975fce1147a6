/** Programs that tests need and that npm does not bring: found, or skipped loudly; in CI they must be there. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

/** @returns whether the tests that need it are to be skipped. @throws in CI, where nothing is skipped. */
export function isMissing(program: string, debianPackage: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], {
      env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    });
    return false;
  } catch {
    const what = `${program} is not installed: its tests are skipped. On Debian: apt-get install ${debianPackage}`;
    if (process.env.CI) throw new Error(what);
    console.warn(`\n!!! ${what}\n`);
    return true;
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a program that listens on that port, and waits until it does. */
export async function startProgram(
  command: string,
  args: string[],
  port: number,
  variables: Record<string, string> = {},
) {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...variables, PATH: `${process.env.PATH}:/usr/sbin` },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const exit = once(child, 'exit');
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`${command} ended: ${said}`);
  }
  return {
    child,
    async stop(signal: NodeJS.Signals = 'SIGTERM') {
      child.kill(signal);
      child.kill('SIGCONT');
      await exit;
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => setTimeout(resolve, 20, false));
  });
}
