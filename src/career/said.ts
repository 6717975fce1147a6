/** What a career tool answers: statements to be cited and read aloud, and the figure beside them. */
import type { Cited, Figure } from '../figures.ts';
import type { Reason } from './schema.ts';

/** A sentence or list item of the answer, and what it stands on. */
export interface Statement {
  text: string;
  reason?: Reason;
  /** `sentence` runs on in its paragraph, `item` is a line of a list, `lead` opens a paragraph. */
  form: 'lead' | 'sentence' | 'item';
}

/** Number of the citation that the answer's text gives to a reason; undefined when it cites no passage for it. */
export type MarkerOf = (reason: Reason) => number | undefined;

export interface Said {
  statements: Statement[];
  figure(markerOf: MarkerOf): Figure;
}

export function lead(text: string, reason?: Reason): Statement {
  return { form: 'lead', text, ...(reason ? { reason } : {}) };
}

export function sentence(text: string, reason?: Reason): Statement {
  return { form: 'sentence', text, ...(reason ? { reason } : {}) };
}

export function item(text: string, reason?: Reason): Statement {
  return { form: 'item', text, ...(reason ? { reason } : {}) };
}

/** The figure's marker of a reason, as a field that is absent where there is none. */
export function cite(markerOf: MarkerOf, reason: Reason | undefined): Cited {
  const marker = reason && markerOf(reason);
  return marker === undefined ? {} : { marker };
}

/** "one", "one and two", "one, two and three"; with a comma before the joint where a part holds it: "one, two and a half, and three". */
export function enumerate(parts: readonly string[], joint = 'and'): string {
  if (parts.length < 2) return parts[0] ?? '';
  const comma = parts.some((part) => part.includes(` ${joint} `)) ? ',' : '';
  return `${parts.slice(0, -1).join(', ')}${comma} ${joint} ${parts.at(-1)}`;
}

/** "1 point", "2 points". */
export function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}

/** "an AI engineer", "an ML engineer", "a data scientist": by the sound, with letters that are spelt out. */
export function withArticle(name: string): string {
  const isSpelt = /^[A-Z]{2}/.test(name);
  const isVowel = isSpelt ? /^[AEFHILMNORSX]/.test(name) : /^[aeiou]/i.test(name);
  return `${isVowel ? 'an' : 'a'} ${name}`;
}
