/** Fills the words of the interface with numbers, and finds the words for an error. */
import type { Strings } from './locales/strings.ts';

/** Fills `{n}` and chooses between the forms of "one|many". */
export function count(template: string, n: number | string): string {
  const [one = '', many = one] = template.split('|');
  return (n === 1 ? one : many).replace('{n}', String(n));
}

/** When to come back: "Ask again in 40 seconds", "in 5 minutes". */
export function waitText(strings: Strings, waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  const form = new Intl.RelativeTimeFormat(strings.locale);
  const when = seconds < 90 ? form.format(seconds, 'second') : form.format(Math.ceil(seconds / 60), 'minute');
  return count(strings.wait, when);
}

/** What to tell the visitor about an error code; the server's own English words where we have none. */
export function errorText(strings: Strings, code: string, message: string): string {
  return strings.errors[code] ?? message;
}
