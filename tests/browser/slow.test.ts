import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { useBrowser } from '../support/pages.ts';

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
});
