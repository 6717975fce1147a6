import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { envExample, writeStarter } from '../../src/cli/init.ts';
import { crossroads, PROGRAM } from './crossroads.ts';

async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'starter-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Runs a command in that folder, as its owner does. */
function runIn(cwd: string, args: string[]) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...PROGRAM, ...args], { cwd, env: { PATH, HOME } });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

test('serve and ask work in a new folder, from its own article', async () => {
  const folder = join(await newFolder(), 'mine');
  const { code, stdout } = await crossroads(['init', folder]);
  expect([code, stdout]).toEqual([0, expect.stringContaining('knowledge/example.md')]);
  // As the owner can type it: nothing is on the path here.
  expect(stdout).toMatch(/^Next: cd \S+ && node \S+\.(js|ts) serve$/m);
  expect((await readdir(folder)).sort()).toEqual([
    '.env',
    '.env.example',
    '.gitignore',
    'README.md',
    'knowledge',
    'prompts',
  ]);

  const server = runIn(folder, ['serve', '--port', '0']);
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  expect(line).toMatch(/^Crossroads is at http:\S+ with [4-9] passages/);
  const [url = ''] = /http:\/\/\S+/.exec(line) ?? [];
  // The page at / is about our own articles.
  expect((await fetch(url, { redirect: 'manual' })).headers.get('location')).toBe('/embed.html');
  expect(await (await fetch(`${url}/llms.txt`)).text()).toContain('# The workshop at Linden Street');

  const asked = runIn(folder, ['ask', 'How much is a small service?', '--json']);
  const [answer] = (await once(createInterface(asked.stdout), 'line')) as [string];
  expect(JSON.parse(answer)).toMatchObject({
    outcome: 'answered',
    answer: expect.stringContaining('45 euros'),
  });
});

test('what is there already is never written over, and then nothing is written', async () => {
  const folder = await newFolder();
  await mkdir(join(folder, 'knowledge'));
  await writeFile(join(folder, 'README.md'), 'Mine.');
  await expect(writeStarter(folder)).rejects.toThrow(
    /already holds README\.md, knowledge.*name a new folder/,
  );
  expect((await readdir(folder)).sort()).toEqual(['README.md', 'knowledge']);
  expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe('Mine.');
  await expect(writeStarter(join(folder, 'README.md'))).rejects.toThrow(/cannot be written \(E\w+\)/);
});

test("the starter's settings are the project's own", async () => {
  expect(envExample()).toBe(await readFile(new URL('../../.env.example', import.meta.url), 'utf8'));
});
