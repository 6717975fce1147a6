/** The verdict: a bar a role, and the ledger of answers with their points and reasons. */
import type { FigureScore, VerdictFigure } from '../../src/figures.ts';
import { el } from './dom.ts';
import { bar, cited, heading } from './figure-parts.ts';
import type { Pen } from './figures.ts';

/** The bars first, then interest apart from readiness, then every answer. */
export function drawVerdict(figure: VerdictFigure, { words, cite }: Pen): HTMLElement[] {
  const ledger = figure.ledger.map((line) => {
    const points = line.points.filter(({ points }) => points !== 0);
    const worth = points.map(({ role, points }) => `${role} ${signed(points)}`).join('\n');
    return el(
      'li',
      { class: 'row' },
      el('span', {}, `${line.question} ${line.answer}`),
      el('span', { class: 'worth' }, worth || '0'),
      cited(line.reason, cite(line.marker)),
    );
  });
  return [
    bars(figure.scores, figure.role),
    heading(words.interest),
    bars(figure.interest, undefined, 'bars small'),
    heading(words.readiness),
    bars(figure.readiness, undefined, 'bars small'),
    heading(words.answers),
    el('ul', {}, ...ledger),
  ];
}

function bars(scores: readonly FigureScore[], leader?: string, name = 'bars'): HTMLElement {
  const lines = scores.map(({ role, points, outOf, percent }) =>
    el(
      'div',
      { class: role === leader && 'lead' },
      el('dt', {}, role),
      bar(points, outOf),
      el('dd', {}, `${points} / ${outOf} (${percent}%)`),
    ),
  );
  return el('dl', { class: name }, ...lines);
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : `−${-points}`;
}
