import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Citation } from '../../src/protocol.ts';
import { PAYLOADS } from '../hostile/payloads.ts';
import { browserMissing } from '../support/browser.ts';
import { useBrowser } from '../support/pages.ts';

const ELEMENTS =
  'div span p h3 h4 blockquote code pre em strong s br hr ul ol li table thead tbody tr th td a button figure figcaption'.split(
    ' ',
  );

/** What a page with hostile answers on it is examined for, in the page itself. */
async function examine(page: Page) {
  return page.evaluate((elements) => {
    const root = document.querySelector('crossroads-chat')?.shadowRoot;
    if (!root) throw new Error('no chat on the page');
    const answers = [...root.querySelectorAll('.answer')];
    const all = answers.flatMap((answer) => [...answer.querySelectorAll('*')]);
    const everywhere = [...root.querySelectorAll('*')];
    const links = everywhere.filter((node): node is HTMLAnchorElement => node.localName === 'a');
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
  }, ELEMENTS);
}

describe.skipIf(browserMissing)('hostile answers', () => {
  const harness = useBrowser();
  const clean = { ran: false, odd: [], armed: [], styled: [], badLinks: [], exposed: [], feigned: [] };

  async function openChat(): Promise<Page> {
    const page = await harness.open();
    page.on('dialog', (dialog) => {
      harness.problems.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.locator('textarea').waitFor();
    await page.getByText('Connecting').waitFor({ state: 'hidden' });
    return page;
  }
  const turnIdOf = (index: number) => `hostile-${String(index).padStart(6, '0')}`;

  it('are more than five hundred', () => expect(PAYLOADS.length).toBeGreaterThan(500));

  it('come whole, in every field that is shown, and run, fetch and feign nothing', {
    timeout: 90_000,
  }, async () => {
    const page = await openChat();
    for (const [index, payload] of PAYLOADS.entries()) {
      const citation: Citation = {
        marker: 1,
        passageId: payload,
        documentId: payload,
        title: payload,
        heading: payload,
        kind: 'article',
        quote: payload,
        url: payload,
      };
      harness.chat.broadcast({
        type: 'turn.snapshot',
        seq: index + 1,
        turnId: turnIdOf(index),
        question: payload,
        text: payload,
        citations: [citation],
        state: 'completed',
        end: {
          type: 'turn.completed',
          turnId: turnIdOf(index),
          answerer: 'rules',
          outcome: 'answered',
          finishReason: 'stop',
          followUps: [payload],
          grounding: { score: 1, unsupported: [] },
        },
      });
    }
    await expect.poll(() => page.locator('.answer').count(), { timeout: 60_000 }).toBe(PAYLOADS.length);
    // Everything that opens is opened: cards with quotes, lists of sources.
    await page.evaluate(() => {
      const root = document.querySelector('crossroads-chat')?.shadowRoot;
      for (const one of root?.querySelectorAll<HTMLElement>('.cite, [aria-expanded=false]') ?? [])
        one.click();
    });
    expect(await examine(page)).toEqual({ ...clean, turns: PAYLOADS.length });
  });

  it('come character by character, and run, fetch and feign nothing', { timeout: 90_000 }, async () => {
    const page = await openChat();
    let seq = 0;
    for (const [index, payload] of PAYLOADS.entries()) {
      const turnId = turnIdOf(index);
      harness.chat.broadcast({ type: 'turn.started', seq: ++seq, turnId, question: 'Why?' });
      for (const text of payload) harness.chat.broadcast({ type: 'answer.delta', seq: ++seq, turnId, text });
      if (index % 50 === 49) await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    }
    await expect.poll(() => page.locator('.answer').count(), { timeout: 60_000 }).toBe(PAYLOADS.length);
    await page.evaluate(() => new Promise((drawn) => setTimeout(drawn, 200)));
    expect(await examine(page)).toEqual({ ...clean, turns: PAYLOADS.length });
  });
});
