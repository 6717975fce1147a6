/** Starts the bench's processes, each on its own core where `taskset` is there, and reads what they cost. */
import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** Whether servers run on a core of their own, away from load and upstream. */
export const isPinned = canPin;

/** The command that runs node on one core, or on any when none is named. */
function node(core) {
  return canPin && core !== undefined
    ? ['taskset', '-c', String(core), process.execPath]
    : [process.execPath];
}

/** Forks a file of this folder. @returns the process; it ends when its channel closes. */
export function forkOn(core, file, env = {}) {
  const [execPath, ...execArgv] = node(core);
  return fork(here(file), { execPath, execArgv, env: { ...process.env, ...env } });
}

/** Forks a server of this folder. @returns the process, its port and its WebSocket address. */
export async function forkServer(core, file, env) {
  const child = forkOn(core, file, env);
  const [{ port }] = await once(child, 'message');
  return { child, port, url: `ws://127.0.0.1:${port}`, stop: () => stopped(child, () => child.disconnect()) };
}

/**
 * Starts Crossroads as its users do. Without `baseUrl` the rules answer.
 * @param isProbed whether `loopDelay` and `switchWatching` can be asked of it.
 */
export async function startCrossroads(core, baseUrl, env = {}, { isProbed = false } = {}) {
  const [command, ...args] = node(core);
  const probes = isProbed ? ['loop-delay.mjs', 'watch-switch.mjs'] : [];
  args.push(...probes.flatMap((probe) => ['--import', here(probe)]));
  const child = spawn(command, [...args, here('../../bin/crossroads.js'), 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit', ...(isProbed ? ['ipc'] : [])],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: '0',
      LOG_LEVEL: 'error',
      MAX_OUTPUT_TOKENS: '2000',
      ...(baseUrl ? { OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: 'bench' } : {}),
      ...env,
    },
  });
  // Whatever ends the bench ends its servers.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  let said = '';
  for await (const part of child.stdout) {
    said += part;
    const port = /Crossroads is at http:\/\/[^:\s]+:(\d+)/.exec(said)?.[1];
    if (port) {
      child.stdout.destroy();
      return {
        child,
        url: `ws://127.0.0.1:${port}/ws`,
        stop: () => stopped(child, () => child.kill('SIGTERM')),
      };
    }
  }
  throw new Error(`Crossroads did not start: ${said}`);
}

/** Milliseconds by which a server's event loop was late for a hundredth of the time since this was asked before. */
export async function loopDelay(child) {
  child.send('late?');
  const [ms] = await once(child, 'message');
  return ms;
}

/** Whether the inspector of a server watches what is asked from now on. */
export async function switchWatching(child, watches) {
  child.send({ watches });
  await once(child, 'message');
}

async function stopped(child, stop) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  stop();
  await exit;
}

/** CPU microseconds (user and system, all threads) and resident megabytes of a process; nothing where there is no /proc. */
export function cost(pid) {
  try {
    const of = (thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0]);
    // The scheduler's own nanoseconds: clock ticks are ten milliseconds, and a thread that is never seen ticking is free.
    const cpuUs = readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + of(thread), 0) / 1000;
    const rssKb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]);
    return { cpuUs, rssMb: rssKb / 1024 };
  } catch {
    return undefined;
  }
}
