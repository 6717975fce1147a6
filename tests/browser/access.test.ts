import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { RICH, saying } from '../support/answers.ts';
import { browserMissing } from '../support/browser.ts';
import { drawing, FIGURES } from '../support/figures.ts';
import { ask, type Harness, manual, SIZES, useBrowser } from '../support/pages.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules broken on the page as it stands, with what breaks them. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    (
      window as unknown as {
        axe: {
          run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
        };
      }
    ).axe.run(),
  );
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

const openPanel = async (page: Page, width: number) => {
  if (width < 1024) await page.getByRole('button', { name: 'Ask about the two paths' }).click();
  await page.locator('textarea').waitFor();
};

/** Brings a page into a state worth checking. */
const STATES: Record<string, (page: Page, harness: Harness) => Promise<unknown>> = {
  start: (page) => page.locator('.lines').first().waitFor(),
  streaming: async (page, harness) => {
    const turn = manual();
    const asked = harness.asks().length;
    harness.chat.script = turn.script;
    await ask(page, 'Why?');
    await expect.poll(() => harness.asks().length).toBe(asked + 1);
    turn.say({ type: 'answer.delta', text: 'Because it is' });
    await page.locator('.answer p').waitFor();
  },
  answered: async (page, harness) => {
    harness.chat.script = saying(RICH);
    await ask(page, 'Compare');
    await page.getByRole('button', { name: '3 sources' }).click();
    await page.locator('.sources li').first().waitFor();
    await page.locator('.cite').first().click();
    await page.locator('.answer .card').waitFor();
  },
  drawn: async (page, harness) => {
    for (const [at, figure] of Object.values(FIGURES).entries()) {
      harness.chat.script = drawing(figure);
      await ask(page, `Draw ${figure.kind}`);
      await page.locator(`.turn[aria-busy=false] .fig-${figure.kind}`).waitFor({ state: 'attached' });
      expect(await page.locator('.turn').count()).toBe(at + 1);
    }
  },
  'asked what was missing': async (page) => {
    await ask(page, 'Why?');
    await page.getByRole('button', { name: 'Helpful? No' }).click();
    await page.getByLabel('What was missing?').waitFor();
    await page.locator('.cite').first().focus();
  },
  'editing a question': async (page) => {
    await ask(page, 'Why?');
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByText('Replaces your last question.').waitFor();
  },
  failed: async (page, harness) => {
    harness.chat.script = (_question, say) =>
      say({ type: 'turn.failed', code: 'busy', message: 'Busy.', retryable: true, retryAfterMs: 60_000 });
    await ask(page, 'Why?');
    await page.getByText('Ask again in').waitFor();
  },
  offline: async (page, harness) => {
    await page.getByText('Connecting').waitFor({ state: 'hidden' });
    harness.chat.stalled = true;
    for (const socket of harness.chat.sockets) socket.terminate();
    await page.getByText('The connection was lost').waitFor();
  },
};

