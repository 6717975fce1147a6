/** Splits plain English text to sentences. */

/** A sentence and where it stands: `text === source.slice(start, end)`, without space around it. */
export interface Sentence {
  text: string;
  start: number;
  end: number;
}

const STOPS = '.!?…';
/** Full stops of scripts that put no space after them. */
const WIDE_STOPS = '。！？｡';
const CLOSERS = '"\'”’)]»*_`』」）';
const OPENERS = '"\'“‘([«*_`『「（';

/** Never the end of a sentence: a name, number or clause always follows. */
const BEFORE_MORE = words(
  'mr mrs ms dr prof st mt gen col sgt rev hon gov sen rep vs cf e.g i.e eg ie viz approx incl excl esp resp tel fax',
);
/** An abbreviation only before a digit ("No. 5"); else a word of its own. */
const BEFORE_NUMBER = words('no nr fig figs eq sec ch p pp vol art ver v ca');
/** May end a sentence: they do when what follows starts like one. */
const MAYBE_LAST = words(
  'etc al inc ltd co corp jr sr dept est min max jan feb mar apr jun jul aug sep sept oct nov dec',
);
/** Words that start sentences and hardly ever names: they decide after initials such as "U.S." or "J.". */
const STARTERS = words(
  'the a an this that these those it its he she we you they i there here in on at if when while but and or so then for as what how why who not no yes most some many our your their his her my with after before however also both',
);
/** Behind these a single letter is a label, and no initial: "by entrance B.". */
const LABELLED = words(
  'entrance building block room option plan type grade class vitamin point step part section group team gate door level terminal hall appendix size wing unit floor letter zone platform staircase stairwell exit line side table example case phase variant category tier bay aisle area track band key house flat apartment tower stage schedule form question answer column',
);

/**
 * Splits `text` at ends of sentences and at every line break. Abbreviations, initials, decimals, versions and list
 * numbers do not end a sentence; quotation marks, brackets and citation markers right after the stop belong to it.
 * Linear time. `Intl.Segmenter` was rejected: it breaks after "Dr." and "e.g.", and its rules change with ICU.
 */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  let start = 0;
  const close = (end: number) => {
    const body = text.slice(start, end);
    const trimmed = body.trim();
    const from = start + body.length - body.trimStart().length;
    if (trimmed !== '') found.push({ text: trimmed, start: from, end: from + trimmed.length });
    start = end;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\n' || char === '\r' || char === '\u2028' || char === '\u2029') {
      close(at);
    } else if (WIDE_STOPS.includes(char)) {
      at = skip(text, at + 1, WIDE_STOPS + CLOSERS) - 1;
      close(at + 1);
    } else if (STOPS.includes(char)) {
      const stop = at;
      const afterStops = skip(text, at + 1, STOPS);
      const end = skipMarkers(text, skip(text, afterStops, CLOSERS));
      if (endsHere(text, start, stop, afterStops, end)) close(end);
      at = end - 1;
    }
  }
  close(text.length);
  return found;
}

function words(list: string): Set<string> {
  return new Set(list.split(' '));
}

function skip(text: string, from: number, chars: string): number {
  let at = from;
  while (at < text.length && chars.includes(text.charAt(at))) at++;
  return at;
}

/** Skips markers such as `[1]` or ` [12]`, which cite what stands before them. */
function skipMarkers(text: string, from: number): number {
  const marker = /(?: ?\[\d{1,3}\])+/y;
  marker.lastIndex = from;
  return marker.test(text) ? marker.lastIndex : from;
}

/** Decides on the stop at [stop, afterStops), closed by quotes and markers up to `end`. */
function endsHere(text: string, start: number, stop: number, afterStops: number, end: number): boolean {
  if (end < text.length && !/\s/.test(text.charAt(end))) return false;
  const next = nextWord(text, end);
  if (next === '') return true;
  const isLower = /^\p{Ll}/u.test(next);
  const isQuoted = end > afterStops;
  if (afterStops - stop > 1 || text[stop] === '…') return !isLower;
  if (text[stop] !== '.') return !(isQuoted && isLower);
  const token = lastToken(text, start, stop);
  if (isQuoted && token !== 'etc') return !isLower || !token.includes('.');
  if (BEFORE_MORE.has(token.toLowerCase())) return false;
  if (BEFORE_NUMBER.has(token.toLowerCase()) && /^\d/.test(next)) return false;
  if (MAYBE_LAST.has(token.toLowerCase()) || /^[ap]\.m$/i.test(token)) return /^\p{Lu}/u.test(next);
  // "1." opens a list item or numbered heading; a number that ends a sentence has words before it.
  if (/^\d{1,3}$/.test(token) && text.slice(start, stop).trim() === token) return false;
  if (/^\p{Lu}$/u.test(token) && LABELLED.has(wordBefore(text, start, stop - 1).toLowerCase()))
    return !isLower;
  if (/^(?:\p{Lu}|\p{L}{1,2}(?:\.\p{L}{1,2})+)$/u.test(token))
    return STARTERS.has(next.toLowerCase()) && !isLower;
  return true;
}

/** The characters before the stop, back to a space or bracket; at most 24, as no abbreviation is longer. */
function lastToken(text: string, start: number, stop: number): string {
  let from = stop;
  while (
    from > start &&
    stop - from < 24 &&
    !/[\s/—–]/.test(text.charAt(from - 1)) &&
    !OPENERS.includes(text.charAt(from - 1))
  ) {
    from--;
  }
  return text.slice(from, stop);
}

/** The word before the space at `end`; empty where there is none. */
function wordBefore(text: string, start: number, end: number): string {
  return lastToken(text, start, text.slice(start, end).trimEnd().length + start);
}

/** The first word after `from`, without opening quotes and brackets; empty at the end of the line. */
function nextWord(text: string, from: number): string {
  const ahead = text.slice(from, from + 64).trimStart();
  const word = ahead.slice(skip(ahead, 0, `${OPENERS}-–—`));
  return /^[\p{L}\p{N}]+|^\S/u.exec(word)?.[0] ?? '';
}
