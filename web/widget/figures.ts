/** Draws the figures of the career tools. */
import type { Figure } from '../../src/figures.ts';
import type { FigureCall } from './contract.ts';
import { button, el, wordButton } from './dom.ts';
import { dress } from './dress.ts';
import { drawComparison, drawGap, drawPlan } from './figure-lists.ts';
import { bar } from './figure-parts.ts';
import { drawVerdict } from './figure-verdict.ts';
import { FIGURE_WORDS, type FigureWords } from './figure-words.ts';

export interface Pen {
  words: FigureWords;
  /** The button of a citation, where the answer has it. */
  cite(marker: number | undefined): Node | undefined;
  ask(text: string): void;
}

/** What was drawn for an answer: a snapshot may replace its figures. */
const drawn = new WeakMap<Element, { figures: readonly Figure[]; nodes: HTMLElement[] }>();

/** Puts the figures where the answer's first list would stand, which says the same in words. */
export function drawFigures(...[answer, figures, cite, ask, locale]: FigureCall): void {
  dress(answer);
  let known = drawn.get(answer);
  if (known?.figures !== figures) {
    for (const node of known?.nodes ?? []) node.remove();
    const pen: Pen = {
      words: FIGURE_WORDS[locale],
      cite: (marker) => (marker === undefined ? undefined : cite(marker)),
      ask,
    };
    known = { figures, nodes: figures.map((figure) => draw(figure, pen)) };
    drawn.set(answer, known);
    answer.classList.toggle('drawn', figures.length > 0);
    answer.parentElement?.classList.toggle(
      'asks',
      figures.some(({ kind }) => kind === 'question'),
    );
  }
  const list = answer.querySelector(':scope > ul');
  const [first] = known.nodes;
  if (!first || (first.isConnected && (!list || first.nextElementSibling === list))) return;
  if (list) list.before(...known.nodes);
  else answer.append(...known.nodes);
}

function draw(figure: Figure, pen: Pen): HTMLElement {
  const node = el('div', { class: 'fig', part: 'figure' }, ...parts(figure, pen));
  node.classList.add(`fig-${figure.kind}`);
  return node;
}

function parts(figure: Figure, pen: Pen): HTMLElement[] {
  switch (figure.kind) {
    case 'question': {
      const { number, of } = figure.progress;
      const progress = pen.words.question.replace('{n}', String(number)).replace('{m}', String(of));
      const replies = figure.replies.map(({ label, send }, at) =>
        el(
          'li',
          {},
          button({ 'data-letter': String.fromCharCode(97 + at) }, () => pen.ask(send), label),
        ),
      );
      const controls = figure.controls.map(({ label, send }) => wordButton(label, () => pen.ask(send)));
      return [
        el('div', { role: 'img', 'aria-label': progress }, bar(number - 1, of, 'track')),
        el('ul', { class: 'replies', 'aria-label': figure.question }, ...replies),
        el('div', { class: 'controls' }, ...controls),
      ];
    }
    case 'verdict':
      return drawVerdict(figure, pen);
    case 'gap':
      return drawGap(figure, pen);
    case 'comparison':
      return drawComparison(figure, pen);
    case 'plan':
      return drawPlan(figure, pen);
    default:
      // A figure of a newer server: the text says it.
      figure satisfies never;
      return [];
  }
}
