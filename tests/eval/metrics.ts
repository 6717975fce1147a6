/** The sums of an evaluation: rates, ranks and percentiles. */

/** A count of successes; kept as two numbers, so that sums and tolerances stay exact. */
export interface Rate {
  n: number;
  of: number;
}

/** How many of `items` hold. */
export function rateOf<T>(items: readonly T[], holds: (item: T) => boolean): Rate {
  return { n: items.filter(holds).length, of: items.length };
}

/** Share of a rate from 0 to 1; NaN when there was nothing to count. */
export const share = ({ n, of }: Rate): number => n / of;

/** Mean of some numbers; NaN of none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The smallest value that at least `part` (0 to 1) of all values do not exceed; NaN of none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

/** nDCG of the first `k` with gains of 0 or 1 (Järvelin and Kekäläinen 2002). */
export function ndcg(ids: readonly string[], relevant: ReadonlySet<string>, k: number): number {
  const gain = (place: number) => 1 / Math.log2(place + 2);
  const found = ids.slice(0, k).reduce((sum, id, place) => sum + (relevant.has(id) ? gain(place) : 0), 0);
  let ideal = 0;
  for (let place = 0; place < Math.min(k, relevant.size); place++) ideal += gain(place);
  return found / ideal;
}

/** Share of what is relevant that stands among the first `k`. */
export function recall(ids: readonly string[], relevant: ReadonlySet<string>, k: number): number {
  return ids.slice(0, k).filter((id) => relevant.has(id)).length / relevant.size;
}

/** Probability that a random positive scores above a random negative; ties count half. */
export function auc(positives: readonly number[], negatives: readonly number[]): number {
  const scored = [
    ...positives.map((score) => ({ score, isPositive: true })),
    ...negatives.map((score) => ({ score, isPositive: false })),
  ].sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0; from < scored.length; ) {
    let to = from;
    while (to < scored.length && scored[to]?.score === scored[from]?.score) to++;
    const rank = (from + 1 + to) / 2;
    ranks += rank * scored.slice(from, to).filter(({ isPositive }) => isPositive).length;
    from = to;
  }
  const { length } = positives;
  return (ranks - (length * (length + 1)) / 2) / (length * negatives.length);
}

/** Share of the negatives below the threshold that keeps `kept` (0 to 1) of the positives. */
export function refusedKeeping(
  kept: number,
  positives: readonly number[],
  negatives: readonly number[],
): number {
  const sorted = [...positives].sort((a, b) => a - b);
  const threshold = sorted[Math.floor((1 - kept) * sorted.length)] ?? Number.NEGATIVE_INFINITY;
  return share(rateOf(negatives, (score) => score < threshold));
}
