/** Picks every word of the interface by locale; the words themselves stand in `locales/`. */
import { ar } from './locales/ar.ts';
import { de } from './locales/de.ts';
import { en } from './locales/en.ts';
import { es } from './locales/es.ts';
import { fr } from './locales/fr.ts';
import type { Strings } from './locales/strings.ts';

const LOCALES: Record<string, Strings> = { en, de, es, fr, ar };
const RIGHT_TO_LEFT = new Set(['ar']);

export interface Language {
  /** The locale drawn: one of ours, so possibly not the one asked for. */
  locale: string;
  direction: 'ltr' | 'rtl';
  strings: Strings;
}

/** @returns the first wanted locale that we speak ("de-AT" finds "de"), else English. */
export function pickLanguage(wanted: readonly (string | null | undefined)[]): Language {
  for (const each of wanted) {
    const locale = each?.toLowerCase().split(/[-_]/)[0] ?? '';
    const strings = Object.hasOwn(LOCALES, locale) ? LOCALES[locale] : undefined;
    if (strings) return { locale, direction: RIGHT_TO_LEFT.has(locale) ? 'rtl' : 'ltr', strings };
  }
  return { locale: 'en', direction: 'ltr', strings: en };
}

/** Fills `{n}` and chooses between the forms of "one|many". */
export function count(template: string, n: number): string {
  const forms = template.split('|');
  return ((n === 1 ? forms[0] : forms[1]) ?? forms[0] ?? '').replace('{n}', String(n));
}

/** What to tell the visitor about an error code; the server's own English words where we have none. */
export function errorText(strings: Strings, code: string, message: string): string {
  return Object.hasOwn(strings.errors, code) ? (strings.errors[code] ?? message) : message;
}
