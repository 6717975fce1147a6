/** Builds dist/web (the page, the loader, one panel a language, the figures, each a classic script) and dist/inspector. */
import { readFile } from 'node:fs/promises';
import { defineConfig, type Plugin } from 'vite';
import { LOCALES } from './web/widget/contract.ts';

/** One self-contained classic script of the widget; nothing else in its folder is touched. */
function script(entry: string, file: string) {
  return {
    consumer: 'client' as const,
    build: {
      outDir: '../../dist/web',
      emptyOutDir: false,
      copyPublicDir: false,
      sourcemap: false,
      // The Markdown parser's assertions are for its own development.
      rolldownOptions: { output: { minify: { compress: { dropConsole: true } } } },
      lib: { entry, name: 'crossroads', formats: ['iife' as const], fileName: () => file },
    },
  };
}

/** The inspector's page stands apart from what is served to everybody. */
const inspectorPage: Plugin = {
  name: 'crossroads:inspector-page',
  applyToEnvironment: ({ name }) => name === 'inspector',
  async generateBundle() {
    const page = new URL('./web/inspector/index.html', import.meta.url);
    this.emitFile({ type: 'asset', fileName: 'index.html', source: await readFile(page, 'utf8') });
  },
};

/** Gives each panel its own language, and leaves the others out. */
const language: Plugin = {
  name: 'crossroads:language',
  enforce: 'pre',
  resolveId(source, importer) {
    const locale = /^panel_(\w+)$/.exec(this.environment.name)?.[1];
    if (!locale || !source.endsWith('locales/current.ts')) return undefined;
    return this.resolve(source.replace('current', locale), importer, { skipSelf: true });
  },
};

export default defineConfig({
  root: 'web/demo',
  logLevel: 'warn',
  plugins: [language, inspectorPage],
  build: { target: ['chrome111', 'firefox114', 'safari16.4'], modulePreload: false, cssTarget: 'safari17.5' },
  environments: {
    client: {
      build: { outDir: '../../dist/web', emptyOutDir: true, assetsInlineLimit: 0 },
    },
    widget: script('../widget/define.ts', 'widget.js'),
    figures: script('../widget/figures.ts', 'figures.js'),
    inspector: {
      consumer: 'client' as const,
      build: {
        outDir: '../../dist/inspector',
        emptyOutDir: true,
        copyPublicDir: false,
        sourcemap: false,
        lib: {
          entry: '../inspector/main.ts',
          formats: ['es' as const],
          fileName: () => 'inspector.js',
          cssFileName: 'inspector',
        },
      },
    },
    ...Object.fromEntries(
      LOCALES.map((locale) => [`panel_${locale}`, script('../widget/panel.ts', `panel.${locale}.js`)]),
    ),
  },
  builder: {
    async buildApp(builder) {
      for (const name of [
        'client',
        'widget',
        'figures',
        'inspector',
        ...LOCALES.map((locale) => `panel_${locale}`),
      ]) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});
