import { describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { ask, useBrowser } from '../support/pages.ts';

const PAGES = {
  'dressed.html': `<!doctype html><html lang="en"><title>A page</title><link rel="stylesheet" href="/dressed.css">
<script src="/widget.js"></script><crossroads-chat></crossroads-chat>`,
  'dressed.css': `
    crossroads-chat { --crossroads-accent: rgb(120, 30, 60); --crossroads-radius: 3px; --crossroads-serif: fantasy; --crossroads-sans: monospace; }
    ${[
      'panel',
      'header',
      'transcript',
      'greeting',
      'starters',
      'question',
      'answer',
      'citation',
      'card',
      'meta',
      'follow-ups',
      'input',
      'send',
      'footer',
    ]
      .map((part) => `crossroads-chat::part(${part})`)
      .join()} { outline: 7px solid red; }
    crossroads-launcher::part(launcher) { outline: 7px solid red; }`,
};

describe.skipIf(browserMissing)('what an owner may change', () => {
  const harness = useBrowser(PAGES);

  it('is dressed by custom properties and by every part that is named to owners', async () => {
    const page = await harness.open({ path: 'dressed.html' });
    const outlined = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((node) => getComputedStyle(node).outlineWidth);
    for (const part of ['greeting', 'starters']) {
      await page.locator(`[part=${part}]`).waitFor({ state: 'attached' });
      expect(await outlined(`[part=${part}]`), part).toBe('7px');
    }
    await ask(page, 'Which one?');
    await page.locator('.cite').first().click();
    for (const part of ['panel', 'header', 'transcript', 'question', 'answer', 'citation', 'card', 'meta'])
      expect(await outlined(`[part=${part}]`), part).toBe('7px');
    for (const part of ['follow-ups', 'input', 'send', 'footer', 'launcher'])
      expect(await outlined(`[part=${part}]`), part).toBe('7px');
    const look = await page.locator('.panel').evaluate((node) => {
      const root = node.getRootNode() as ShadowRoot;
      const style = (selector: string) => getComputedStyle(root.querySelector(selector) as Element);
      return [
        style('.panel').borderRadius,
        style('.panel').fontFamily,
        style('.answer').fontFamily,
        style('.cite').backgroundColor,
      ];
    });
    expect(look).toEqual(['3px', 'monospace', 'fantasy', 'rgb(120, 30, 60)']);
  });

  it('is no longer told what it has stopped listening to', async () => {
    const page = await harness.open({ path: 'dressed.html' });
    const heard = await page.evaluate(async () => {
      const names: string[] = [];
      const on = (event: Event) => names.push(event.type);
      window.Crossroads?.on('open', on);
      window.Crossroads?.on('open', on);
      const opened = () =>
        new Promise<void>((done) => {
          document.addEventListener('crossroads:open', () => done(), { once: true });
          window.Crossroads?.open();
        });
      await opened();
      window.Crossroads?.off('open', on);
      window.Crossroads?.close();
      await opened();
      return names;
    });
    expect(heard).toEqual(['crossroads:open']);
  });

  it('is copied with the sources that its numerals stand for', async () => {
    const page = await harness.open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await ask(page, 'Which one?');
    const copy = page.getByRole('button', { name: 'Copy', exact: true }).last();
    await copy.click();
    await page.getByText('Copied').waitFor();
    // Browsers of one machine may share a clipboard, and another test may copy in between.
    const copied = async () => {
      await copy.click();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    await expect.poll(copied).toMatch(/halfway there \[1\](?:.|\n)*\[1\] .*The accessibility factor/);
  });
});
