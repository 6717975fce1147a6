/** Each sentence of the answer with the passages that carry it, or the plain word that none does. */
import type { SpanDetail } from '../../../src/trace.ts';
import { el } from '../../widget/dom.ts';
import type { TurnView } from '../turn.ts';

export function groundPanel(
  { score, support, sentences }: SpanDetail<'ground'>,
  { citations }: TurnView,
): HTMLElement {
  const nameOf = (id: string) => {
    const citation = citations.find(({ passageId }) => passageId === id);
    return citation ? `[${citation.marker}] ${citation.heading || citation.title}` : id;
  };
  const carried = sentences.filter(({ isSupported }) => isSupported).length;
  return el(
    'div',
    {},
    el('h3', {}, `${carried} of ${sentences.length} sentences carried · score ${score.toFixed(2)}`),
    el(
      'p',
      { class: 'soft' },
      `A sentence is carried when the passages cited hold at least ${Math.round(support * 100)}\u00a0% of its rare words.`,
    ),
    el(
      'ol',
      { class: 'grounded' },
      ...sentences.map(({ text, isSupported, share, passages }) =>
        el(
          'li',
          { class: isSupported ? 'cited' : 'bare' },
          el('span', { class: 'verdict' }, isSupported ? '✓ carried' : '✗ not carried'),
          el(
            'div',
            {},
            el('p', { dir: 'auto' }, withoutMarks(text)),
            el(
              'p',
              { class: 'soft' },
              passages.length === 0
                ? `${Math.round(share * 100)}\u00a0% of its words stand in a passage cited`
                : passages
                    .map(({ id, share: held }) => `${nameOf(id)} holds ${Math.round(held * 100)}\u00a0%`)
                    .join(' · '),
            ),
          ),
        ),
      ),
    ),
  );
}

/** A sentence without the Markdown around it: what is weighed are its words. */
function withoutMarks(text: string): string {
  return text.replace(/^\s*(?:[-*+>]|#{1,6}|\d{1,9}[.)])\s+/, '').replace(/\*\*|__/g, '');
}
