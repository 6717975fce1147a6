/** Fills the words of the interface with numbers, and finds the words for an error. */
import type { Strings } from './locales/strings.ts';

/** Fills `{n}` and chooses between the forms of "one|many". */
export function count(template: string, n: number): string {
  const forms = template.split('|');
  return ((n === 1 ? forms[0] : forms[1]) ?? forms[0] ?? '').replace('{n}', String(n));
}

/** What to tell the visitor about an error code; the server's own English words where we have none. */
export function errorText(strings: Strings, code: string, message: string): string {
  return Object.hasOwn(strings.errors, code) ? (strings.errors[code] ?? message) : message;
}
