/** Which sentences the rules weighed, and which they say. */
import type { SpanDetail } from '../../../src/trace.ts';
import { el } from '../../widget/dom.ts';

export function decidePanel({
  act,
  type,
  lead,
  sentences,
  sides = [],
  outcome,
}: SpanDetail<'decide'>): HTMLElement {
  return el(
    'div',
    {},
    el(
      'p',
      {},
      `Act: ${act}. Kind of question: ${type}. Outcome: ${outcome}.`,
      lead ? ` Opens with “${lead.trim()}”.` : '',
    ),
    ...(sides.length === 0
      ? []
      : [
          el('h3', {}, 'Heard for a yes or no, best first'),
          el(
            'ol',
            {},
            ...sides.map(({ text, side, open }) =>
              el('li', { dir: 'auto' }, el('strong', {}, side ?? `open: ${open}`), ` · ${text}`),
            ),
          ),
        ]),
    el('h3', {}, `Sentences weighed · ${sentences.filter(({ chosen }) => chosen).length} said`),
    el(
      'ol',
      { class: 'passages' },
      ...sentences.map(({ text, passageId, score, coverage, chosen }) =>
        el(
          'li',
          { class: chosen ? 'cited' : 'dropped' },
          el('span', { class: 'score' }, score.toFixed(2)),
          el(
            'div',
            {},
            el('p', { dir: 'auto' }, text),
            el(
              'p',
              { class: 'soft' },
              `${passageId} · covers ${Math.round(coverage * 100)}\u00a0% · `,
              el('strong', {}, chosen ? 'said' : 'not said'),
            ),
          ),
        ),
      ),
    ),
  );
}
