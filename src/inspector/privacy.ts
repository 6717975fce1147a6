/**
 * Takes out of a stranger's turn what may say who she is, before a presenter shows it to a room. A word of hers that the
 * answer repeats is not found: there it looks like any other.
 */
import type { Entry } from './record.ts';

/** Takes personal data out of a text. */
export type Mask = (text: string) => string;

/** Fields that hold a visitor's words, wherever they stand. What articles and models say is left as it is. */
const HERS: ReadonlySet<string> = new Set(['question', 'standaloneQuery', 'query', 'typed']);
/** Variables of a prompt whose values hold them. */
const IN_PROMPT: ReadonlySet<string> = new Set(['question', 'standaloneQuery', 'history', 'profile']);

/** @returns the entry with her own words masked, by their form: no form finds every name. */
export function maskEntry(entry: Entry, mask: Mask): Entry {
  return masked(entry, mask) as Entry;
}

function masked(value: unknown, mask: Mask, key = '', isHers = false): unknown {
  if (typeof value === 'string') return isHers || HERS.has(key) ? mask(value) : value;
  if (Array.isArray(value)) return value.map((each) => masked(each, mask, key, isHers));
  if (typeof value !== 'object' || value === null) return value;
  const variable = 'variable' in value ? String(value.variable) : '';
  // What earlier turns carry over, and what a tool remembers, are her words through and through.
  const hers = isHers || IN_PROMPT.has(variable) || key === 'carried' || key === 'memory';
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, masked(each, mask, name, hers)]),
  );
}
