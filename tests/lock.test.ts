/** What the lock file installs on an owner's machine. An audit asks a registry; these are the answers we know of. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  version: string;
  dev?: boolean;
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
}

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Locked>;
};
/** All but the project itself. */
const all = Object.entries(packages).filter(([path]) => path !== '');
const installed = all.filter(([, { dev }]) => !dev);

/** The first version without the flaw. */
const MENDED: [name: string, from: string, flaw: string][] = [
  ['ws', '8.21.0', 'memory used up by tiny fragments'],
  ['path-to-regexp', '8.4.0', 'routes that take too long (CVE-2026-4926, CVE-2026-4923)'],
  ['body-parser', '2.2.1', 'bodies of very many parameters (CVE-2025-13466)'],
  ['qs', '6.14.1', 'arrays beyond their limit (CVE-2025-15284)'],
  ['underscore', '1.12.1', 'code run by a template (CVE-2021-23358)'],
  ['jszip', '3.8.0', 'paths that lead out of an archive (CVE-2022-48285)'],
  ['@xmldom/xmldom', '0.8.4', 'documents with several roots (CVE-2022-39353)'],
];

const isAtLeast = (version: string, floor: string) =>
  version.localeCompare(floor, 'en', { numeric: true }) >= 0;

test.each(MENDED)('%s is %s or newer everywhere: %s', (name, floor) => {
  const found = installed.filter(([path]) => path.endsWith(`node_modules/${name}`));
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter(([, { version }]) => !isAtLeast(version, floor))).toEqual([]);
});

test('nothing that an owner installs runs a script, and every byte is checked', () => {
  expect(installed.length).toBeGreaterThan(100);
  expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
  expect(installed.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ''))).toEqual([]);
});

test('the lock file names no registry: each machine uses its own', () => {
  expect(all.filter(([, { resolved }]) => resolved)).toEqual([]);
});
