/** What earlier answers said, read back from their texts: which sentences of which passages. */
import type { Hit, PastTurn } from '../../domain.ts';
import type { AnswerTask } from '../answerer.ts';
import type { Statement } from './compose.ts';
import { PHRASES } from './phrases.ts';
import { readPassage } from './reading.ts';

/** A sentence said, with where it stands in its passage. */
export interface SaidSentence extends Statement {
  index: number;
}

/** A sentence as it may have been said: behind "Yes: " or after a lead its first letter and its own "Yes, " are gone. */
const core = (text: string) => text.replace(/^(?:yes|no)[,:;.] /i, '').slice(1);

/** Whether an answer says a sentence. */
export function says(answer: string, text: string): boolean {
  const said = core(text);
  return said !== '' && answer.includes(said);
}

/** The sentences of `hits` that an answer says, in the order in which it says them. */
export function sentencesSaid(
  { answer }: Pick<PastTurn, 'answer'>,
  { hits, lexicon }: Pick<AnswerTask, 'hits' | 'lexicon'>,
): SaidSentence[] {
  const found = hits.flatMap((hit) => allOf(hit, lexicon).filter(({ text }) => says(answer, text)));
  const places = new Map(found.map((one) => [one, answer.indexOf(core(one.text))]));
  const inOrder = found.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  return inOrder.filter((one, i) => inOrder.findIndex(({ text }) => text === one.text) === i);
}

/** Every sentence of a passage. */
export function allOf(hit: Hit, lexicon: AnswerTask['lexicon']): SaidSentence[] {
  return readPassage(hit, lexicon).sentences.map(({ text }, index) => ({
    text,
    index,
    from: { hit, text },
  }));
}

/** The "Yes: ", "No: " or the like with which an answer opens, or nothing. */
export function sideOfAnswer({ answer }: Pick<PastTurn, 'answer'>): string {
  const sides = [PHRASES.yes, PHRASES.no, PHRASES['not always'], PHRASES.depends];
  return sides.find((side) => answer.startsWith(side)) ?? '';
}
