/** How a question was made to stand alone. */
import type { SpanDetail } from '../../../src/trace.ts';
import { el } from '../../widget/dom.ts';

const RULES: Record<string, string> = {
  'as asked': 'It stands alone: searched as it was asked.',
  'other thing': '“The other one”: the question before, about the other thing.',
  'same question': 'Little but another thing is named: the question before, about that.',
  'in that case': 'Only a circumstance is named: the question before, in that case.',
  'question word': 'Nothing is named at all: a question word put to the question before.',
  'same thing': 'It leans on what was said: asked about the thing talked of before.',
};

export function queryPanel({
  question,
  standaloneQuery,
  rule,
  dependsOn,
  carried,
}: SpanDetail<'query'>): HTMLElement {
  return el(
    'div',
    { class: 'columns' },
    el(
      'div',
      {},
      el('h3', {}, 'Question, made standalone'),
      el(
        'p',
        { class: 'rewrite', dir: 'auto' },
        el('span', {}, question),
        el('span', { class: 'arrow', 'aria-label': 'becomes' }, ' → '),
        el('strong', {}, standaloneQuery),
      ),
      el('p', {}, RULES[rule] ?? rule),
    ),
    el(
      'div',
      {},
      el('h3', {}, 'Depended on'),
      dependsOn
        ? el('p', { class: 'quoted', dir: 'auto' }, dependsOn.question)
        : el('p', { class: 'soft' }, 'Nothing before it.'),
      carried.length > 0 && el('h3', {}, 'Words carried over, with their weight'),
      carried.length > 0 &&
        el(
          'ul',
          { class: 'terms' },
          ...carried.map(({ text, weight }) => el('li', {}, el('b', {}, text), ` × ${weight.toFixed(2)}`)),
        ),
    ),
  );
}
