import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { LOCALES } from '../../web/widget/contract.ts';
import { buildWeb } from '../support/web-build.ts';

const LOADER_BYTES = 2.2 * 1024;
const PANEL_BYTES = 16 * 1024;
const FIGURES_BYTES = 4 * 1024;

const zipped = async (name: string) => {
  const content = (await buildWeb()).get(name);
  if (!content) throw new Error(`the build has no ${name}`);
  return gzipSync(content, { level: 9 }).length;
};

it('keeps the loader within its budget', async () => {
  expect(await zipped('widget.js')).toBeLessThanOrEqual(LOADER_BYTES);
});

it.each(LOCALES)('keeps the panel, with everything, within its budget (%s)', async (locale) => {
  expect(await zipped(`panel.${locale}.js`)).toBeLessThanOrEqual(PANEL_BYTES);
});

// Fetched by those who use a career tool only, when its first figure arrives.
it('keeps what draws figures within its budget', async () => {
  expect(await zipped('figures.js')).toBeLessThanOrEqual(FIGURES_BYTES);
});

it('ships neither the wire’s schemas nor a development build', async () => {
  const panel = new TextDecoder().decode((await buildWeb()).get('panel.en.js'));
  expect(panel).not.toMatch(/ZodError|safeParse|Assertion failed/);
});

it('has a page without inline script or style', async () => {
  const page = new TextDecoder().decode((await buildWeb()).get('index.html'));
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});
