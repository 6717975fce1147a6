import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { PLAIN, saying } from '../support/answers.ts';
import { browserMissing } from '../support/browser.ts';
import { ask, useBrowser } from '../support/pages.ts';

describe.skipIf(browserMissing)('a slow phone and a quick hand', () => {
  const harness = useBrowser({
    'launcher.html':
      '<!doctype html><html lang="en"><title>A page</title><body><script src="/widget.js" data-title="Ask us"></script>',
  });
  const launcher = (on: Page) => on.locator('.launcher');
  const dialog = (on: Page) => on.getByRole('dialog', { name: 'Ask us' });

  it('stays open for who presses again before it was fetched, and for who opens it as soon as it is closed', async () => {
    const on = await harness.open({ path: 'launcher.html' });
    let fetched = () => {};
    await on.route('**/panel.*.js', (route) => {
      fetched = () => void route.continue();
    });
    for (let press = 0; press < 2; press += 1) await launcher(on).click();
    await expect.poll(() => launcher(on).evaluate((node) => node.ariaExpanded)).toBe(null);
    fetched();
    await dialog(on).waitFor();
    await expect.poll(() => launcher(on).evaluate((node) => node.ariaExpanded)).toBe('true');
    await on.locator('textarea:focus').waitFor();
    const heard = on.evaluate(
      () =>
        new Promise<unknown[]>((done) => {
          const names: string[] = [];
          const root = document.querySelector('crossroads-launcher')?.shadowRoot;
          for (const name of ['open', 'close'] as const) window.Crossroads?.on(name, () => names.push(name));
          // Two keys of a quick hand, without a moment between them.
          root?.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
          (root?.activeElement as HTMLElement | null)?.click();
          setTimeout(() => done([names, root?.activeElement?.localName]), 100);
        }),
    );
    expect(await heard).toEqual([['close', 'open'], 'textarea']);
  });

  it('shows each answer whole and once, at whichever frame the line breaks', async () => {
    let framesLeft = Number.POSITIVE_INFINITY;
    const page = await harness.open({
      before: async (page) => {
        // It comes back at once.
        await page.addInitScript(() => {
          Math.random = () => 0;
        });
        await page.routeWebSocket('**/ws', (socket) => {
          const server = socket.connectToServer();
          server.onMessage((frame) => {
            if (framesLeft > 0) {
              framesLeft -= 1;
              return socket.send(frame);
            }
            framesLeft = Number.POSITIVE_INFINITY;
            void server.close();
            void socket.close({ code: 1011 });
          });
        });
      },
    });
    // A start, two stages, three citations, six pieces and an end.
    harness.chat.script = saying(PLAIN, { size: 60 });
    await page.getByRole('button', { name: 'How much maths do I need?' }).waitFor();
    for (let frames = 0; frames < 13; frames += 1) {
      framesLeft = frames;
      await ask(page, `Question ${frames}?`);
      const turn = page.locator('.turn[aria-busy=false]').nth(frames);
      await turn.locator('.question', { hasText: `Question ${frames}?` }).waitFor();
      await turn.getByText('Answered without a model').waitFor();
      expect(await turn.locator('.answer').innerText()).toMatch(/^AI engineering.* fails3\.$/s);
      expect(await turn.locator('.cite').count()).toBe(3);
    }
    expect(await page.locator('.turn').count()).toBe(13);
    expect(new Set(harness.asks().map((asked) => 'turnId' in asked && asked.turnId)).size).toBe(13);
  });
});
