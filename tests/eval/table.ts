/** Tables of text that are Markdown too, so that a result can be pasted where it is told. */
import { type Rate, share } from './metrics.ts';

/** Aligns the first column left and the others right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const pad = (cell: string, i: number) =>
    i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(' | ')} |`;
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

const NOTHING = '–';

/** "91.3"; a dash when there was nothing to count. */
export function percent(rate: Rate): string {
  return rate.of === 0 ? NOTHING : (100 * share(rate)).toFixed(1);
}

/** "3 of 80". */
export function count({ n, of }: Rate): string {
  return of === 0 ? NOTHING : `${n} of ${of}`;
}

/** A number with fixed digits; a dash for none. */
export function fixed(value: number, digits: number): string {
  return Number.isFinite(value) ? value.toFixed(digits) : NOTHING;
}
