/** Looks over a page on which hostile texts were drawn: what ran, what is armed, what feigns. */
import type { Page } from 'playwright-core';

const ELEMENTS =
  'div span p h3 h4 blockquote code pre em strong s br hr ul ol li table thead tbody tr th td a button figure figcaption'.split(
    ' ',
  );

/** What a page shows on which nothing hostile came through. */
export const CLEAN = { ran: false, odd: [], armed: [], styled: [], badLinks: [], exposed: [], feigned: [] };

/**
 * What a page with hostile texts on it is examined for, in the page itself.
 * @param selector of the element that shows them, in its shadow where it has one.
 * @param own selects the links that the page itself draws.
 */
export async function examine(page: Page, selector: string, own = ':not(*)') {
  return page.evaluate(
    ([elements, selector, own]) => {
      const host = document.querySelector(selector);
      if (!host) throw new Error(`no ${selector} on the page`);
      const root = host.shadowRoot ?? host;
      const answers = [...root.querySelectorAll('.answer')];
      const all = answers.flatMap((answer) => [...answer.querySelectorAll('*')]);
      const everywhere = [...root.querySelectorAll('*')];
      const links = everywhere.filter(
        (node): node is HTMLAnchorElement => node.localName === 'a' && !node.matches(own),
      );
      const named = (words: string) =>
        [...words.normalize('NFKC').matchAll(/[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu)].map(
          ([host]) => host,
        );
      return {
        turns: answers.length,
        ran: '__ran' in window,
        odd: all
          .filter((node) => !elements.includes(node.localName))
          .map((node) => node.outerHTML.slice(0, 200)),
        armed: everywhere
          .filter((node) =>
            node
              .getAttributeNames()
              .some((name) =>
                /^on|^(?:src|srcset|srcdoc|action|formaction|data|ping|background|poster|is)$/.test(name),
              ),
          )
          .map((node) => node.outerHTML.slice(0, 200)),
        styled: all.filter((node) => node.hasAttribute('style')).map((node) => node.outerHTML.slice(0, 200)),
        badLinks: links
          .filter((link) => !/^(?:https?:\/\/|mailto:)/.test(link.getAttribute('href') ?? ''))
          .map((link) => link.outerHTML),
        exposed: links
          .filter((link) => link.target !== '_blank' || !link.rel.includes('noopener'))
          .map((link) => link.outerHTML),
        // The words name another host than the link's own, and the own one does not stand at their end.
        feigned: links
          .filter((link) => {
            const url = new URL(link.href);
            const real = url.protocol === 'mailto:' ? (url.pathname.split('@')[1] ?? '') : url.hostname;
            const shown = ` (${url.protocol === 'mailto:' ? url.href.slice(7) : url.host})`;
            const text = link.textContent ?? '';
            const words = (text.endsWith(shown) ? text.slice(0, -shown.length) : text).replace(
              /[\u200b-\u200f\u202a-\u202e]/g,
              '',
            );
            if (words === link.href) return false;
            const lies = named(words).some(
              (host) => host.toLowerCase().replace(/^www\./, '') !== real.replace(/^www\./, ''),
            );
            return lies && !text.endsWith(shown);
          })
          .map((link) => link.outerHTML),
      };
    },
    [ELEMENTS, selector, own] as const,
  );
}
