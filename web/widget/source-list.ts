/** The list behind "3 sources". */
import type { Citation } from '../../src/protocol.ts';
import { kindOf, sourceLink } from './citations.ts';
import { el } from './dom.ts';
import { dress } from './dress.ts';
import type { Strings } from './locales/strings.ts';

/** Puts the list behind `line`. @returns the list. */
export function listSources(line: Element, citations: readonly Citation[], strings: Strings): HTMLElement {
  const items = citations.map((citation) =>
    el(
      'li',
      { value: citation.marker },
      el('span', { class: 'heading' }, citation.heading || citation.title),
      el('span', { class: 'soft' }, `${citation.title} · ${kindOf(citation, strings)}`),
      sourceLink(citation, strings.openSource),
    ),
  );
  const list = el('ol', { part: 'sources' }, ...items);
  dress(line);
  line.after(list);
  return list;
}
