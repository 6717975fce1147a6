/** The committed baseline: what was reached, below which a change must not fall. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Rate } from './metrics.ts';
import type { PublicFigure } from './public/figures.ts';
import type { Result } from './run.ts';

/** "rules single dev right" → rate; "SciFact nDCG@10" → value. */
export interface Baseline {
  rates: Record<string, Rate>;
  public: Record<string, number>;
}

const PATH = fileURLToPath(new URL('baseline.json', import.meta.url));

/** Points that a rate may fall; in a small set, one case. */
const TOLERANCE = 0.02;

/** What of some results can regress. Rates of which less is better are turned round. */
export function ratesOf(results: readonly Result[]): Record<string, Rate> {
  return Object.fromEntries(
    results.flatMap(({ answerer, set, split, counts }) =>
      Object.entries(counts)
        .filter(([, rate]) => rate.of > 0)
        .map(([name, { n, of }]: [string, Rate]) =>
          name === 'withheld'
            ? [`${answerer} ${set} ${split} not withheld`, { n: of - n, of }]
            : [`${answerer} ${set} ${split} ${name}`, { n, of }],
        ),
    ),
  );
}

/** Public figures by name, of those that have a goal and are no time. */
export function valuesOf(figures: readonly PublicFigure[]): Record<string, number> {
  return Object.fromEntries(figures.filter(({ isRate }) => isRate).map(({ name, value }) => [name, value]));
}

/** @returns a sentence for each rate that fell; what only one side holds is not compared. */
export function regressions(before: Baseline, now: Baseline): string[] {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const rates = Object.entries(now.rates).flatMap(([name, { n, of }]) => {
    const old = before.rates[name];
    if (!old) return [];
    const fall = old.n / old.of - n / of;
    // A hair more than the tolerance, so that rounding never decides.
    if (fall <= Math.max(TOLERANCE, 1 / of) + 1e-9) return [];
    return [`${name}: ${percent(n / of)} (${n} of ${of}), baseline ${percent(old.n / old.of)}`];
  });
  const values = Object.entries(now.public).flatMap(([name, value]) => {
    const old = before.public[name];
    return old !== undefined && old - value > TOLERANCE
      ? [`${name}: ${percent(value)}, baseline ${percent(old)}`]
      : [];
  });
  return [...rates, ...values];
}

export function readBaseline(): Baseline {
  // The file is ours, written by writeBaseline().
  return JSON.parse(readFileSync(PATH, 'utf8')) as Baseline;
}

/** Public figures that were not measured this time stay as they are. */
export function writeBaseline({ rates, public: figures }: Baseline, before: Baseline | undefined): void {
  const next: Baseline = { rates, public: { ...before?.public, ...figures } };
  const lines = Object.entries(next.rates).map(
    ([name, { n, of }]) => `    ${JSON.stringify(name)}: { "n": ${n}, "of": ${of} }`,
  );
  const values = Object.entries(next.public).map(
    ([name, value]) => `    ${JSON.stringify(name)}: ${Number(value.toFixed(4))}`,
  );
  writeFileSync(
    PATH,
    `{\n  "rates": {\n${lines.join(',\n')}\n  },\n  "public": {\n${values.join(',\n')}\n  }\n}\n`,
  );
}
