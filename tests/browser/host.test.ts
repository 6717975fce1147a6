import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Pinned } from '../../web/build/files.ts';
import { CITATIONS, PLAIN, saying } from '../support/answers.ts';
import { browserMissing } from '../support/browser.ts';
import { ask, SIZES, useBrowser } from '../support/pages.ts';
import { buildWeb } from '../support/web-build.ts';

const TAG = '<script src="/widget.js" data-title="Ask us" async></script>';
const page = (head: string, body = '<h1>A page</h1><p>Some text to read.</p>') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Host</title>${head}<body>${body}</body></html>`;

const pinned = browserMissing
  ? undefined
  : (JSON.parse(new TextDecoder().decode((await buildWeb()).get('embed.json'))) as Pinned);

const CHAT = '<crossroads-chat id="one"></crossroads-chat>';
const PAGES = {
  'host.html': page(TAG),
  'unset.html': page(`<link rel="stylesheet" href="/unset.css">${TAG}`, CHAT),
  'unset.css':
    'body { color: red; font: italic 40px fantasy; letter-spacing: 1em; text-align: center; line-height: 3; cursor: wait; } * { all: unset !important; }',
  'patched.html': page(`<script src="/patched.js"></script>${TAG}`, CHAT),
  // What old frameworks and monitoring scripts do to a page: additions that enumerate, a JSON of their own, wrappers.
  'patched.js': `
    Array.prototype.toJSON = function () { return '[' + this.join() + ']'; };
    for (const own of [Array, String, Function, Number]) own.prototype.extra = function () { return this; };
    Array.prototype.find = function (test) { for (let at = 0; at < this.length; at += 1) if (test.call(this, this[at])) return this[at]; };
    Function.prototype.bind = new Proxy(Function.prototype.bind, {});
    Array.from = (list) => list.toArray ? list.toArray() : [...list];
    JSON.stringify = new Proxy(JSON.stringify, {});
    Element.prototype.remove = new Proxy(Element.prototype.remove, {});
    window.fetch = () => { throw new Error('patched fetch'); };
    window.WebSocket = class extends WebSocket {};
    history.pushState = new Proxy(history.pushState, {});
    document.createElement = new Proxy(document.createElement, {});
  `,
  'two.html': page(
    '<script src="/widget.js" data-position="none" async></script>',
    `${CHAT}<crossroads-chat id="two" data-locale="de"></crossroads-chat>`,
  ),
  'pinned.html': page(
    `<script src="${pinned?.path}" integrity="${pinned?.integrity}" crossorigin="anonymous" data-title="Ask us" async></script>`,
  ),
  'tampered.html': page(
    `<script src="${pinned?.path}" integrity="sha384-${'A'.repeat(64)}" crossorigin="anonymous" async></script>`,
  ),
  'accents.html': page('<script src="/widget.js" data-position="none" async></script>'),
};

/** Nothing but the widget's scripts and its socket: no style of any kind, and scripts through its own policy only. */
const POLICY = (origin: string) =>
  `default-src 'none'; script-src ${origin}; connect-src ${origin.replace('http', 'ws')}; style-src 'none'; require-trusted-types-for 'script'; trusted-types crossroads`;

describe.skipIf(browserMissing)('the widget on a page that forbids nearly everything', () => {
  const harness = useBrowser(PAGES, POLICY);
  const launcher = (on: Page) => on.getByRole('button', { name: 'Ask us' });

  it('looks and works as ever, extras included', async () => {
    const on = await harness.open({ path: 'host.html' });
    await launcher(on).click();
    await ask(on, 'Which one?');
    await on.getByRole('button', { name: '3 sources' }).click();
    await on.locator('.sources li').first().waitFor();
    const look = await on.locator('.panel').evaluate((node) => getComputedStyle(node).backgroundColor);
    expect(look).toBe('rgb(251, 250, 246)');
    expect(await on.locator('crossroads-launcher [style]:not(dialog):not(textarea)').count()).toBe(0);
  });

  it('runs a pinned build, and checks everything it fetches', async () => {
    const on = await harness.open({ path: 'pinned.html' });
    const folder = pinned?.path.replace(/[^/]*$/, '');
    const fetched: string[] = [];
    on.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await launcher(on).click();
    await ask(on, 'Which one?');
    await on.getByRole('button', { name: '3 sources' }).click();
    await on.locator('.sources').waitFor();
    expect(fetched).toEqual([`${folder}panel.en.js`, `${folder}extras.js`]);
    const unchecked = await on.evaluate(
      () => document.querySelectorAll('script:not([integrity^="sha"])').length,
    );
    expect(unchecked).toBe(0);
  });

  it('does not run when the pinned file is another one', async () => {
    const on = await harness.open({ path: 'tampered.html' });
    await expect.poll(() => harness.problems.splice(0).join()).toContain('integrity');
    expect(await on.locator('crossroads-launcher').count()).toBe(0);
  });
});

describe.skipIf(browserMissing)('the widget on a page that means no good', () => {
  const harness = useBrowser(PAGES, () => "default-src * 'unsafe-inline' ws:");

  it('keeps its look where everything is unset', async () => {
    const on = await harness.open({ path: 'unset.html' });
    await on.locator('crossroads-chat textarea').waitFor();
    const look = await on.locator('crossroads-chat .panel').evaluate((node) => {
      const { color, fontSize, letterSpacing, textAlign, cursor } = getComputedStyle(node);
      return { color, fontSize, letterSpacing, textAlign, cursor };
    });
    expect(look).toEqual({
      color: 'rgb(29, 28, 25)',
      fontSize: '15px',
      letterSpacing: 'normal',
      textAlign: 'start',
      cursor: 'auto',
    });
    const box = await on.locator('crossroads-launcher .launcher').boundingBox();
    expect(box).toMatchObject({ width: 56, height: 56, x: 1280 - 76, y: 800 - 76 });
    await ask(on, 'Which one?');
    await on.locator('.answer', { hasText: 'the closer fit' }).waitFor();
  });

  it('works where prototypes are patched', async () => {
    const on = await harness.open({ path: 'patched.html' });
    await ask(on, 'Which one?');
    await on.locator('.answer', { hasText: 'the closer fit' }).waitFor();
    await on.locator('.cite').first().click();
    await on.locator('.card').waitFor();
    await on.evaluate(() => window.Crossroads?.open());
  });

  it('stays when an app swaps the body, keeps the talk, and goes when it is told to', async () => {
    const on = await harness.open({ path: 'host.html' });
    await launcherOf(on).click();
    await ask(on, 'Which one?');
    await on.locator('.answer', { hasText: 'the closer fit' }).waitFor();
    await on.evaluate(() => {
      history.pushState({}, '', '/elsewhere');
      const next = document.createElement('body');
      next.innerHTML = '<h1>Elsewhere</h1>';
      document.documentElement.replaceChild(next, document.body);
    });
    await on.getByRole('heading', { name: 'Elsewhere' }).waitFor();
    expect(await on.locator('.turn').count()).toBe(1);
    expect(harness.chat.sockets.size).toBe(1);
    await on.evaluate(() => window.Crossroads?.destroy());
    await on.evaluate(() =>
      document.documentElement.replaceChild(document.createElement('body'), document.body),
    );
    expect(await on.locator('crossroads-launcher').count()).toBe(0);
  });

  it('is added again by its tag where a body brings the tag along', async () => {
    const on = await harness.open({ path: 'host.html' });
    await launcherOf(on).waitFor();
    await on.evaluate(() => {
      window.Crossroads?.destroy();
      const script = document.createElement('script');
      script.src = '/widget.js';
      document.body.append(script);
    });
    await on.locator('crossroads-launcher').waitFor({ state: 'attached' });
    expect(await on.locator('crossroads-launcher').count()).toBe(1);
  });

  it('runs twice on one page, in two languages', async () => {
    const on = await harness.open({ path: 'two.html' });
    await on.locator('#one').getByPlaceholder('Ask a question').waitFor();
    await on.locator('#two').getByPlaceholder('Frage').waitFor();
    await on.locator('#one textarea').fill('First?');
    await on.locator('#one textarea').press('Enter');
    await on.locator('#one .answer', { hasText: 'the closer fit' }).waitFor();
    await on.locator('#two textarea').fill('Second?');
    await on.locator('#two textarea').press('Enter');
    await on.locator('#two .question', { hasText: 'Second?' }).waitFor();
  });

  it('makes any accent readable, as text and as ground, in both themes', async () => {
    const on = await harness.open({ path: 'accents.html' });
    const worst = await on.evaluate(async () => {
      const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
      const luminance = (color: string) => {
        if (!canvas) throw new Error('no canvas');
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
          const share = part / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (one: string, other: string) => {
        const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
      };
      const found: [number, string][] = [];
      const levels = ['00', '66', '99', 'ff'];
      for (const theme of ['light', 'dark']) {
        for (const r of levels)
          for (const g of levels)
            for (const b of levels) {
              const chat = document.createElement('crossroads-chat');
              Object.assign(chat.dataset, { accent: `#${r}${g}${b}`, theme });
              document.body.append(chat);
              await (chat as unknown as { open(): Promise<void> }).open();
              const root = chat.shadowRoot;
              const probe = document.createElement('i');
              root?.append(probe);
              const read = (name: string) => {
                probe.style.color = `var(--${name})`;
                return getComputedStyle(probe).color;
              };
              const [accent, on, paper] = [read('accent'), read('on-accent'), read('paper')];
              found.push([Math.min(contrast(accent, paper), contrast(accent, on)), `#${r}${g}${b} ${theme}`]);
              chat.remove();
            }
      }
      return found.sort(([a], [b]) => a - b)[0];
    });
    expect(worst?.[0], worst?.[1]).toBeGreaterThanOrEqual(4.5);
  });

  it('keeps input and last line above the keyboard of a phone', async () => {
    const on = await harness.open({ path: 'host.html', width: 390, height: 844, touch: true });
    await launcherOf(on).tap();
    harness.chat.script = saying(PLAIN.repeat(4));
    await ask(on, 'Which one?');
    // More than fits, so it is shown from its question on until the reader goes to its end.
    await on.getByRole('button', { name: 'New text' }).tap();
    // Chromium without a keyboard: what a keyboard does to the visual viewport is told to the widget by its own event.
    await on.evaluate(() => {
      const viewport = window.visualViewport as VisualViewport;
      Object.defineProperty(viewport, 'height', { value: 500, configurable: true });
      Object.defineProperty(viewport, 'offsetTop', { value: 40, configurable: true });
      viewport.dispatchEvent(new Event('resize'));
    });
    const field = on.locator('textarea');
    await expect.poll(async () => ((await field.boundingBox())?.y ?? 900) + 40).toBeLessThan(540);
    const last = on.locator('.lines li').last();
    const lastEnd = () => last.evaluate((node) => node.getBoundingClientRect().bottom);
    await expect.poll(lastEnd).toBeLessThanOrEqual((await field.boundingBox())?.y ?? 0);
    expect(await on.locator('dialog').evaluate((node) => node.getBoundingClientRect().top)).toBe(40);
  });

  it('can be read and used at 200 % zoom', async () => {
    // Half the pixels of a laptop: what the zoom makes of them.
    const on = await harness.open({ path: 'host.html', width: 640, height: 400 });
    await launcherOf(on).click();
    await ask(on, 'Which one?');
    await on.getByText('Answered without a model').waitFor();
    expect(await on.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
    const log = await on.locator('.log').boundingBox();
    expect(log?.height).toBeGreaterThan(150);
  });

  it.each(SIZES)('opens within the screen at $width px', async ({ width, height }) => {
    for (const dark of [false, true]) {
      const on = await harness.open({ path: 'host.html', width, height, dark });
      await launcherOf(on).click();
      await on.locator('textarea').waitFor();
      const box = await on.locator('dialog').boundingBox();
      expect(
        box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height,
      ).toBe(true);
      await ask(on, CITATIONS[0]?.quote ?? '');
      await on.locator('.answer', { hasText: 'the closer fit' }).waitFor();
      await on.context().close();
    }
  });

  function launcherOf(on: Page) {
    return on.getByRole('button', { name: 'Ask us' });
  }
});
