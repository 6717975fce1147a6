/** Puts chosen sentences together as one answer with its citations. */
import { AppError } from '../../errors.ts';
import { STOP_WORDS } from '../../text/stop-words.ts';
import { words } from '../../text/tokenize.ts';
import type { AnswerEvent } from '../answerer.ts';
import { citationOf } from '../citations.ts';
import type { ScoredSentence } from './select.ts';

/** A sentence to be said, and the passages it stands on. */
export interface Statement {
  text: string;
  from: Pick<ScoredSentence, 'hit' | 'text'>;
}

/** Words of one delta, so that an answer made in a millisecond is still read as it is written. */
const WORDS_PER_DELTA = 4;

/**
 * Says the statements one after the other as deltas, each sentence followed by its marker. Sentences of one passage
 * share its marker.
 */
export function* say(
  statements: readonly Statement[],
  { lead = '', signal }: { lead?: string; signal: AbortSignal },
): Generator<AnswerEvent> {
  const markers = new Map<string, number>();
  for (const [i, { text, from }] of statements.entries()) {
    if (signal.aborted) throw new AppError('cancelled', 'the turn was cancelled');
    const { passage } = from.hit;
    let marker = markers.get(passage.id);
    if (marker === undefined) {
      marker = markers.size + 1;
      markers.set(passage.id, marker);
      yield { type: 'citation', citation: citationOf(from.hit, marker, from.text) };
    }
    const stop = /[.!?…]$/.test(text) ? '' : '.';
    yield* inDeltas(`${i === 0 ? joinLead(lead, text) : ` ${text}`}${stop} [${marker}]`);
  }
}

/** A sentence after words that lead up to it; it goes on in lower case unless it opens with a name. */
export function joinLead(lead: string, text: string): string {
  if (!lead.endsWith(': ')) return lead + text;
  const opening = words(text)[0]?.word ?? '';
  return (
    lead + (STOP_WORDS.has(opening) && opening !== 'i' ? text.charAt(0).toLowerCase() + text.slice(1) : text)
  );
}

/** Text without citations, as deltas. */
export function* inDeltas(text: string): Generator<AnswerEvent> {
  const pieces = text.match(/\s*\S+/g) ?? [];
  for (let at = 0; at < pieces.length; at += WORDS_PER_DELTA) {
    yield { type: 'delta', text: pieces.slice(at, at + WORDS_PER_DELTA).join('') };
  }
}