describe.skipIf(browserMissing)('access for everyone', () => {
  const plain =
    '<!doctype html><html lang="en"><title>A page</title><body></body><script src="/widget.js" data-position="none"></script>';
  const harness = useBrowser(
    { 'plain.html': plain },
    () => "default-src * 'unsafe-inline' 'unsafe-eval' ws:",
  );

  for (const [state, reach] of Object.entries(STATES)) {
    for (const dark of [false, true]) {
      it(`has nothing for axe to find when ${state}, ${dark ? 'dark' : 'light'}, narrow and wide`, async () => {
        for (const { width, height } of [SIZES[0], SIZES[3]] as typeof SIZES) {
          harness.chat.stalled = false;
          const page = await harness.open({ width, height, dark });
          await openPanel(page, width);
          await reach(page, harness);
          expect(await violations(page)).toEqual([]);
          await page.context().close();
        }
      });
    }
  }

  it('has a page of every attribute that axe finds nothing in, and that does what it says', async () => {
    const page = await harness.open({ path: 'embed.html' });
    await page.getByLabel('data-greeting').fill('Ask away, “friend” & co.');
    await page.locator('.greeting', { hasText: 'Ask away' }).waitFor();
    await page.getByLabel('pin this build').check();
    await expect.poll(() => page.locator('#tag').textContent()).toMatch(/integrity="sha384-[\w+/=]{64}"/);
    expect(await page.locator('#tag').textContent()).toContain(
      'data-greeting="Ask away, “friend” &amp; co." async></script>',
    );
    await page.getByRole('button', { name: /Crossroads.send/ }).click();
    await expect.poll(() => page.locator('#heard').textContent()).toContain('crossroads:answer');
    expect(await violations(page)).toEqual([]);
    const names = await page
      .locator('#options [name]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('name')));
    expect(names.length).toBeLessThanOrEqual(10);
  });

  it.each(SIZES)('needs no sideways scrolling at $width px', async ({ width, height }) => {
    harness.chat.script = saying(RICH);
    const page = await harness.open({ width, height });
    await openPanel(page, width);
    await ask(page, 'Compare');
    await page.getByText('Answered without a model').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await page.locator('.log').evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
  });

  it.each([
    ['light', 'dark', 'dark'],
    ['dark', 'light', 'light'],
    ['dark', undefined, 'dark'],
    ['light', undefined, 'light'],
  ] as const)(
    'on a page that says nothing of themes, a %s system and the theme %s make it %s',
    async (system, theme, expected) => {
      const page = await harness.open({ path: 'plain.html', dark: system === 'dark' });
      const attribute = theme ? { theme } : {};
      const grounds = await page.evaluate(async (dataset) => {
        const found: string[] = [];
        for (const name of ['crossroads-launcher', 'crossroads-chat']) {
          const element = document.createElement(name);
          Object.assign(element.dataset, dataset);
          document.body.append(element);
          const launcher = element.shadowRoot?.querySelector('.launcher');
          if (launcher) found.push(getComputedStyle(launcher).color);
          await (element as unknown as { open(): Promise<void> }).open();
          const panel = element.shadowRoot?.querySelector('.panel');
          if (panel) found.push(getComputedStyle(panel).backgroundColor);
        }
        return found;
      }, attribute);
      const paper = expected === 'dark' ? 'rgb(23, 22, 19)' : 'rgb(251, 250, 246)';
      const mark = expected === 'dark' ? 'rgb(16, 32, 26)' : 'rgb(255, 255, 255)';
      expect(grounds).toEqual([mark, paper, paper]);
    },
  );

  it('keeps its header in place however long the conversation is', async () => {
    harness.chat.script = saying(RICH);
    const page = await harness.open();
    for (const [at, question] of ['One?', 'Two?', 'Three?'].entries()) {
      await ask(page, question);
      await page.getByText('Answered without a model').nth(at).waitFor();
    }
    const panel = page.locator('crossroads-chat .panel');
    await page.locator('.question').first().scrollIntoViewIfNeeded();
    await page
      .locator('.turn')
      .last()
      .evaluate((turn) => turn.scrollIntoView());
    expect(await panel.evaluate((node) => [node.scrollTop, node.scrollHeight - node.clientHeight])).toEqual([
      0, 0,
    ]);
  });

  it('moves nothing for visitors who asked for less motion', async () => {
    const page = await harness.open();
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await ask(page, 'Which one?');
    await page.locator('.cite').first().click();
    const motion = () => page.locator('.card').evaluate((node) => getComputedStyle(node).animationName);
    expect(await motion()).toBe('appear');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await motion()).toBe('none');
  });

  it('keeps its controls visible with forced colours', async () => {
    const page = await harness.open();
    await page.emulateMedia({ forcedColors: 'active' });
    await ask(page, 'Which one?');
    await page.getByText('Answered without a model').waitFor();
    const border = await page.locator('.send').evaluate((node) => getComputedStyle(node).borderTopWidth);
    expect(border).toBe('1px');
  });
});
