/** Clocks that tell of the product and little of the machine, which may be slow, and be used by others as well. */

const TICK_MS = 5;
/** What the time between two ticks counts at most: in a longer one this process could not run. */
const MAX_TICK_MS = 20;

let fairMs = 0;
let last: number | undefined;

function tick(): void {
  const now = performance.now();
  fairMs += Math.min(now - (last ?? now), MAX_TICK_MS);
  last = now;
}

/**
 * Milliseconds on the clock, less those for which the machine kept this process waiting: two of them tell how long something
 * waited that waits for a timer or a peer. What is computed in this process takes {@link startCost}.
 */
export function fairNow(): number {
  if (last === undefined) setInterval(tick, TICK_MS).unref();
  tick();
  return fairMs;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const ROWS = Array.from({ length: 500 }, (_, n) => ({
  n,
  text: `Passage ${n} of a text with words. `.repeat(8),
}));
/** What the yardstick takes on the machine for which limits are set, in milliseconds. */
const YARDSTICK_MS = 6;

function yardstick(): void {
  for (let round = 0; round < 9; round++) JSON.parse(JSON.stringify(ROWS).replace(/\bwords?\b/g, 'w'));
}

let isWarm = false;

/** How many times as long as there a fixed piece of computing takes here and now; at least 1. */
export function slowness(): number {
  if (!isWarm) for (let round = 0; round < 5; round++) yardstick();
  isWarm = true;
  const from = cpuMs();
  yardstick();
  return Math.max(1, (cpuMs() - from) / YARDSTICK_MS);
}

/**
 * Starts to measure. @returns a function that gives the milliseconds of processor time since, as they were on a machine of
 * known speed.
 */
export function startCost(): () => number {
  const slow = slowness();
  const from = cpuMs();
  return () => (cpuMs() - from) / Math.max(slow, slowness());
}
