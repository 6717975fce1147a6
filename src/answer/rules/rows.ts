/** The rows of tables as they are said ("Adult – Price: 9 euros; Age: 16 and over"), and which of them is the most or the least. */
import type { Hit } from '../../domain.ts';
import { terms as contentTerms, words } from '../../text/tokenize.ts';
import type { AnswerTask } from '../answerer.ts';
import { readPassage } from './reading.ts';

export interface Row {
  name: string;
  cells: readonly { header: string; cell: string }[];
}

const CELL = /^([^:;]{1,60}): (.+)$/;

/** Reads a sentence as a row; undefined where it is none. Linear in its length. */
export function readRow(text: string): Row | undefined {
  const dash = text.indexOf(' – ');
  if (dash < 1) return undefined;
  const cells = text
    .slice(dash + 3)
    .replace(/\.$/, '')
    .split('; ')
    .map((part) => CELL.exec(part));
  if (!cells[0]) return undefined;
  return {
    name: text.slice(0, dash),
    cells: cells.map((match) => ({ header: match?.[1] ?? '', cell: match?.[2] ?? '' })),
  };
}

/** Whether a line holds the headers of a table. */
export function isHeader(text: string): boolean {
  return text.includes(' | ');
}

type Measure = 'money' | 'time';

/** What a question compares by, and which end it asks for. General English only. */
const ENDS: readonly (readonly [RegExp, Measure, 1 | -1])[] = [
  [
    /\b(?:cheapest|least expensive|most affordable|lowest (?:price|cost|fee|rate)|costs? (?:the )?least)\b/i,
    'money',
    -1,
  ],
  [
    /\b(?:most expensive|priciest|dearest|costliest|highest (?:price|cost|fee|rate)|costs? (?:the )?most)\b/i,
    'money',
    1,
  ],
  [/\b(?:fastest|quickest|shortest|takes? (?:the )?least time)\b/i, 'time', -1],
  [/\b(?:slowest|longest|takes? (?:the )?(?:longest|most time))\b/i, 'time', 1],
];

const COSTS =
  /[$€£¥]|\b(?:price|cost|fee|rate|charge)s?\b|\b(?:dollars?|euros?|pounds?|francs?|usd|eur|gbp|chf)\b/i;
const SPAN =
  /(?<![\d.,])(\d{1,9}(?:[.,]\d{1,9})?)[^\d]{0,12}?\b(sec(?:ond)?|min(?:ute)?|h(?:r|our)?|day|evening|morning|night|week|month|year)s?\b/i;
/** Minutes. */
const UNITS: Record<string, number> = {
  sec: 1 / 60,
  second: 1 / 60,
  min: 1,
  minute: 1,
  h: 60,
  hr: 60,
  hour: 60,
  day: 1440,
  evening: 1440,
  morning: 1440,
  night: 1440,
  week: 10_080,
  month: 43_800,
  year: 525_600,
};

function measured({ header, cell }: Row['cells'][number], measure: Measure): number | undefined {
  if (measure === 'time') {
    const [, count = '', unit = ''] = SPAN.exec(cell) ?? [];
    return count === '' ? undefined : Number(count.replace(',', '.')) * (UNITS[unit.toLowerCase()] ?? 1);
  }
  if (!COSTS.test(header) && !COSTS.test(cell)) return /^free\b/i.test(cell) ? 0 : undefined;
  if (/^free\b/i.test(cell)) return 0;
  // "1,250" and "1.250" are thousands, "11.50" and "11,50" are not.
  const digits = /\d[\d.,']*/.exec(cell)?.[0];
  return digits === undefined
    ? undefined
    : Number(digits.replace(/[.,'](?=\d{3}(?!\d))/g, '').replace(',', '.'));
}

/** What a word of like meaning counts for in the name of a row. */
const ALIKE = 0.5;
/** Passages whose tables are compared. */
const READ = 6;

/**
 * The rows that are the cheapest, the longest, whatever the question asks for, by their passage and text; empty where it does
 * not ask so, or no table tells. Rows are compared only with those of the same table that the question names as well.
 */
export function extremes({ standaloneQuery, hits, terms, lexicon }: AnswerTask): ReadonlySet<string> {
  const end = ENDS.find(([asked]) => asked.test(standaloneQuery));
  if (!end) return new Set();
  const [compares, measure, direction] = end;
  const comparing = new Set(words(compares.exec(standaloneQuery)?.[0] ?? '').map(({ word }) => word));
  const asked = terms.filter(
    ({ weight, spread, word }) => weight === 1 && spread < 1 && !comparing.has(word),
  );
  const shareOf = (found: ReadonlySet<string>, { term, alike }: (typeof terms)[number]) =>
    found.has(term) ? 1 : alike.some((other) => found.has(other)) ? ALIKE : 0;
  for (const hit of hits.slice(0, READ)) {
    const { sentences, around } = readPassage(hit, lexicon);
    const table = sentences.flatMap(({ text }) => {
      const row = readRow(text);
      if (!row) return [];
      const column =
        row.cells.find(
          (cell) =>
            measured(cell, measure) !== undefined &&
            contentTerms(cell.header).some(({ term }) => asked.some((one) => one.term === term)),
        ) ?? row.cells.find((cell) => measured(cell, measure) !== undefined);
      const value = column && measured(column, measure);
      if (value === undefined) return [];
      const name = new Set(contentTerms(row.name).map(({ term }) => term));
      return [{ text, value, named: asked.reduce((sum, term) => sum + shareOf(name, term), 0) }];
    });
    const headers = new Set(
      sentences.filter(({ text }) => isHeader(text)).flatMap(({ terms: found }) => [...found]),
    );
    const isOf =
      asked.length === 0 || asked.some((term) => shareOf(around, term) + shareOf(headers, term) > 0);
    const column = isOf ? sentences.find(({ text }) => comparesColumns(text, measure)) : undefined;
    if (column && table.length < 2) return new Set([rowKey(hit, column.text)]);
    const most = Math.max(0, ...table.map(({ named }) => named));
    const compared = table.filter(({ named }) => named === most);
    if (table.length < 2 || compared.length === 0 || (most === 0 && !isOf)) continue;
    const best = compared.reduce((one, other) =>
      direction * other.value > direction * one.value ? other : one,
    );
    return new Set(compared.filter(({ value }) => value === best.value).map(({ text }) => rowKey(hit, text)));
  }
  return new Set();
}

/** What a row is called that holds what each column costs, or takes. */
const NAMES = { money: COSTS, time: /\b(?:time|duration|takes?|how long|days|hours|minutes|weeks)\b/i };

/** "Monthly price – Solo: 9 €; Studio: 29 €" compares by itself. */
function comparesColumns(text: string, measure: Measure): boolean {
  const row = readRow(text);
  if (!row || !NAMES[measure].test(row.name)) return false;
  return row.cells.filter((cell) => measured(cell, measure) !== undefined).length > 1;
}

/** How {@link extremes} names a row. */
export function rowKey({ passage }: Hit, text: string): string {
  return `${passage.id} ${text}`;
}
