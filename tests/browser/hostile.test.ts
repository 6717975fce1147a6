import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Citation } from '../../src/protocol.ts';
import { PAYLOADS } from '../hostile/payloads.ts';
import { browserMissing } from '../support/browser.ts';
import { CLEAN, examine } from '../support/examine.ts';
import { useBrowser } from '../support/pages.ts';

describe.skipIf(browserMissing)('hostile answers', () => {
  const harness = useBrowser();

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

  it('come whole, in every field that is shown, and run, fetch and feign nothing', async () => {
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
    await page.evaluate(quiet, 'crossroads-chat');
    // Everything that opens is opened: cards with quotes, lists of sources.
    await page.evaluate(() => {
      const root = document.querySelector('crossroads-chat')?.shadowRoot;
      for (const one of root?.querySelectorAll<HTMLElement>('.cite, [aria-expanded=false]') ?? [])
        one.click();
    });
    await expect.poll(() => page.locator('crossroads-chat [aria-expanded=false]').count()).toBe(0);
    expect(await examine(page, 'crossroads-chat')).toEqual({ ...CLEAN, turns: PAYLOADS.length });
  });

  it('come character by character, and run, fetch and feign nothing', async () => {
    const page = await openChat();
    let seq = 0;
    for (const [index, payload] of PAYLOADS.entries()) {
      const turnId = turnIdOf(index);
      harness.chat.broadcast({ type: 'turn.started', seq: ++seq, turnId, question: 'Why?' });
      for (const text of payload) harness.chat.broadcast({ type: 'answer.delta', seq: ++seq, turnId, text });
      if (index % 50 === 49) await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    }
    await expect.poll(() => page.locator('.answer').count(), { timeout: 60_000 }).toBe(PAYLOADS.length);
    await page.evaluate(quiet, 'crossroads-chat');
    expect(await examine(page, 'crossroads-chat')).toEqual({ ...CLEAN, turns: PAYLOADS.length });
  });
});

/** In the page: resolves once nothing of the chat has changed for five frames, so that all that came is drawn. */
function quiet(name: string): Promise<void> {
  return new Promise((resolve) => {
    let frames = 0;
    const observer = new MutationObserver(() => {
      frames = 0;
    });
    const root = document.querySelector(name)?.shadowRoot;
    if (root) observer.observe(root, { subtree: true, childList: true, characterData: true });
    const onFrame = () => {
      if (++frames < 5) return requestAnimationFrame(onFrame);
      observer.disconnect();
      resolve();
    };
    requestAnimationFrame(onFrame);
  });
}
