/** The figures that are lists and tables: skill gap, comparison, learning plan. */
import type { ComparisonFigure, GapFigure, GapRow, PlanFigure } from '../../src/figures.ts';
import { el } from './dom.ts';
import { beside, cited, heading } from './figure-parts.ts';
import type { Pen } from './figures.ts';

/** Highest level of a skill. */
const LEVELS = 4;

/** The gaps to close first with how to learn and prove each, then every skill in a table that can be opened. */
export function drawGap(figure: GapFigure, { words, cite }: Pen): HTMLElement[] {
  const first = figure.first.map((gap) =>
    el(
      'li',
      { class: 'row' },
      el('b', {}, ...beside(gap.skill, cite(gap.marker))),
      dots(gap),
      el(
        'span',
        { class: 'soft wide' },
        `${words.stated}: ${gap.statedLabel} · ${words.expected}: ${gap.requiredLabel}`,
      ),
      el('span', { class: 'wide' }, el('b', {}, `${words.learn}: `), gap.learn),
      el('span', { class: 'wide' }, el('b', {}, `${words.prove}: `), gap.prove),
    ),
  );
  const rows = figure.rows.map((row) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, row.skill),
      el('td', {}, row.statedLabel),
      el('td', {}, row.requiredLabel),
    ),
  );
  return [
    el('ol', { class: 'steps' }, ...first),
    el(
      'details',
      {},
      el('summary', {}, `${words.all} (${rows.length})`),
      table(['', words.stated, words.expected], rows, words.all),
    ),
  ];
}

/** The stated level filled, what is still expected hollow; the words beside it say the same. */
function dots({ stated, required }: GapRow): HTMLElement {
  const marks = Array.from({ length: LEVELS }, (_, at) => (at < stated ? '●' : at < required ? '○' : '·'));
  return el('span', { class: 'dots', 'aria-hidden': 'true' }, marks.join(''));
}

export function drawComparison({ roles, rows }: ComparisonFigure, { words, cite }: Pen): HTMLElement[] {
  const lines = rows.map(({ aspect, cells, marker }) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, ...beside(aspect, cite(marker))),
      ...cells.map((cell) => el('td', {}, cell)),
    ),
  );
  return [table([words.aspect, ...roles], lines, roles.join(', '))];
}

function table(heads: readonly string[], rows: HTMLElement[], label: string): HTMLElement {
  const head = heads.map((text) => (text === '' ? el('td') : el('th', { scope: 'col' }, text)));
  return el(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': label, tabindex: 0 },
    el('table', {}, el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...rows)),
  );
}

/** The steps in order with their weeks, then what authors say of the time. */
export function drawPlan(figure: PlanFigure, { words, cite }: Pen): HTMLElement[] {
  const weeks = (count: number) => {
    const forms = words.weeks.split('#');
    return count === 0 ? words.later : (forms[count === 1 ? 0 : 1] ?? '').replace('{n}', String(count));
  };
  const steps = figure.steps.map((step) =>
    el(
      'li',
      { class: 'row' },
      el('b', {}, ...beside(step.title, cite(step.marker))),
      step.weeks !== undefined && el('span', { class: 'worth' }, weeks(step.weeks)),
      el('span', { class: 'wide' }, step.what),
      el('span', { class: 'wide soft' }, `${words.prove}: ${step.prove}`),
    ),
  );
  const opinions = figure.opinions.map(({ text, marker }) => el('li', {}, cited(text, cite(marker))));
  return [
    el('ol', { class: 'steps' }, ...steps),
    ...(opinions.length > 1 ? [heading(words.opinions), el('ul', {}, ...opinions)] : []),
  ];
}
