/** A visitor's text, and a writer's, may be anything: no pattern that reads it may take more than its length's time. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ORDERS } from '../../src/text/orders.ts';
import { REQUEST } from '../../src/understanding/act-patterns.ts';
import { WANTS_LANGUAGE } from '../../src/understanding/self.ts';
import { slowness } from '../support/clock.ts';
import { chooser, patternsIn, repeated, sample } from '../support/hostile.ts';

const CHARS = 10_000;
const LIMIT_MS = 50;
const SAMPLES = 25;
const MAX_BEGINNING = 30;
const FILLERS = ['\t', 'a'];
/** Texts that are no part of any pattern. */
const PLAIN = ['a', 'a ', ' ', 'a, ', "a's ", 'a-', '? ', '. ', '\n', 'A a ', '1 ', 'a or '];

const literals = ['src', 'web'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      patternsIn(readFileSync(`${folder}/${name}`, 'utf8')).map((pattern) => ({ name, pattern })),
    ),
);
/** Those that are put together from parts are no literals. */
const composed = [...ORDERS, REQUEST, WANTS_LANGUAGE];
const patterns = [...literals, ...composed.map((pattern) => ({ name: 'of parts', pattern }))];

/** Processor time of one search; the least of three, since others use the processor, too, and as on a machine of known speed. */
function costMs(pattern: RegExp, text: string): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3 && least > LIMIT_MS / 2; round++) {
    const from = process.cpuUsage();
    pattern.test(text);
    const { user, system } = process.cpuUsage(from);
    least = Math.min(least, (user + system) / 1000);
  }
  return least > LIMIT_MS ? least / slowness() : least;
}

test('the patterns are found, and a pattern that is not linear is told', () => {
  expect(patterns.length).toBeGreaterThan(400);
  expect(costMs(/\w+ or \w+/, repeated('a', 20_000))).toBeGreaterThan(LIMIT_MS);
  expect(sample(/^(?:ab|ab)[xy]{2}\d\b/, chooser(1))).toMatch(/^abxx+1$/);
});

test.each(patterns)('$name reads hostile text in time: $pattern', ({ pattern }) => {
  const choose = chooser(pattern.source.length);
  const pieces = new Set(PLAIN);
  for (let i = 0; i < SAMPLES; i++) {
    const text = sample(pattern, choose);
    pieces.add(`${text} `).add(text.slice(0, 1 + choose(text.length + 1)));
    pieces.add(`${text.slice(0, 1 + choose(text.length + 1))} `);
  }
  const texts = [...pieces].map((piece) => `${repeated(piece, CHARS)}\u0000`);
  // A beginning that matches, and then one thing without end: "not" and ten thousand tabs held up a turn for seconds.
  const whole = sample(pattern, choose).slice(0, MAX_BEGINNING);
  for (let end = 1; end <= whole.length; end++)
    for (const filler of FILLERS) texts.push(`${whole.slice(0, end)}${filler.repeat(CHARS)}\u0000`);
  const slow = texts
    .map((text) => ({ text: text.slice(0, 60), ms: costMs(pattern, text) }))
    .filter(({ ms }) => ms > LIMIT_MS);
  expect(slow).toEqual([]);
});
