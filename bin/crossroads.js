#!/usr/bin/env node
// Runs the built program. In a clone, builds first when the build is missing or older than its sources.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}dist/.built`;

/** Newest change below a path, in milliseconds; 0 when it is not there. */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(`${path}/${name}`)));
}

const sources = ['src', 'web', 'package-lock.json', 'tsconfig.build.json', 'vite.config.ts'].map(
  (name) => root + name,
);
if (existsSync(`${root}src`) && Math.max(...sources.map(newest)) > newest(stamp)) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('crossroads: the build failed. Run "npm ci", then "npm run build" to see why.');
    process.exit(1);
  }
}

const { run } = await import('../dist/cli.js');
process.exitCode = await run(process.argv.slice(2));
