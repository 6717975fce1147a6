/** Whether an answer's citations are valid, and whether rules said nothing but what they cite. */
import type { Citation } from '../../src/protocol.ts';
import { sentences } from '../../src/text/sentences.ts';

export interface CitedAnswer {
  answer: string;
  citations: readonly Citation[];
  /** Text of each passage that may be cited, by id. */
  allowed: ReadonlyMap<string, string>;
  /** Whether what is cited must be a sentence of its passage: true of what rules pick from passages. */
  isVerbatim: boolean;
}

/** Longest words before the first cited sentence ("That is not covered. The nearest thing is: "). */
const MAX_LEAD_WORDS = 40;
/** Longest label before a later one ("AI engineer: "). */
const MAX_LABEL_WORDS = 12;

const MARKERS = /((?:\s?\[\d+\])+)/;

/** What is wrong with the citations, in words; empty when nothing is. */
export function citationProblems({ answer, citations, allowed, isVerbatim }: CitedAnswer): string[] {
  const problems: string[] = [];
  const byMarker = new Map(citations.map((citation) => [citation.marker, citation]));
  for (const { marker, passageId } of citations) {
    if (!allowed.has(passageId)) problems.push(`[${marker}] cites "${passageId}", which was not retrieved`);
  }
  // Text and markers alternate: text [1] text [2][3] rest.
  const parts = answer.split(MARKERS);
  for (let i = 1; i < parts.length; i += 2) {
    const markers = [...(parts[i] ?? '').matchAll(/\d+/g)].map(([digits]) => Number(digits));
    const unknown = markers.filter((marker) => !byMarker.has(marker));
    problems.push(...unknown.map((marker) => `[${marker}] has no citation`));
    if (!isVerbatim || unknown.length > 0) continue;
    const said = (parts[i - 1] ?? '').trim();
    const texts = markers.map((marker) => allowed.get(byMarker.get(marker)?.passageId ?? '') ?? '');
    const lead = texts.map((text) => wordsBefore(said, text)).find((words) => words !== undefined);
    if (lead === undefined) problems.push(`${markers.join()}: not a sentence of its passage: ${said}`);
    else if (lead.length > (i === 1 ? MAX_LEAD_WORDS : MAX_LABEL_WORDS)) {
      problems.push(`${markers.join()}: uncited before it: ${lead.join(' ')}`);
    }
  }
  const rest = parts.at(-1)?.trim() ?? '';
  if (isVerbatim && parts.length > 1 && /\p{L}/u.test(rest)) problems.push(`uncited at the end: ${rest}`);
  return problems;
}

/** The words that stand before a sentence of the passage with which `said` ends; undefined when it ends with none. */
function wordsBefore(said: string, passage: string): string[] | undefined {
  const end = bare(said);
  const last = sentences(passage)
    .map(({ text }) => bare(text))
    .filter(
      (text) => end === text || (end.endsWith(text) && !/[\p{L}\p{N}]/u.test(end.at(-text.length - 1) ?? '')),
    )
    .sort((a, b) => b.length - a.length)[0];
  if (last === undefined || last === '') return undefined;
  return end
    .slice(0, -last.length)
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word));
}

/** A sentence without what composing may change: case, the stop at its end, a "Yes, " that answered another question. */
function bare(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[.!?…]+$/, '')
    .toLowerCase()
    .replace(/^(?:yes|no), /, '');
}
