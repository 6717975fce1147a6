/** Checks a model's citations while it streams: a marker that names no given passage never leaves. */
import type { Hit, Passage } from '../domain.ts';
import type { Citation } from '../protocol.ts';
import { sentences } from '../text/sentences.ts';
import { terms } from '../text/tokenize.ts';
import type { AnswerEvent } from './answerer.ts';
import { sentencesOf } from './passage-sentences.ts';

/** An answer's text with the citations of its markers. */
export type CitedText = Extract<AnswerEvent, { type: 'delta' | 'citation' }>;

/** What may stand between the brackets of a marker: `[1]`, `[1, 2]`, `[1-3]`. */
const INSIDE = /[\d ,;–-]*/y;
/** Longest inside that is waited for; the bracket of a longer one becomes a `(`, so that it cannot pass for a marker. */
const MAX_INSIDE_CHARS = 24;
/** Most passages that `[1-9]` may stand for. */
const MAX_SPAN = 9;
/** An end of the text so far that, with digits and a bracket after it, would read as a marker. */
const HALF_MARKER = /\[[\d ,;–-]*$/;
/** A marker that begins its line, list item or quotation: with a colon after it, it would define a link. */
const LONE_MARKER = /(?:^|\n)[^\p{L}\p{N}\n]*\[\d+\]$/u;
/** How much of the text so far is looked back on, for the sentence that a marker stands behind. */
const MAX_LOOKBACK_CHARS = 600;

/**
 * A streaming filter for markers; `hits[n - 1]` is what `[n]` names. The same text gives the same output however it is
 * split. All but a possible marker (a `[` with digits, and one space before it) passes at once.
 * - Groups are written out: `[1, 2]` and `[1-2]` become `[1][2]`. The first use of a number yields its citation first.
 * - Numbers that name nothing are dropped, with the space before them if none is left of the group. So is the `[0]` of
 *   `a[0]`: it cannot be told from a citation written without a space, and a forged one is worse than a lost index.
 * - What follows a marker cannot make a Markdown link of it: in `[1](…)`, and in `[1]: …` at the start of a line, a space
 *   is put between.
 */
export function createCitationFilter(hits: readonly Hit[]): {
  push(delta: string): CitedText[];
  /** Call once, at the end: what was held back turns out to be text. */
  flush(): CitedText[];
} {
  const cited = new Set<number>();
  let pending = '';
  let written = '';
  let out: CitedText[] = [];
  let text = '';
  let afterMarker = false;

  const write = (piece: string) => {
    if (piece === '') return;
    const makesLink =
      afterMarker && (piece.startsWith('(') || (piece.startsWith(':') && LONE_MARKER.test(written)));
    const safe = makesLink ? ` ${piece}` : piece;
    afterMarker = false;
    text += safe;
    written += safe;
    if (written.length > 2 * MAX_LOOKBACK_CHARS) written = written.slice(-MAX_LOOKBACK_CHARS);
  };
  const cite = (marker: number, hit: Hit) => {
    if (!cited.has(marker)) {
      cited.add(marker);
      out.push({ type: 'citation', citation: toCitation(hit, marker, lastSentence(written)) });
    }
    write(`[${marker}]`);
    afterMarker = true;
  };

  /** Passes on all of `pending` that can be decided; the rest stays for the next delta. */
  const run = (final: boolean) => {
    let at = 0;
    while (at < pending.length) {
      const open = pending.indexOf('[', at);
      if (open < 0) {
        // A space may belong to a marker to come, and would go with it.
        const end = !final && pending.endsWith(' ') ? pending.length - 1 : pending.length;
        write(pending.slice(at, end));
        at = end;
        break;
      }
      INSIDE.lastIndex = open + 1;
      const inside = INSIDE.exec(pending)?.[0] ?? '';
      const close = open + 1 + inside.length;
      if (inside.length > MAX_INSIDE_CHARS) {
        write(`${pending.slice(at, open)}(`);
        at = open + 1;
      } else if (close === pending.length && !final) {
        const hold = open > at && pending[open - 1] === ' ' ? open - 1 : open;
        write(pending.slice(at, hold));
        at = hold;
        break;
      } else if (pending[close] !== ']' || !/\d/.test(inside)) {
        write(pending.slice(at, open + 1));
        at = open + 1;
      } else {
        const known = numbersIn(inside).filter((n) => hits[n - 1] !== undefined);
        const before = pending.slice(at, open);
        write(known.length === 0 && before.endsWith(' ') ? before.slice(0, -1) : before);
        for (const marker of known) {
          const hit = hits[marker - 1];
          if (hit !== undefined) cite(marker, hit);
        }
        // "[[9]1]" without its inner marker would read "[1]": keep the parts apart.
        if (known.length === 0 && HALF_MARKER.test(written)) write('…');
        at = close + 1;
      }
    }
    pending = pending.slice(at);
    const ready = out;
    if (text !== '') ready.push({ type: 'delta', text });
    out = [];
    text = '';
    return ready;
  };

  return {
    push(delta) {
      pending += delta;
      return run(false);
    },
    flush: () => run(true),
  };
}

/** The numbers of a group, each once, in order; a range counts up. A part that is neither, such as a date, is none. */
function numbersIn(inside: string): number[] {
  const numbers = new Set<number>();
  for (const part of inside.split(/[,;]/)) {
    const range = /^ *(\d+)(?: *[–-] *(\d+))? *$/.exec(part);
    const first = Number(range?.[1] ?? 0);
    const last = Number(range?.[2] ?? first);
    for (let n = first; n <= last && n - first < MAX_SPAN; n++) numbers.add(n);
  }
  return [...numbers];
}

/** The sentence at the end of the text, markers left out: what a marker written now stands behind. */
function lastSentence(text: string): string {
  return sentences(text.slice(-MAX_LOOKBACK_CHARS).replace(/\[\d+\]/g, '')).at(-1)?.text ?? '';
}

/** The citation of a passage by a sentence of the answer: its quote is what supports that sentence best. */
function toCitation(hit: Hit, marker: number, sentence: string): Citation {
  return citationOf(hit, marker, quoteFor(hit.passage, sentence));
}

/** The citation of a passage by words of it. */
export function citationOf(
  { passage, document }: Pick<Hit, 'passage' | 'document'>,
  marker: number,
  quote: string,
): Citation {
  return {
    marker,
    passageId: passage.id,
    documentId: document.id,
    title: document.title,
    heading: passage.headings.join(' › '),
    kind: document.kind,
    ...(document.url === undefined ? {} : { url: document.url }),
    quote,
  };
}

/**
 * The sentence of a passage that best supports a sentence of an answer: the one that shares most of its content words,
 * longer ones discounted by the square root of their length; the first one if none shares any.
 */
export function quoteFor(passage: Pick<Passage, 'text'>, sentence: string): string {
  const wanted = new Set(terms(sentence).map(({ term }) => term));
  let best = '';
  let bestScore = -1;
  for (const { text, terms: inOrder } of sentencesOf(passage)) {
    const own = new Set(inOrder);
    const shared = [...own].filter((term) => wanted.has(term)).length;
    const score = own.size === 0 ? 0 : shared / Math.sqrt(own.size);
    if (score > bestScore) {
      best = text;
      bestScore = score;
    }
  }
  return best;
}
