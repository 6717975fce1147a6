/** Makes the widget's files from three minified scripts: one panel a language, alone and with the loader, and a pinned copy. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import manifest from '../../package.json' with { type: 'json' };
import { LOCALES } from '../widget/contract.ts';
import { strings as ar } from '../widget/locales/ar.ts';
import { strings as de } from '../widget/locales/de.ts';
import { strings as en } from '../widget/locales/en.ts';
import { strings as es } from '../widget/locales/es.ts';
import { strings as fr } from '../widget/locales/fr.ts';

const STRINGS = { en, de, es, fr, ar };

/** What a page needs to embed one exact build: `embed.json`. */
export interface Pinned {
  version: string;
  /** Path of the loader; its folder holds all it fetches. */
  path: string;
  /** For the script tag's `integrity`; the loader itself checks what it fetches. */
  integrity: string;
}

/** Modules that the sources import and the build fills in, in each script where they stand. */
const FILLED: Record<string, string> = {
  './locales/current.ts': 'export const strings = __STRINGS__;',
  './pin.ts': 'export const PIN = __PIN__;',
};

/** Words are found by their place in a list, not by their names: a hundred bytes less in each language. */
const WORDS = Object.keys(en);
const words = (strings: object) => WORDS.map((word) => Object(strings)[word]);
function numbered(code: string, file: string): string {
  return code.replace(/(?<!\/)\bstrings\.(\w+)/g, (_, word: string) => {
    if (!WORDS.includes(word)) throw new Error(`${file} uses the unknown words "${word}".`);
    return `strings[${WORDS.indexOf(word)}]`;
  });
}

const object = (value: unknown) => JSON.stringify(value).replace(/"(\w+)":/g, '$1:');
const fill = (code: string, pin: object, strings: object = {}) =>
  code.replace('__STRINGS__', () => object(strings)).replace('__PIN__', () => object(pin));
const integrity = (code: string, kind: 'sha256' | 'sha384' = 'sha256') =>
  `${kind}-${createHash(kind).update(code).digest('base64')}`;
/** A browser compares hashes only where the server's CORS header lets it. */
const pin = (code: string) => ({ crossOrigin: '', integrity: integrity(code) });

/** One keyword for all variables repeats itself more: thirty bytes less in each panel. Only where a statement begins, so in no text. */
const oneKeyword = (code: string) => code.replace(/^( *(?:for \()?)const /gm, '$1let ');

/** Expects the scripts in this order: `extras`, `panel`, `widget`. Plugins must be shared between environments. */
export function widgetFiles(): Plugin {
  let extras = '';
  let panel = '';
  const later = () => [
    { name: 'extras', source: extras },
    ...LOCALES.map((locale) => ({
      name: `panel.${locale}`,
      source: fill(panel, {}, words(STRINGS[locale])),
    })),
  ];

  return {
    name: 'crossroads:files',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => ['extras', 'panel', 'widget'].includes(name),
    sharedDuringBuild: true,
    resolveId: (source) => (source in FILLED ? `\0${source}` : undefined),
    load: (id) => FILLED[id.slice(1)],
    transform: (code, id) =>
      /web\/widget\/[\w-]+\.ts$/.test(id) ? numbered(oneKeyword(code), id) : oneKeyword(code),
    generateBundle(_options, bundle) {
      const chunk = Object.values(bundle).find((file) => file.type === 'chunk');
      const emit = (fileName: string, source: string) => this.emitFile({ type: 'asset', fileName, source });
      if (!chunk) return;
      if (this.environment.name === 'extras') extras = chunk.code;
      if (this.environment.name === 'panel') {
        panel = chunk.code;
        delete bundle[chunk.fileName];
        for (const { name, source } of later().slice(1)) emit(`${name}.js`, source);
      }
      if (this.environment.name === 'widget') {
        const hashes = later().map(({ name, source }) => [name, pin(source)]);
        const loader = fill(chunk.code, Object.fromEntries(hashes));
        const digest = createHash('sha256').update(loader).digest('hex').slice(0, 8);
        const folder = `v${manifest.version}-${digest}`;
        chunk.code = fill(chunk.code, {});
        // For pages that show the chat at once: the loader finds the panel there and saves a round trip.
        for (const { name, source } of later().slice(1))
          emit(`${name.replace('panel', 'chat')}.js`, `${source.trimEnd()}\n${chunk.code}`);
        emit(`${folder}/widget.js`, loader);
        for (const { name, source } of later()) emit(`${folder}/${name}.js`, source);
        const embed: Pinned = {
          version: manifest.version,
          path: `/${folder}/widget.js`,
          integrity: integrity(loader, 'sha384'),
        };
        emit('embed.json', JSON.stringify(embed));
        const types = new URL('../widget/crossroads.d.ts', import.meta.url);
        emit('crossroads.d.ts', readFileSync(types, 'utf8'));
      }
    },
  };
}
