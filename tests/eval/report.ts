/** Prints an evaluation as tables. */
import type { CurvePoint } from './curve.ts';
import type { PublicFigure } from './public/figures.ts';
import type { Result } from './run.ts';
import { count, fixed, percent, table } from './table.ts';

/** Everything that was measured; what `--json` writes. */
export interface Report {
  results: Result[];
  curves: { knowledge: string; points: CurvePoint[] }[];
  public: PublicFigure[];
}

export function tellReport({ results, curves, public: figures }: Report): string {
  const parts = [tellAnswers(results), tellRetrieval(results), ...curves.map(tellCurve)];
  if (figures.length > 0) parts.push(tellPublic(figures));
  return parts.join('\n\n');
}

const named = ({ answerer, set, split }: Result) => [set, split, answerer];

function tellAnswers(results: readonly Result[]): string {
  const head =
    'set|split|answerer|right|%|turns %|abstains: precision|recall|withheld|cited %|words|ms p50|p99'.split(
      '|',
    );
  return table(
    head,
    results.map((result) => {
      const { counts, words, msP50, msP99 } = result;
      return [
        ...named(result),
        count(counts.right),
        percent(counts.right),
        percent(counts.turns),
        percent(counts.abstainedRightly),
        percent(counts.abstained),
        percent(counts.withheld),
        percent(counts.cited),
        fixed(words, 0),
        fixed(msP50, 1),
        fixed(msP99, 1),
      ];
    }),
  );
}

function tellRetrieval(results: readonly Result[]): string {
  const searched = results.filter(({ counts }) => counts.hit1.of > 0);
  return table(
    ['expected document found', 'split', 'answerer', 'searches', '@1 %', '@3 %', '@8 %', 'MRR', 'grounding'],
    searched.map((result) => {
      const { hit1, hit3, hit8 } = result.counts;
      const found = [percent(hit1), percent(hit3), percent(hit8)];
      return [...named(result), String(hit1.of), ...found, fixed(result.mrr, 3), fixed(result.grounding, 3)];
    }),
  );
}

function tellCurve({ knowledge, points }: Report['curves'][number]): string {
  return table(
    [
      `threshold (${knowledge})`,
      'wrongly answered',
      '%',
      'answered wrongly',
      '%',
      'right, but withheld',
      '%',
    ],
    points.map(({ threshold, wronglyAnswered, answeredWrongly, rightWithheld }) => [
      `${threshold.toFixed(1)}${threshold === 0 ? ' (in use)' : ''}`,
      ...[wronglyAnswered, answeredWrongly, rightWithheld].flatMap((rate) => [count(rate), percent(rate)]),
    ]),
  );
}

function tellPublic(figures: readonly PublicFigure[]): string {
  const shown = (value: number, { unit }: PublicFigure) => {
    if (Number.isNaN(value)) return fixed(value, 0);
    if (unit === '%') return `${(100 * value).toFixed(1)} %`;
    return `${value.toFixed(unit === '' ? 4 : unit === 'words' ? 0 : 2)} ${unit}`.trim();
  };
  return table(
    ['public collections', 'measured', 'goal', ''],
    figures.map((figure) => {
      const { name, value, goal, isLess } = figure;
      if (goal === undefined) return [name, shown(value, figure), '', ''];
      const isMet = isLess ? value <= goal : value >= goal;
      const verdict = Number.isNaN(value) ? 'not to be had' : isMet ? 'met' : 'missed';
      return [name, shown(value, figure), `${isLess ? '≤' : '≥'} ${shown(goal, figure)}`, verdict];
    }),
  );
}
