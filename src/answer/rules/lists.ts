/** Questions that a list answers as a whole: its third step, how many there are, or all that stands under its heading. */
import type { Hit, Passage } from '../../domain.ts';
import { sentences } from '../../text/sentences.ts';
import { terms as contentTerms, stem, words } from '../../text/tokenize.ts';
import type { AnswerTask } from '../answerer.ts';
import { sentencesOf } from '../passage-sentences.ts';
import { answerTypeTest } from './answer-type.ts';
import type { Statement } from './compose.ts';
import { isHeader, readRow } from './rows.ts';
import type { Said } from './rules.ts';
import type { ScoredSentence } from './select.ts';

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(
  ' ',
);
const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
/** What entries of a list are called, whatever they are. */
const ENTRY =
  '(steps?|rules?|points?|tips?|items?|stages?|phases?|tasks?|things?|ingredients?|reasons?|entry|entries|stops?|stations?|exercises?|lessons?)';
const NTH = new RegExp(
  `\\b(?:(\\d{1,2})(?:st|nd|rd|th)|(${ORDINALS.join('|')})|(last|final)) ${ENTRY}\\b|\\b${ENTRY} (?:number |no\\.? ?|#)?(\\d{1,2}|${NUMBERS.join('|')})\\b`,
  'i',
);
const COUNT = /\bhow many ([\p{L}-]{3,30})\b/iu;
/** Questions that want less than all of a list. */
const WANTS_LESS =
  /\b(?:most|least|best|worst|first|last|next|only|any|more|less|better|worse|(?:cheap|fast|quick|slow|long|short|eas|hard|earl|lat|big|small|high|low)i?e(?:r|st))\b/i;

/** Lines of a list or table at most, and words, that are said as one answer. */
const WHOLE = { lines: 12, words: 150 };
/** Fewer lines may as well be two paragraphs. */
const MIN_ITEMS = 3;
/** Passages among which the list is looked for. */
const READ = 5;
/** Share of the best passage's coverage from which a list is about what is asked. */
const NEARLY = 0.6;

/** What stands above steps, whatever it calls them. */
const METHOD =
  /\b(?:methods?|steps?|instructions?|directions|procedures?|preparation|process|how (?:to|i|we|do|you)|set(?:ting)? ?up|guide)\b/i;

interface Listing {
  hit: Hit;
  /** Each line as its sentences. */
  lines: string[][];
  /** The line that leads in to the entries, up to its colon. */
  lead?: string;
  isTable: boolean;
  /** Whether its heading says that it tells how something is done. */
  isMethod: boolean;
  /** Terms of what stands above: the heading, the headers of a table, the line that leads in. */
  above: ReadonlySet<string>;
}

/** Passages do not change, so each is read once. */
const listings = new WeakMap<Passage, Listing | undefined>();

/** The list or table that a passage is; undefined for a text. */
function listingOf(hit: Hit): Listing | undefined {
  const { passage } = hit;
  if (!listings.has(passage)) listings.set(passage, readListing(hit));
  const listing = listings.get(passage);
  return listing && { ...listing, hit };
}

function readListing(hit: Hit): Listing | undefined {
  const sound = new Set(sentencesOf(hit.passage).map(({ text }) => text));
  const lines = hit.passage.text
    .split('\n')
    .map((line) => sentences(line).flatMap(({ text }) => (sound.has(text) ? [text] : [])))
    .filter((line) => line.length > 0);
  const isLead = (line: readonly string[] | undefined) =>
    line !== undefined && (isHeader(line.join(' ')) || line.at(-1)?.endsWith(':') === true);
  const leads = isLead(lines[0]) ? lines.slice(0, 1) : [];
  const items = lines.slice(leads.length);
  if (items.length < MIN_ITEMS) return undefined;
  const heading = hit.passage.headings.at(-1) ?? hit.document.title;
  // What stands before the sentence that leads in is told by itself.
  const lead = leads.flat().at(-1);
  const above = contentTerms([heading, lead ?? ''].join('\n')).map(({ term }) => term);
  const isTable = items.every((line) => readRow(line.join(' ')) !== undefined);
  const leadsIn = lead?.endsWith(':') ? { lead } : {};
  return { hit, ...leadsIn, lines: items, isTable, isMethod: METHOD.test(heading), above: new Set(above) };
}

