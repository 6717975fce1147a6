/**
 * `npm run bench:web [minutes]`: what the widget costs a page, beside others, in one Chromium and in turns. Medians of as many
 * rounds as the time allows, 3.5 minutes unless told. Needs a build.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../support/browser.ts';
import { type LoadTimes, loadRound, startServer } from './web-load.ts';
import { LIGHT, type RenderCost, renderTogether } from './web-render.ts';

const started = performance.now();
const BUDGET_MS = 60_000 * Number(process.argv[2] ?? 3.5);
/** Share of the time for loading; the rest goes to the long answer. */
const LOAD_SHARE = 0.35;
/** At most, on a quick machine. */
const LOAD_ROUNDS = 21;
const RENDER_ROUNDS = 5;

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Runs at least one round, at most `most`, and begins none that would end after `share` of the time if it took as long as the last. */
async function rounds<T>(share: number, most: number, run: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let lastMs = 0;
  while (results.length < most && (results.length === 0 || used() + lastMs < share * BUDGET_MS)) {
    const from = performance.now();
    results.push(await run());
    lastMs = performance.now() - from;
  }
  return results;
}
const used = () => performance.now() - started;

const folder = fileURLToPath(new URL('../../dist/web', import.meta.url));
const files = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(join(folder, name))] as const),
);

const browser = await launchBrowser();
const server = await startServer();
// What the first pages of a browser wait for is not the widget.
await loadRound(browser, server.url);
const loads: LoadTimes[] = await rounds(LOAD_SHARE, LOAD_ROUNDS, () => loadRound(browser, server.url));
await server.stop();
const load = (key: keyof LoadTimes) => median(loads.map((times) => times[key])).toFixed(0);
/** The median of the ratios within each round, which share what else the machine did. */
const beside = (key: keyof LoadTimes) =>
  median(loads.map((times) => times[key] / times.slowBareMs)).toFixed(2);
print(`loading, medians of ${loads.length} rounds`);
print(
  `  launcher painted after its script     ${load('launcherMs')} ms; after a script that does nothing ${load('floorMs')} ms`,
);
print(`  panel usable after the press          ${load('panelMs')} ms`);
print(`  usable input, slow 4G, processor / 4  bare widget ${load('slowBareMs')} ms`);
print(`    loader, then panel                  ${load('slowMs')} ms, ${beside('slowMs')} of it`);
print(`    both in one file                    ${load('slowOneMs')} ms, ${beside('slowOneMs')} of it`);

const costs: RenderCost[] = await renderTogether(browser, files, ['deep-chat']);
const light = await rounds(1, RENDER_ROUNDS, () => renderTogether(browser, files, LIGHT));
costs.push(...light.flat());
await browser.close();
print('a 4,000-token Markdown answer, 5 ms a token: processor time of the main thread, longest frame');
for (const name of new Set(costs.toReversed().map((cost) => cost.name))) {
  const own = costs.filter((cost) => cost.name === name);
  const least = own.every(({ whole }) => whole) ? ' ' : '>';
  const [task, frame] = [median(own.map(({ taskMs }) => taskMs)), median(own.map(({ frameMs }) => frameMs))];
  print(
    `  ${name.padEnd(34)} ${least}${task.toFixed(0).padStart(6)} ms ${least}${frame.toFixed(0).padStart(5)} ms   of ${own.length}`,
  );
}
process.exit(0);
