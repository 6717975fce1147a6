import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { saying } from '../support/answers.ts';
import { browserMissing } from '../support/browser.ts';
import { ask, useBrowser } from '../support/pages.ts';

const TAG = '<script src="/widget.js" data-title="Ask us" data-accent="#7a1f5c" async></script>';
const page = (head: string, body = '<h1>A page</h1><p>Some text to read.</p>') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Host</title>${head}<body>${body}</body></html>`;

const PAGES = {
  'host.html': page(TAG),
  'twice.html': page(TAG + TAG),
  'queue.html': page('<script src="/queue.js"></script><script src="/widget.js" async></script>'),
  'queue.js':
    'window.Crossroads = [["on", "open", () => { window.opened = true }], ["send", "From the queue"]]',
  'hostile.html': page(
    `<link rel="stylesheet" href="/hostile.css">${TAG}`,
    '<crossroads-chat></crossroads-chat>',
  ),
  'hostile.css':
    '* { color: red !important; font: 40px fantasy !important; display: block; } button { transform: scale(3); } html { font-size: 40px; letter-spacing: 1em; text-transform: uppercase; direction: rtl; }',
  'arabic.html': page(
    '<script src="/widget.js" data-position="none" data-locale="ar" async></script>',
    '<crossroads-chat data-locale="ar"></crossroads-chat>',
  ),
  'empty.html': page('<script src="/widget.js" data-position="none" async></script>'),
};

/** The widget's own elements need no style of the page's: not even `style-src` is given. */
const POLICY = (origin: string) =>
  `default-src 'none'; script-src ${origin}; connect-src ${origin.replace('http', 'ws')}; style-src ${origin}; require-trusted-types-for 'script'; trusted-types crossroads`;

describe.skipIf(browserMissing)('the widget on somebody else’s page', () => {
  const harness = useBrowser(PAGES, POLICY);
  const launcher = (on: Page) => on.getByRole('button', { name: 'Ask us' });
  const dialog = (on: Page) => on.getByRole('dialog', { name: 'Ask us' });
  const requests = (on: Page) => {
    const urls: string[] = [];
    on.on('request', (request) => urls.push(new URL(request.url()).pathname));
    return urls;
  };

  it('paints the launcher and fetches the panel only on first intent', async () => {
    const on = await harness.open({ path: 'host.html' });
    const urls = requests(on);
    await launcher(on).waitFor();
    expect(urls).toEqual([]);
    await launcher(on).hover();
    await expect.poll(() => urls).toContain('/panel.en.js');
    expect(harness.chat.requests).toEqual([]);
  });

  it('takes the focus when it opens and gives it back when Esc closes it', async () => {
    const on = await harness.open({ path: 'host.html' });
    await launcher(on).focus();
    await on.keyboard.press('Enter');
    await dialog(on).waitFor();
    await on.keyboard.type('typed');
    expect(await on.locator('textarea').inputValue()).toBe('typed');
    await on.keyboard.press('Escape');
    await dialog(on).waitFor({ state: 'hidden' });
    const focused = await on.evaluate(
      () => document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label') ?? '',
    );
    expect(focused).toBe('Ask us');
  });

  it('reaches every control with the keyboard alone', async () => {
    const on = await harness.open({ path: 'host.html' });
    await launcher(on).press('Enter');
    await ask(on, 'Which one?');
    await on.getByText('Answered without a model').waitFor();
    await on.locator('.head .close').focus();
    const names: string[] = [];
    for (let step = 0; step < 16; step += 1) {
      await on.keyboard.press('Tab');
      names.push(
        await on.evaluate(() => {
          const inner = document.activeElement?.shadowRoot?.activeElement;
          return inner?.getAttribute('aria-label') ?? inner?.textContent ?? '';
        }),
      );
    }
    for (const name of ['Conversation', '3 sources', 'Copy', 'Helpful? Yes', 'Ask a question', 'Forget me']) {
      expect(names).toContain(name);
    }
    expect(new Set(names.filter((name) => name.startsWith('Source '))).size).toBe(3);
  });

  it('raises no keyboard on a touch screen and fills it, with the page behind inert', async () => {
    const on = await harness.open({ path: 'host.html', width: 390, height: 844, touch: true });
    await launcher(on).tap();
    await dialog(on).waitFor();
    const state = await on.evaluate(() => {
      const root = document.querySelector('crossroads-launcher')?.shadowRoot;
      const box = root?.querySelector('dialog')?.getBoundingClientRect();
      return {
        focused: root?.activeElement?.localName,
        modal: root?.querySelector('dialog:modal') !== null,
        box: [box?.x, box?.y, box?.width, box?.height],
        inputPx: getComputedStyle(root?.querySelector('textarea') as Element).fontSize,
      };
    });
    expect(state).toEqual({ focused: 'div', modal: true, box: [0, 0, 390, 844], inputPx: '16px' });
  });

  it('tells the page what happens, with events that leave the shadow root', async () => {
    const on = await harness.open({ path: 'host.html' });
    await launcher(on).waitFor();
    await on.evaluate(() => {
      const seen: unknown[] = [];
      Object.assign(window, { seen });
      for (const name of [
        'ready',
        'open',
        'close',
        'question',
        'answer',
        'citation',
        'feedback',
        'error',
      ] as const) {
        window.Crossroads?.on(name, (event: CustomEvent) =>
          seen.push([name, Object.keys(event.detail).sort().join()]),
        );
      }
      window.Crossroads?.send('Which one?');
    });
    await on.getByText('Answered without a model').waitFor();
    await on.locator('.cite').first().click();
    await on.getByRole('button', { name: 'Helpful? No' }).click();
    await on.evaluate(() => window.Crossroads?.close());
    await expect
      .poll(() => on.evaluate(() => (window as unknown as { seen: unknown[] }).seen))
      .toEqual([
        ['open', ''],
        ['question', 'text,turnId'],
        ['ready', 'answerer,passages'],
        ['answer', 'answerer,outcome,text,turnId'],
        ['citation', 'documentId,heading,kind,marker,passageId,quote,title,turnId,url'],
        ['feedback', 'rating,turnId'],
        ['close', ''],
      ]);
  });

  it('answers calls that were made before it loaded', async () => {
    const on = await harness.open({ path: 'queue.html' });
    await on.locator('.question', { hasText: 'From the queue' }).waitFor();
    expect(await on.evaluate(() => (window as unknown as { opened: boolean }).opened)).toBe(true);
  });

  it('is one widget when its script stands there twice', async () => {
    const on = await harness.open({ path: 'twice.html' });
    await launcher(on).waitFor();
    expect(await on.locator('crossroads-launcher').count()).toBe(1);
    await on.evaluate(() => {
      window.Crossroads?.init();
      window.Crossroads?.init();
    });
    expect(await on.locator('crossroads-launcher').count()).toBe(1);
    await on.evaluate(() => {
      window.Crossroads?.destroy();
      window.Crossroads?.destroy();
    });
    expect(await on.locator('crossroads-launcher').count()).toBe(0);
  });

  it('keeps its conversation when it is moved, and hangs up when it is removed', async () => {
    const on = await harness.open({ path: 'empty.html' });
    await on.evaluate(() => document.body.append(document.createElement('crossroads-chat')));
    await ask(on, 'Which one?');
    await on.getByText('Answered without a model').waitFor();
    await on.evaluate(() => document.body.prepend(document.querySelector('crossroads-chat') as Element));
    expect(await on.locator('.turn').count()).toBe(1);
    await on.evaluate(() => document.querySelector('crossroads-chat')?.remove());
    await expect.poll(() => harness.chat.sockets.size).toBe(0);
  });

  it('keeps its look on a page whose rules hit everything, and changes nothing of the page', async () => {
    const on = await harness.open({ path: 'hostile.html' });
    await on.locator('crossroads-chat textarea').waitFor();
    const look = await on.locator('crossroads-chat .panel').evaluate((node) => {
      const { color, fontSize, textTransform, letterSpacing, direction } = getComputedStyle(node);
      return { color, fontSize, textTransform, letterSpacing, direction };
    });
    expect(look).toEqual({
      color: 'rgb(29, 28, 25)',
      fontSize: '15px',
      textTransform: 'none',
      letterSpacing: 'normal',
      direction: 'ltr',
    });
    expect(await on.locator('h1').count()).toBe(0);
    expect(await on.evaluate(() => document.adoptedStyleSheets.length + document.styleSheets.length)).toBe(1);
  });

  it('uses the owner’s accent', async () => {
    const on = await harness.open({ path: 'host.html' });
    await launcher(on).waitFor();
    const color = await launcher(on).evaluate((node) => getComputedStyle(node).backgroundColor);
    expect(color).toBe('rgb(122, 31, 92)');
  });

  it('speaks Arabic from right to left', async () => {
    const on = await harness.open({ path: 'arabic.html' });
    await on.getByPlaceholder('اطرح سؤالًا').waitFor();
    const send = await on.locator('.send').boundingBox();
    const field = await on.locator('textarea').boundingBox();
    expect(send?.x).toBeLessThan(field?.x ?? 0);
    harness.chat.script = saying('النص `model.ask();` هنا [1].\n\n```\nask("why?");\n```');
    await ask(on, 'لماذا؟');
    await on.locator('.answer pre code').waitFor();
    // Code is read from left to right everywhere: what ends it stands at its right.
    const ends = await on.locator('.answer code').evaluateAll((all) =>
      all.map((code) => {
        const range = new Range();
        const left = (at: number) => {
          range.setStart(code.firstChild as Node, at);
          range.setEnd(code.firstChild as Node, at + 1);
          return range.getBoundingClientRect().left;
        };
        return left((code.textContent ?? '').lastIndexOf(';')) > left(0);
      }),
    );
    expect(ends).toEqual([true, true]);
  });

  it('reports a panel that cannot be fetched, and recovers when it can', async () => {
    const on = await harness.open({ path: 'host.html' });
    let broken = true;
    await on.route('**/panel.*.js', (route) => (broken ? route.abort() : route.continue()));
    await launcher(on).waitFor();
    const failed = on.evaluate(
      () =>
        new Promise((resolve) => {
          window.Crossroads?.on('error', (event: CustomEvent) => resolve(event.detail.code));
          window.Crossroads?.open();
        }),
    );
    expect(await failed).toBe('panel_unavailable');
    await expect.poll(() => harness.problems.splice(0)).toEqual(['Failed to load resource: net::ERR_FAILED']);
    broken = false;
    await launcher(on).click();
    await dialog(on).waitFor();
  });
});
