/** Citations as a reader meets them: a quiet numeral, a card with the quote, and the list of sources. */
import type { Citation } from '../../src/protocol.ts';
import { button, el } from './dom.ts';
import { safeUrl } from './links.ts';
import type { Strings } from './locales/strings.ts';
import { count } from './strings.ts';

/** "Heading · article", or the document's title for text before the first heading. */
function caption(citation: Citation, strings: Strings): string {
  return `${citation.heading || citation.title} · ${strings[citation.kind]}`;
}

function sourceLink(citation: Citation, words: string): HTMLElement | undefined {
  const url = safeUrl(citation.url ?? '');
  return url && el('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, words);
}

/** Makes the button for one marker; its card opens below the block of text that holds it. */
export function citationButton(
  citation: Citation,
  strings: Strings,
  onOpen: (citation: Citation) => void,
): HTMLElement {
  let card: HTMLElement | undefined;
  const numeral = button(
    {
      class: 'cite',
      part: 'citation',
      'aria-expanded': 'false',
      'aria-label': `${count(strings.source, citation.marker)}: ${caption(citation, strings)}`,
    },
    () => toggle(),
    String(citation.marker),
  );
  const toggle = () => {
    const opens = card === undefined;
    numeral.setAttribute('aria-expanded', String(opens));
    if (!opens) {
      card?.remove();
      card = undefined;
      return;
    }
    card = citationCard(citation, strings);
    const block = numeral.closest('.scroll, p, li, blockquote, h3, h4');
    if (block?.localName === 'li') block.append(card);
    else (block ?? numeral).after(card);
    card.scrollIntoView({ block: 'nearest' });
    onOpen(citation);
  };
  numeral.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !card) return;
    // The first Esc closes the card, the next one the dialog.
    event.preventDefault();
    toggle();
  });
  return numeral;
}

function citationCard(citation: Citation, strings: Strings): HTMLElement {
  return el(
    'figure',
    { part: 'card' },
    el('figcaption', {}, caption(citation, strings)),
    el('blockquote', { dir: 'auto' }, citation.quote),
    sourceLink(citation, strings.openSource),
  );
}

/** Makes the list behind "3 sources". */
export function sourceList(citations: readonly Citation[], strings: Strings): HTMLElement {
  const items = citations.map((citation) =>
    el(
      'li',
      { value: citation.marker },
      el('span', { class: 'heading' }, citation.heading || citation.title),
      el('span', { class: 'soft' }, `${citation.title} · ${strings[citation.kind]}`),
      sourceLink(citation, strings.openSource),
    ),
  );
  return el('ol', { part: 'sources' }, ...items);
}

/** The answer as text for the clipboard: words with their markers, then the sources they stand for. */
export function answerWithSources(text: string, citations: readonly Citation[]): string {
  const lines = citations.map(({ marker, title, heading, url }) =>
    [`[${marker}] ${title}`, heading && ` › ${heading}`, url && ` ${url}`].filter(Boolean).join(''),
  );
  return lines.length === 0 ? text.trim() : `${text.trim()}\n\n${lines.join('\n')}`;
}
