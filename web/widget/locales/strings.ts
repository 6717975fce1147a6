/** Every word of the interface. `{n}` is a number; "one|many" holds two forms. */

import type { Locale } from '../contract.ts';

/** One language. `notices` is keyed by the wire's notice, `errors` by its error code (a missing one shows the server's text). */
export interface Strings {
  locale: Locale;
  direction: 'ltr' | 'rtl';
  title: string;
  subtitle: string;
  greeting: string;
  close: string;
  transcript: string;
  placeholder: string;
  followUp: string;
  send: string;
  stop: string;
  searching: string;
  searchingSome: string;
  reading: string;
  writing: string;
  sources: string;
  source: string;
  openSource: string;
  article: string;
  notes: string;
  withoutModel: string;
  unsupported: string;
  noSource: string;
  copy: string;
  copied: string;
  helpful: string;
  yes: string;
  no: string;
  missing: string;
  thanks: string;
  again: string;
  edit: string;
  editing: string;
  cancel: string;
  retry: string;
  stopped: string;
  interrupted: string;
  cutShort: string;
  connecting: string;
  offline: string;
  tryNow: string;
  closed: string;
  wait: string;
  newText: string;
  agree: string;
  save: string;
  kept: string;
  forget: string;
  forgetSure: string;
  forgotten: string;
  charactersLeft: string;
  youAsked: string;
  table: string;
  code: string;
  notices: Record<string, string>;
  errors: Record<string, string>;
}
