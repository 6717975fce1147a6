/** Citations as a reader meets them: a quiet numeral, and a card with the quote. */
import type { Citation } from '../../src/protocol.ts';
import type { Peek, WithExtras } from './contract.ts';
import { button, el } from './dom.ts';
import { safeUrl } from './links.ts';
import type { Strings } from './locales/strings.ts';
import { count } from './strings.ts';

/** What a source is to the articles, in words. */
export const kindOf = ({ kind }: Citation, strings: Strings) =>
  kind === 'notes' ? strings.notes : strings.article;

/** "Heading · article", or the document's title for text before the first heading. */
function caption(citation: Citation, strings: Strings): string {
  return `${citation.heading || citation.title} · ${kindOf(citation, strings)}`;
}

/** The way to the original, where there is one. */
export function sourceLink(citation: Citation, words: string): HTMLElement | undefined {
  const url = safeUrl(citation.url ?? '');
  return url && el('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer nofollow' }, words);
}

/**
 * Makes the button for one marker. Its card opens below the block of text that holds it; under a mouse or in focus, a
 * card floats beside it until then.
 */
export function citationButton(
  citation: Citation,
  strings: Strings,
  extras: WithExtras,
  onOpen: (citation: Citation) => void,
): HTMLElement {
  let card: HTMLElement | undefined;
  let peek: Peek | undefined;
  const makeCard = (part: string) => citationCard(citation, strings, part);
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
  numeral.onpointerenter = numeral.onfocus = () =>
    extras(({ createPeek }) => {
      peek ??= createPeek(numeral, () => (card ? undefined : makeCard('card peek')));
    });
  const toggle = () => {
    peek?.hide();
    numeral.ariaExpanded = String(!card);
    if (card) {
      card.remove();
      card = undefined;
      return;
    }
    card = makeCard('card');
    const block = numeral.closest('.scroll, p, li, blockquote, h3, h4');
    if (block?.localName === 'li') block.append(card);
    else (block ?? numeral).after(card);
    card.scrollIntoView({ block: 'nearest' });
    onOpen(citation);
  };
  numeral.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !(card || peek?.isShown())) return;
    // The first Esc closes the card, the next one the dialog.
    event.preventDefault();
    if (card) toggle();
    else peek?.hide();
  });
  return numeral;
}

function citationCard(citation: Citation, strings: Strings, part: string): HTMLElement {
  return el(
    'figure',
    { part },
    el('figcaption', {}, caption(citation, strings)),
    el('blockquote', { dir: 'auto' }, citation.quote),
    sourceLink(citation, strings.openSource),
  );
}
