/** "Do visitors usually book ahead?", "Is it always open?": how many, or how often. */
import { type Read, type Side, SURE, stems } from './asked.ts';

/** Asks for more than half of them, or of the time. */
const ASKS_MOST =
  /\b(?:usually|often|mostly|most|commonly|typically|normally|generally|frequently|many|mainly|main|regularly)\b/i;
/** Asks for each of them, and every time. */
const ASKS_ALL = /\b(?:always|all|every|everyone|everybody|everything|each|any time)\b/i;
const AMOUNTS = stems(
  'usually often mostly most commonly typically normally generally frequently many mainly main regularly always all every everyone everybody everything each time',
);

const FEW =
  /\b(?:few(?! more)|rarely|seldom|hardly|barely|scarcely|a handful|a minority|a fraction|a small (?:part|share|number)|only (?:about |around |some )?(?:\d|one|two|three|four|five|a few|some|a small))\b/i;
const MOST =
  /\b(?:most|usually|mostly|often|typically|commonly|normally|generally|frequently|many|the majority|nearly all|almost (?:all|every|always)|always|regularly|as a rule)\b/i;
const EXCEPT = /\b(?:except|apart from|only|not (?:all|every|always)|sometimes|some|but not)\b/i;
const PERCENT = /(?<!\d)(\d{1,9}(?:\.\d{1,9})?) ?(?:%|per ?cent\b)/;
/** Percent of them that are few, and that are most. */
const SHARES = { few: 30, most: 50 };

/** Whether a sentence says of few only what it says: "in 4 % of them", "rarely". */
export function isOfFew(sentence: string): boolean {
  return (
    Number(PERCENT.exec(sentence)?.[1] ?? Number.NaN) < SHARES.few ||
    /\b(?:rarely|seldom|hardly|barely|some of)\b/i.test(sentence)
  );
}

/** The side on how many, or how often. */
export function sideByAmount({ asks, sentence, clauses, held }: Read): Side | undefined {
  const most = ASKS_MOST.test(asks);
  const all = ASKS_ALL.test(asks);
  if (!most && !all) return undefined;
  const share = held(AMOUNTS);
  if (share < SURE.no || /\b(?:not|never|no)\b|n['’]t\b/i.test(asks)) return undefined;
  const percent = Number(PERCENT.exec(sentence)?.[1] ?? Number.NaN);
  if (FEW.test(sentence) || percent < SHARES.few) return 'no';
  if (all && EXCEPT.test(sentence)) return 'not always';
  const isDenied = /\b(?:not|no|never|nobody|none|cannot)\b|n['’]t\b/i.test(sentence);
  if (all || isDenied) return undefined;
  // "Cancelled tours are refunded, often within a day": what is said of most must be what is asked.
  const isOfMost = clauses.some((text) => MOST.test(text) && held(AMOUNTS, text) >= SURE.yes);
  return isOfMost || (percent > SHARES.most && share >= SURE.yes) ? 'yes' : undefined;
}
