/** Builds the widget and the page in memory, so that tests read what would be shipped and write nothing. */
import { createBuilder } from 'vite';
import { PARTS } from '../../vite.config.ts';

let built: Promise<Map<string, Uint8Array>> | undefined;

/** @returns the built files by path, as in `dist/web`; built once a process. */
export function buildWeb(): Promise<Map<string, Uint8Array>> {
  built ??= build();
  return built;
}

async function build(): Promise<Map<string, Uint8Array>> {
  const builder = await createBuilder({
    logLevel: 'error',
    environments: Object.fromEntries(PARTS.map((part) => [part, { build: { write: false } }])),
  });
  const files = new Map<string, Uint8Array>();
  for (const part of PARTS) {
    const environment = builder.environments[part];
    if (!environment) throw new Error(`the build has no part ${part}`);
    const result = await builder.build(environment);
    for (const { output } of [result].flat().filter((each) => 'output' in each)) {
      for (const file of output) {
        const content = file.type === 'chunk' ? file.code : file.source;
        files.set(file.fileName, typeof content === 'string' ? new TextEncoder().encode(content) : content);
      }
    }
  }
  return files;
}
