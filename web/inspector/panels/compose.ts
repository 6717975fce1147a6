/** The exact messages a model was sent, with the values of the template's variables marked, and what they took. */
import type { MarkedMessage, SpanDetail } from '../../../src/trace.ts';
import { el } from '../../widget/dom.ts';
import { number, plural } from '../words.ts';

export function composePanel(detail: SpanDetail<'compose'>): HTMLElement {
  const { messages, parts, estimatedTokens, maxTokens, shown, dropped } = detail;
  return el(
    'div',
    { class: 'columns wide-first' },
    el(
      'div',
      {},
      el('h3', {}, `Prompt · ${number(estimatedTokens)} of ${number(maxTokens)} tokens`),
      ...messages.map(messageBlock),
    ),
    el(
      'div',
      {},
      el('h3', {}, 'Tokens, estimated'),
      el(
        'dl',
        { class: 'pairs' },
        ...parts.flatMap(({ name, tokens }) => [el('dt', {}, name), el('dd', {}, number(tokens))]),
      ),
      el('h3', {}, 'Sent and left out'),
      el('p', {}, `${plural(shown.length, 'passage')} sent.`),
      el(
        'p',
        {},
        dropped.turns === 0
          ? 'No earlier turn left out.'
          : `${plural(dropped.turns, 'earlier turn')} left out: beyond a quarter of the room.`,
      ),
      dropped.passageIds.length > 0 &&
        el(
          'p',
          {},
          `${plural(dropped.passageIds.length, 'passage')} left out, beyond the budget: ${dropped.passageIds.join(', ')}`,
        ),
    ),
  );
}

function messageBlock({ role, parts }: MarkedMessage): HTMLElement {
  return el(
    'div',
    { class: 'message' },
    el('h4', {}, role),
    el(
      'pre',
      { tabindex: 0, dir: 'auto' },
      ...parts.map(({ text, variable }) =>
        variable === undefined
          ? text
          : el(
              'span',
              { class: 'variable', title: `{{${variable}}}` },
              el('span', { class: 'tag' }, `{{${variable}}}`),
              text,
            ),
      ),
    ),
  );
}
