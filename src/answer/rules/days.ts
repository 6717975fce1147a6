/** Days of the week, as a question asks for them and as opening hours name them: "Mon–Fri", "weekends", "daily". */

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const NAME =
  '(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?';
/** Shortened names are words of their own in small letters ("sat", "sun"): there a capital or a range must tell. */
const DAY = new RegExp(`\\b${NAME}\\b\\.?(?:\\s*(?:–|—|-|to|till|until|through)\\s*${NAME}\\b)?`, 'gi');
const SHORT = /^(?:mon|wed|sat|sun)s?$/;

function indexOf(name: string): number {
  return DAYS.findIndex((day) => day.startsWith(name.toLowerCase().slice(0, 3)));
}

/** The days that a text names, from 0 for Monday; empty where it names none. Linear in its length. */
export function daysIn(text: string): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [, from = '', to] of text.matchAll(DAY)) {
    if (to === undefined && SHORT.test(from)) continue;
    const first = indexOf(from);
    const last = to === undefined ? first : indexOf(to);
    for (let day = first; ; day = (day + 1) % DAYS.length) {
      found.add(day);
      if (day === last) break;
    }
  }
  if (/\bweek-?days?\b/i.test(text)) for (const day of [0, 1, 2, 3, 4]) found.add(day);
  if (/\bweek-?ends?\b/i.test(text)) for (const day of [5, 6]) found.add(day);
  if (/\b(?:daily|every ?day|each day|all week|seven days|7 days)\b/i.test(text))
    for (const day of DAYS.keys()) found.add(day);
  return found;
}

/** On the scale of sentence scores: it names the day asked about, or other days only. */
const BONUS = { asked: 0.6, other: -0.6 };

/** What a sentence that names days counts for where others are asked about. */
export function dayBonus(asked: ReadonlySet<number>, named: ReadonlySet<number>): number {
  if (named.size === 0) return 0;
  return [...asked].some((day) => named.has(day)) ? BONUS.asked : BONUS.other;
}
