/** Two texts as one: what went is struck out, what came is underlined, and both say so to those who do not see it. */
import { diffWordsWithSpace } from 'diff';
import { el } from '../../widget/dom.ts';

/** Characters past which the two texts are not compared: the page must not hang. */
const MAX_CHARS = 60_000;

export function textDiff(before: string, after: string): HTMLElement {
  if (before === after) return el('p', { class: 'soft' }, 'No difference.');
  if (before.length + after.length > MAX_CHARS)
    return el('p', { class: 'soft' }, 'Too long to be compared here.');
  const parts = diffWordsWithSpace(before, after);
  return el(
    'pre',
    { class: 'diff', tabindex: 0, dir: 'auto' },
    ...parts.map(({ value, added, removed }) =>
      added
        ? el('ins', {}, el('span', { class: 'unseen' }, 'added: '), value)
        : removed
          ? el('del', {}, el('span', { class: 'unseen' }, 'removed: '), value)
          : shortened(value),
    ),
  );
}

/** Lines of what did not change, around what did. */
const CONTEXT_LINES = 3;

/** A long stretch without a change is cut in its middle. */
function shortened(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= 2 * CONTEXT_LINES + 2) return text;
  const left = lines.length - 2 * CONTEXT_LINES;
  return [
    ...lines.slice(0, CONTEXT_LINES),
    `⋯ ${left} lines the same ⋯`,
    ...lines.slice(-CONTEXT_LINES),
  ].join('\n');
}