/** Answers from a list where the question asks for one of its entries by number, for their number, or for all of them. */
export function answerFromList(task: AnswerTask): Said | undefined {
  const { question, hits, type } = task;
  const nth = NTH.exec(question);
  const counted = COUNT.exec(question)?.[1];
  if (!nth && counted === undefined && (type === 'yes-no' || type === 'why' || type === 'choice'))
    return undefined;
  const most = hits[0]?.coverage ?? 0;
  const lists = hits
    .slice(0, nth ? hits.length : READ)
    .filter(({ coverage }) => coverage >= NEARLY * most)
    .flatMap((hit) => listingOf(hit) ?? []);
  if (nth) {
    const noun = stem((nth[4] ?? nth[5] ?? '').toLowerCase());
    const place = placeOf(nth);
    const [list] = lists
      .filter(({ isTable }) => !isTable)
      .map((one) => ({
        one,
        worth:
          Number(one.above.has(noun)) * 2 +
          Number(noun === 'step' && one.isMethod) * 2 +
          Number(one.lines.length >= place),
      }))
      .sort((a, b) => b.worth - a.worth);
    return list && entry(list.one, place);
  }
  const { kinds, weigh } = answerTypeTest(question);
  const isKind = ({ lines }: Listing) =>
    counted !== undefined || kinds.length === 0 || lines.some((line) => line.some((text) => weigh(text) > 0));
  const list = lists.find((one) => isKind(one) && isAskedFor(one, task, counted));
  if (!list) return undefined;
  const whole = list.lines.flat();
  if (counted === undefined) return isLong(list) ? undefined : said(list, whole, leadOf(list));
  return said(list, isLong(list) ? whole.slice(0, 3) : whole, `The list names ${list.lines.length}. `);
}

const leadOf = ({ lead }: Listing) => (lead === undefined ? '' : `${lead} `);

function isLong({ lines }: Listing): boolean {
  const count = lines.flat().reduce((sum, text) => sum + words(text).length, 0);
  return lines.length > WHOLE.lines || count > WHOLE.words;
}

/**
 * The whole list, behind the line that leads in to it, where that line or one of its entries answers best: "To join, bring: ..."
 * @returns undefined where one entry is asked for, or the list is long.
 */
export function answerFromLedList(
  { question, type }: AnswerTask,
  best: Pick<ScoredSentence, 'hit' | 'text'>,
): Said | undefined {
  if (type === 'yes-no' || type === 'why' || WANTS_LESS.test(question)) return undefined;
  if (answerTypeTest(question).kinds.length > 0) return undefined;
  const list = listingOf(best.hit);
  const { lead } = list ?? {};
  if (!list || lead === undefined || isLong(list)) return undefined;
  const whole = list.lines.flat();
  return best.text === lead || whole.includes(best.text) ? said(list, whole, leadOf(list)) : undefined;
}

/** Which entry is asked for, from 1; 0 for the last. */
function placeOf([, digits, ordinal, last, , , number]: RegExpExecArray): number {
  if (last !== undefined) return 0;
  if (ordinal !== undefined) return ORDINALS.indexOf(ordinal.toLowerCase()) + 1;
  return NUMBERS.indexOf(number?.toLowerCase() ?? '') + 1 || Number(digits ?? number);
}

function entry(list: Listing, asked: number): Said {
  const { lines } = list;
  const place = asked === 0 ? lines.length : asked;
  const line = lines[place - 1];
  if (line) return said(list, line, `Number ${place} of ${lines.length}: `);
  return { lead: `The list has only ${lines.length} entries.`, statements: [], outcome: 'abstained' };
}

/** Whether a question asks for just what a list stands for: all it names is told above the list. */
function isAskedFor(
  { above, isTable, lines }: Listing,
  { terms, question }: AnswerTask,
  counted: string | undefined,
): boolean {
  const isAbove = (term: string, alike: readonly string[] = []) =>
    above.has(term) || alike.some((other) => above.has(other));
  if (counted !== undefined) {
    const noun = stem(counted.toLowerCase());
    // "Dormitory: 48 francs" tells of a kind of bed, and not of one.
    if (lines.some((line) => line[0]?.includes(': '))) return false;
    return isAbove(noun) || (!isTable && new RegExp(`^${ENTRY}$`, 'i').test(counted));
  }
  if (WANTS_LESS.test(question)) return false;
  const asked = terms.filter(({ weight }) => weight === 1);
  return asked.length > 0 && asked.every(({ term, alike }) => isAbove(term, alike));
}

function said({ hit }: Listing, texts: readonly string[], lead = ''): Said {
  const statements = texts.map((text): Statement => ({ text, from: { hit, text } }));
  return { lead, statements, outcome: 'answered' };
}
