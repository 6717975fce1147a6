/** Builds dist/web (the pages, the loader, one panel a language, and the extras, each a classic script) and dist/inspector-page. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { compressFolder } from './web/build/compress.ts';
import { widgetFiles } from './web/build/files.ts';
import { withoutMathematics } from './web/build/parser.ts';

const OUT = fileURLToPath(new URL('dist/web', import.meta.url));

/** What dist/web is made of. The order matters: the first empties the folder, and the loader knows the hashes of the scripts before it. */
export const PARTS = ['client', 'extras', 'panel', 'widget'] as const;

/**
 * Fields that a script keeps to itself, so that they may be called anything: those of the Markdown parser, which alone has
 * underscores, and some of ours. None of them crosses the wire, the page's API, or from one script to another.
 */
const OWN_NAMES =
  /[a-z]_[a-z]|^(?:pending|tokens?|spaces|indent|renderer|announcer|newest|blocked|onEvent|onLink|onSend|onStop|setTimer|clearTimer|waitMs|address|toEnd|drawn|follow|cited|reconnect|update|detached|rejected|place|judge|finish|running|fill|wake|agreed|kept|again|forget|agree|rate|save|edit|say|skip|asked|read|write|keep|node|len|attribute|connect|resume|extras|citation)$/;

/** One self-contained classic script of the widget; nothing else in its folder is touched. */
function script(entry: string, file: string) {
  return {
    consumer: 'client' as const,
    build: {
      outDir: OUT,
      emptyOutDir: false,
      copyPublicDir: false,
      sourcemap: false,
      minify: 'terser' as const,
      rolldownOptions: { checks: { pluginTimings: false } },
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

export default defineConfig({
  root: 'web/demo',
  logLevel: 'warn',
  plugins: [widgetFiles(), withoutMathematics(), inspectorPage],
  build: {
    target: ['chrome111', 'firefox114', 'safari16.4'],
    modulePreload: false,
    cssTarget: 'safari17.5',
    // For the widget's scripts, where it makes two to three per cent less than the default minifier.
    terserOptions: {
      ecma: 2020 as const,
      toplevel: true,
      // The Markdown parser's assertions are for its own development.
      compress: {
        passes: 6,
        // As they stand, statements and comparisons repeat themselves more, and compress better.
        sequences: false,
        lhs_constants: false,
        drop_console: true,
        unsafe: true,
        unsafe_arrows: true,
        pure_getters: true,
        keep_fargs: false,
        hoist_vars: true,
      },
      // Some of the names are also the browser's, on objects that the widget never asks for them.
      mangle: { properties: { regex: OWN_NAMES, builtins: true } },
    },
  },
  environments: {
    client: {
      build: {
        outDir: OUT,
        emptyOutDir: true,
        assetsInlineLimit: 0,
        rolldownOptions: { input: ['web/demo/index.html', 'web/demo/embed.html'] },
      },
    },
    extras: script('../widget/extras.ts', 'extras.js'),
    panel: script('../widget/panel.ts', 'panel.js'),
    widget: script('../widget/define.ts', 'widget.js'),
    inspector: {
      consumer: 'client' as const,
      build: {
        // Not dist/inspector: the compiled src/inspector stands there.
        outDir: '../../dist/inspector-page',
        emptyOutDir: true,
        copyPublicDir: false,
        sourcemap: false,
        lib: {
          entry: '../inspector/main.ts',
          formats: ['es' as const],
          fileName: () => 'inspector.js',
        },
      },
    },
  },
  builder: {
    sharedConfigBuild: true,
    sharedPlugins: true,
    async buildApp(builder) {
      for (const name of [...PARTS, 'inspector']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
      compressFolder(OUT);
    },
  },
});
