/** Builds dist/web: the page, and the widget as two classic scripts (loader and panel), in one command. */
import { defineConfig } from 'vite';

/** One self-contained classic script of the widget; nothing else in its folder is touched. */
function script(entry: string, name: string) {
  return {
    consumer: 'client' as const,
    build: {
      outDir: '../../dist/web',
      emptyOutDir: false,
      copyPublicDir: false,
      sourcemap: false,
      // The Markdown parser's assertions are for its own development.
      rolldownOptions: { output: { minify: { compress: { dropConsole: true } } } },
      lib: { entry, name, formats: ['iife' as const], fileName: () => `${name}.js` },
    },
  };
}

export default defineConfig({
  root: 'web/demo',
  logLevel: 'warn',
  build: { target: ['chrome111', 'firefox114', 'safari16.4'], modulePreload: false, cssTarget: 'safari17.5' },
  environments: {
    client: {
      build: { outDir: '../../dist/web', emptyOutDir: true, assetsInlineLimit: 0 },
    },
    widget: script('../widget/define.ts', 'widget'),
    panel: script('../widget/panel.ts', 'panel'),
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'widget', 'panel']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});
