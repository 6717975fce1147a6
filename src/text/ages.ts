/** Ages of people: the one that a question tells, and those that a sentence is about ("under 4s", "65 and over"). English only. */

/** An age, where its number starts, and where the words end that say it is one. */
export interface Age {
  years: number;
  start: number;
  end: number;
}

/** Ages from the first to the last, both included; `Infinity` where there is no last. */
export type Band = readonly [from: number, to: number];

const AGE =
  /\b(\d{1,2})(?:[ -]?(?:years?|yrs?|y)[ -]?olds?|[ -]?y\/?o)\b|\b(?:i['’]?m|i am|(?:he|she)(?:['’]s| is)|(?:son|daughter|child|kid|boy|girl|brother|sister|mum|mom|mother|dad|father|grandma|grandpa|gran|husband|wife|friend|partner)(?:['’]s| is)|aged?|turned|turning)(?: (?:only|just|already|about|nearly|almost|now))? (\d{1,2})\b(?![:.,]\d| ?(?:%|[a-z]*m\b|km|kg|minutes?|mins?|hours?|days?|weeks?|months?|miles?|people|of us|from\b))/gi;

/** The age of whom a text is about; undefined where it tells none, or several. Linear in its length. */
export function ageIn(text: string): Age | undefined {
  const [found, ...others] = text.matchAll(AGE);
  if (!found || others.length > 0) return undefined;
  const digits = found[1] ?? found[2] ?? '';
  const start = found.index + found[0].indexOf(digits);
  return { years: Number(digits), start, end: found.index + found[0].length };
}

const NUMBERS: Record<string, number> = {
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  'twenty-one': 21,
  sixty: 60,
  'sixty-five': 65,
  seventy: 70,
};
const N = `(\\d{1,2}|${Object.keys(NUMBERS)
  .toSorted((a, b) => b.length - a.length)
  .join('|')})`;
/** What no age is followed by. */
const NO_AGE =
  '(?![:.,]?\\d| ?(?:%|[€£$]|a\\.?m|p\\.?m|minutes?|mins?|hours?|days?|weeks?|months?|miles?|metres?|meters?|m\\b|[cmk]m\\b|ml|litres?|km|kg|g\\b|people|places|times|per\\b|books|items|nights|euros?|pounds?|dollars?))';

/** What a band looks like, and what its one or two numbers say. */
const BANDS: readonly (readonly [RegExp, (one: number, other: number) => Band])[] = [
  [
    new RegExp(`\\b(?:under|below|younger than)(?: the age of)?[ -]${N}s?\\b${NO_AGE}`, 'g'),
    (n) => [0, n - 1],
  ],
  [new RegExp(`\\b(?:up to|until) (?:the age of |age )${N}\\b|\\bup to ${N} years`, 'g'), (n) => [0, n]],
  [
    new RegExp(
      `\\b(?:over|above|older than)(?: the age of)?[ -]${N}s\\b|\\b(?:over|above|older than)(?: the age of)? ${N}\\b${NO_AGE}`,
      'g',
    ),
    (n) => [n, Number.POSITIVE_INFINITY],
  ],
  [
    new RegExp(
      `\\b${N}(?: years)?(?: old)?,? (?:or|and) (?:over|older|above|upwards?|up)\\b|\\b${N}\\+(?!\\d)`,
      'g',
    ),
    (n) => [n, Number.POSITIVE_INFINITY],
  ],
  [
    new RegExp(
      `\\bfrom (?:the age of |age )${N}\\b|\\bat least ${N} years old|\\b(?:have to|has to|must|need to|needs to) be (?:at least |over )?${N}\\b${NO_AGE}`,
      'g',
    ),
    (n) => [n, Number.POSITIVE_INFINITY],
  ],
  [new RegExp(`\\bfrom ${N} to ${N}\\b${NO_AGE}`, 'g'), (n, m) => [n, m]],
  [
    new RegExp(
      `\\b(?:age[sd]?|between|child(?:ren)?|juniors?|youths?|teens?|teenagers?|young people|kids?) \\(?${N} ?(?:–|-|to|and) ?${N}\\b${NO_AGE}`,
      'g',
    ),
    (n, m) => [n, m],
  ],
  [
    new RegExp(`\\(${N} ?(?:–|-|to) ?${N}(?: years)?\\)|\\b${N} ?(?:–|-|to) ?${N}[ -]year`, 'g'),
    (n, m) => [n, m],
  ],
];

/** The ages that a sentence is about; empty where it is about none. Linear in its length. */
export function bandsIn(text: string): Band[] {
  const lower = text.toLowerCase();
  return BANDS.flatMap(([pattern, toBand]) =>
    [...lower.matchAll(pattern)].map((match) => {
      const [one = 0, other = 0] = match
        .slice(1)
        .filter((part) => part !== undefined)
        .map((part) => NUMBERS[part] ?? Number(part));
      return toBand(one, other);
    }),
  );
}

/** From these ages on people are called seniors, and adults. */
const SENIOR = 60;
const ADULT = 18;

/** Words for people of an age, as knowledge folders write them: "child", "under 4s". */
export function wordsForAge(years: number): string[] {
  if (years >= SENIOR) return ['senior', 'pensioner', ...range(SENIOR, years)];
  if (years < ADULT) return ['child', 'junior', ...range(years + 1, ADULT)];
  return ['adult'];
}

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => `${from + i}s`);
}
