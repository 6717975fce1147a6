/** A figure measured on a public collection, beside its goal. */

export interface PublicFigure {
  /** Collection and measure; the name under which the baseline keeps it. */
  name: string;
  value: number;
  /** What is wanted: at least this, or at most where `isLess`. */
  goal?: number;
  isLess?: boolean;
  /** A share from 0 to 1, which the baseline keeps; others are sizes and times. */
  isRate: boolean;
  unit: '' | '%' | 'ms' | 's' | 'words';
}

/** A share from 0 to 1, shown as such: nDCG and the like. */
export function score(name: string, value: number, goal?: number): PublicFigure {
  return { name, value, isRate: true, unit: '', ...(goal === undefined ? {} : { goal }) };
}

/** A share from 0 to 1, shown in percent. */
export function part(name: string, value: number, goal?: number): PublicFigure {
  return { ...score(name, value, goal), unit: '%' };
}

/** A size or time, better when less. */
export function size(name: string, value: number, unit: PublicFigure['unit'], goal?: number): PublicFigure {
  return { name, value, isRate: false, unit, isLess: true, ...(goal === undefined ? {} : { goal }) };
}
