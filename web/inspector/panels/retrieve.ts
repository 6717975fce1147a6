/** The passages in their order, why each stands there, and whether they are enough. */
import type { RankedPassage, SpanDetail } from '../../../src/trace.ts';
import { el } from '../../widget/dom.ts';
import { highlight } from '../highlight.ts';
import type { TurnView } from '../turn.ts';
import { number } from '../words.ts';
import { evidenceMeter } from './evidence.ts';

export function retrievePanel(detail: SpanDetail<'retrieve'>, turn: TurnView): HTMLElement {
  const { passages, kept, searched, terms, corrections, query, meaning } = detail;
  return el(
    'div',
    { class: 'columns' },
    el(
      'div',
      {},
      el('h3', {}, `Passages · ${number(kept)} kept of ${number(searched)}`),
      el('ol', { class: 'passages' }, ...passages.map((passage) => passageItem(passage, turn))),
    ),
    el(
      'div',
      {},
      el('h3', {}, 'Searched for'),
      el('p', { class: 'quoted', dir: 'auto' }, query),
      el(
        'ul',
        { class: 'terms' },
        ...terms.map(({ word, importance, isUnknown, alike }) =>
          el(
            'li',
            { class: isUnknown ? 'unknown' : undefined },
            el('b', {}, word),
            ` ${importance.toFixed(1)}`,
            isUnknown && el('span', { class: 'soft' }, ' not in the articles'),
            alike.some((each) => each !== word) &&
              el('span', { class: 'soft' }, ` means ${alike.join(', ')}`),
          ),
        ),
      ),
      ...corrections.map(({ typed, read }) =>
        el('p', { class: 'soft' }, `“${typed}” read as “${read.join(' ')}”`),
      ),
      evidenceMeter(detail),
      meaning &&
        el(
          'p',
          { class: 'soft' },
          `Nearest by meaning: cosine ${meaning.best.toFixed(2)}, ${meaning.isClose ? 'closer than' : 'no closer than'} questions about anything else`,
        ),
    ),
  );
}

function passageItem(passage: RankedPassage, turn: TurnView): HTMLElement {
  const { id, title, heading, kind, text, score, coverage, matched, dropped } = passage;
  const cited = turn.citations.find(({ passageId }) => passageId === id);
  const fate = dropped ?? (cited ? `cited as [${cited.marker}]` : 'kept');
  return el(
    'li',
    { class: dropped ? 'dropped' : cited ? 'cited' : undefined },
    el('span', { class: 'score' }, score.toFixed(2)),
    el(
      'div',
      {},
      highlight(text, matched),
      el(
        'p',
        { class: 'soft' },
        `${heading || title} · ${kind === 'notes' ? 'notes · ' : ''}${matched.length > 0 ? `holds ${matched.join(', ')} · ` : ''}covers ${Math.round(coverage * 100)}\u00a0% · ${byMeaning(passage)}`,
        el('strong', {}, fate),
      ),
    ),
  );
}

/** Of what the score is made, where passages were compared by their meaning as well. */
function byMeaning({ score, meaning }: RankedPassage): string {
  if (!meaning) return '';
  const { lexical, cosine } = meaning;
  const near = cosine === undefined ? 'no vector yet' : `cosine ${cosine.toFixed(2)}`;
  return `words ${lexical.toFixed(2)} + meaning ${(score - lexical).toFixed(2)} (${near}) · `;
}
