/** Draws one turn as its visitor sees it; grows with the text, and starts again where the text goes back. */
import type { Citation } from '../../src/protocol.ts';
import { citationButton } from '../widget/citations.ts';
import { el } from '../widget/dom.ts';
import { strings } from '../widget/locales/en.ts';
import { createMarkdown, type MarkdownWriter } from '../widget/markdown.ts';
import type { TurnView } from './turn.ts';
import { OUTCOMES, REASONS } from './words.ts';

export interface AnswerView {
  node: HTMLElement;
  update(turn: TurnView): void;
}

/** @param onCite told of each citation that is opened. */
export function createAnswer(onCite: (citation: Citation) => void = () => {}): AnswerView {
  const answer = el('div', { class: 'answer', dir: 'auto' });
  const note = el('p', { class: 'note' });
  const node = el('div', {}, answer, note);
  let turn: TurnView | undefined;
  let writer: MarkdownWriter | undefined;
  let written = '';
  let hasEnded = false;

  const cite = (marker: number) => {
    const citation = turn?.citations.find((each) => each.marker === marker);
    // Its card opens below it; the one that floats is the widget's own.
    return citation && citationButton(citation, strings, () => {}, onCite);
  };

  return {
    node,
    update(next) {
      if (next === turn) return;
      turn = next;
      if (!next.text.startsWith(written) || (hasEnded && !next.end)) {
        answer.replaceChildren();
        written = '';
        writer = undefined;
        hasEnded = false;
      }
      if (next.text.length > written.length) {
        writer ??= createMarkdown(answer, { citation: cite });
        writer.write(next.text.slice(written.length));
        written = next.text;
      }
      if (next.end && !hasEnded) {
        writer?.end();
        writer = undefined;
        hasEnded = true;
      }
      note.textContent = noteOf(next);
    },
  };
}

function noteOf({ end, text, waitsFor, figures }: TurnView): string {
  if (!end) return text === '' && waitsFor ? `${waitsFor} …` : '';
  if (end.type === 'turn.failed') return end.message;
  if (end.type === 'turn.cancelled') return 'Stopped.';
  const by = end.answerer === 'llm' ? 'by the model' : 'by rules';
  const why = end.notice ? `${REASONS[end.notice] ?? end.notice}: ` : '';
  const drawn = figures.length > 0 ? ` · draws ${figures.join(', ')}` : '';
  return `${why}${OUTCOMES[end.outcome] ?? end.outcome} · ${by}${drawn}`;
}
