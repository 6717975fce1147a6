import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openTab } from '../chaos/tab.ts';
import { freePort } from '../support/programs.ts';
import { buildImage } from './image.ts';

const run = promisify(execFile);
/** Of the user `node` in the base image; only root may start a program as somebody else. */
const user = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {};

test('the image that the Dockerfile describes answers with a read-only root, as a plain user, and is found healthy', {
  timeout: 300_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'crossroads-image-'));
  onTestFinished(async () => {
    await run('chmod', ['-R', 'u+w', folder]);
    await rm(folder, { recursive: true, force: true });
  });
  const { root, workdir, env, user: name, command, healthcheck } = await buildImage(folder);
  expect(name).toBe('node');
  const data = join(root, 'data');
  await chmod(folder, 0o755);
  await run('chmod', ['-R', 'a+rX,a-w', root]);
  await chmod(data, 0o755);
  if (user.uid) await chown(data, user.uid, user.gid);

  const port = await freePort();
  const settings = {
    ...env,
    STORE_PATH: join(root, env.STORE_PATH ?? ''),
    HOST: '127.0.0.1',
    PORT: `${port}`,
  };
  const inside = {
    cwd: join(root, workdir),
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...settings },
    ...user,
  };
  const [, ...args] = command;
  const [, ...probe] = healthcheck;
  const isHealthy = () =>
    run(process.execPath, probe, inside).then(
      () => true,
      () => false,
    );
  expect([command[0], healthcheck[0], await isHealthy()]).toEqual(['node', 'node', false]);
  await expect(run('touch', ['here'], inside)).rejects.toThrow();

  const child = spawn(process.execPath, args, { ...inside, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exit = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  await expect.poll(isHealthy, { message: said }).toBe(true);

  const tab = openTab({ port });
  onTestFinished(tab.close);
  await tab.online();
  const turn = await tab.ended(tab.ask('What does an AI engineer do all day?'));
  expect(turn).toMatchObject({ state: 'completed', text: expect.stringMatching(/\[1\]/) });
  // The port is held by a server of ours, which the doctor knows; all else is as it should be.
  const { stdout } = await run(process.execPath, [args[0] ?? '', 'doctor', '--json'], inside);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true });

  child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
  expect(await readdir(data)).toContain('crossroads.db');
});
