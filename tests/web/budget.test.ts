import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import type { Pinned } from '../../web/build/files.ts';
import { LOCALES } from '../../web/widget/contract.ts';
import { buildWeb } from '../support/web-build.ts';

const LOADER_BYTES = 2000;
/** The hashes of six files are random: they take about fifty bytes each, compressed or not. */
const PINNED_LOADER_BYTES = LOADER_BYTES + 6 * 56;
const PANEL_BYTES = 16_000;
/** Loader and panel in one, for pages that show the chat at once. */
const ONE_FILE_BYTES = 17_525;
const EXTRAS_BYTES = 5_625;

// Minifying takes seconds, on a busy machine many.
beforeAll(() => buildWeb());

const zipped = async (name: string) => {
  const content = (await buildWeb()).get(name);
  if (!content) throw new Error(`the build has no ${name}`);
  return gzipSync(content, { level: 9 }).length;
};

it('keeps the loader within its budget', async () => {
  expect(await zipped('widget.js')).toBeLessThanOrEqual(LOADER_BYTES);
});

it.each(LOCALES)('keeps the panel within its budget (%s)', async (locale) => {
  expect(await zipped(`panel.${locale}.js`)).toBeLessThanOrEqual(PANEL_BYTES);
});

it.each(LOCALES)('joins loader and panel in one file (%s)', async (locale) => {
  expect(await zipped(`chat.${locale}.js`)).toBeLessThanOrEqual(ONE_FILE_BYTES);
  const files = await buildWeb();
  const parts = [`panel.${locale}.js`, 'widget.js'].map((name) =>
    new TextDecoder().decode(files.get(name)).trim(),
  );
  const whole = new TextDecoder().decode(files.get(`chat.${locale}.js`));
  expect(parts.every((part) => whole.includes(part))).toBe(true);
});

// Figures, floating cards, the list of sources, what is copied and saved: fetched when first needed.
it('keeps the extras within their budget', async () => {
  expect(await zipped('extras.js')).toBeLessThanOrEqual(EXTRAS_BYTES);
});

it('pins a build: a folder named after its content, and the hash of everything that is fetched from it', async () => {
  const files = await buildWeb();
  const read = (name: string) => new TextDecoder().decode(files.get(name));
  const { path, integrity, version } = JSON.parse(read('embed.json')) as Pinned;
  const folder = path.slice(1, path.lastIndexOf('/'));
  expect(folder).toMatch(new RegExp(`^v${version}-[0-9a-f]{8}$`));
  const hash = (name: string, kind: string) =>
    `${kind}-${createHash(kind)
      .update(read(`${folder}/${name}.js`))
      .digest('base64')}`;
  expect(integrity).toBe(hash('widget', 'sha384'));
  for (const name of ['extras', ...LOCALES.map((locale) => `panel.${locale}`)]) {
    expect(read(`${folder}/widget.js`)).toContain(hash(name, 'sha256'));
    expect(read(`${folder}/${name}.js`)).toBe(read(`${name}.js`));
  }
  expect(await zipped(`${folder}/widget.js`)).toBeLessThanOrEqual(PINNED_LOADER_BYTES);
});

it('ships neither the wire’s schemas nor a development build', async () => {
  const panel = new TextDecoder().decode((await buildWeb()).get('panel.en.js'));
  expect(panel).not.toMatch(/ZodError|safeParse|console\.|blockquote_idx/);
});

it('has a page without inline script or style', async () => {
  const page = new TextDecoder().decode((await buildWeb()).get('index.html'));
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});
