/** "Can I drill on Sunday?" against "... on weekdays from 8 to 18, never on Sundays": the part of a sentence that denies the day asked about. */
import { daysIn } from '../days.ts';
import { type Read, type Side, SURE, stems } from './asked.ts';

const DENIES = /\b(?:never|not(?! only)|no|except|apart from|other than|closed|shut)\b/i;
const DAY_WORDS = stems(
  'monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays weekday weekdays weekend weekends',
);

/** The side on whether it is so on a day; only where that day is denied. */
export function sideByDay({ asks, clauses, held }: Read): Side | undefined {
  const asked = daysIn(asks);
  if (asked.size === 0 || /\b(?:not|never|no|closed|shut)\b|n['’]t\b/.test(asks)) return undefined;
  if (clauses.length < 2 || held(DAY_WORDS) < SURE.no) return undefined;
  const isDenied = (day: number) => clauses.some((text) => DENIES.test(text) && daysIn(text).has(day));
  return [...asked].every(isDenied) ? 'no' : undefined;
}
