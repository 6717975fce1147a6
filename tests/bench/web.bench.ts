/**
 * `npm run bench:web [rounds]`: what the widget costs a page, beside others, in one Chromium and in turns. Medians.
 * Needs a build. deep-chat comes from the registry for this run only, and is left out where there is none.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../support/browser.ts';
import { type LoadTimes, loadRound, startServer } from './web-load.ts';
import { type RenderCost, renderRound } from './web-render.ts';

const ROUNDS = Number(process.argv[2] ?? 3);
/** Loading takes a second where a long answer takes twenty. */
const LOAD_ROUNDS = ROUNDS * 5;

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const print = (line: string) => process.stdout.write(`${line}\n`);

const folder = fileURLToPath(new URL('../../dist/web', import.meta.url));
const files = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(join(folder, name))] as const),
);

const browser = await launchBrowser();
const server = await startServer();
const loads: LoadTimes[] = [];
for (let round = 0; round < LOAD_ROUNDS; round += 1) loads.push(await loadRound(browser, server.url));
await server.stop();
const load = (key: keyof LoadTimes) => median(loads.map((times) => times[key]));
print(
  `launcher painted after its script      ${load('launcherMs').toFixed(0)} ms; after a script that does nothing ${load('floorMs').toFixed(0)} ms`,
);
print(`panel usable after the press           ${load('panelMs').toFixed(0)} ms`);
const bare = load('slowBareMs');
const beside = (ms: number) => `${ms.toFixed(0)} ms, ${(ms / bare).toFixed(2)} of it`;
print(
  `usable input, slow 4G, processor / 4   bare widget ${bare.toFixed(0)} ms; ours ${beside(load('slowMs'))}; in one file ${beside(load('slowOneMs'))}`,
);

const costs: RenderCost[] = [];
for (let round = 0; round < ROUNDS; round += 1) costs.push(...(await renderRound(browser, files)));
await browser.close();
print('a 4,000-token Markdown answer, 5 ms a token: processor time of the main thread, longest frame');
for (const name of new Set(costs.map((cost) => cost.name))) {
  const own = costs.filter((cost) => cost.name === name);
  const [task, frame] = [median(own.map(({ taskMs }) => taskMs)), median(own.map(({ frameMs }) => frameMs))];
  print(`  ${name.padEnd(34)} ${task.toFixed(0).padStart(6)} ms ${frame.toFixed(0).padStart(5)} ms`);
}
process.exit(0);
