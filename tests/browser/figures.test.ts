import { describe, expect, it } from 'vitest';
import type { Figure } from '../../src/figures.ts';
import { CITATIONS } from '../support/answers.ts';
import { browserMissing } from '../support/browser.ts';
import { drawing, FIGURES } from '../support/figures.ts';
import { ask, SIZES, useBrowser } from '../support/pages.ts';

describe.skipIf(browserMissing)('figures', () => {
  const harness = useBrowser();

  it.each([
    ['verdict', ['11 / 11 (100%)', 'AI engineer +1\nML engineer −2', 'No years of statistics are needed.']],
    ['gap', ['RAG', 'stated: aware · expected: does it alone', 'Build one.', 'Measure it.']],
    ['comparison', ['Maths', 'Little', 'Deep']],
    ['plan', ['Software basics', '2.5 weeks', 'later', 'nine months (one author)']],
  ] as const)('draws a %s in place of the list that says the same', async (kind, words) => {
    harness.chat.script = drawing(FIGURES[kind]);
    const page = await harness.open();
    await ask(page, 'Go');
    const figure = page.locator('.fig');
    await figure.waitFor();
    for (const text of words) expect(await figure.textContent()).toContain(text);
    await page.locator('.answer > ul').waitFor({ state: 'hidden' });
    expect(
      await page.locator('.answer').evaluate((node) => node.children[1]?.classList.contains('fig')),
    ).toBe(true);
  });

  it('draws bars long enough to compare at 320 px, and leaves most of the screen to the conversation', async () => {
    harness.chat.script = drawing(FIGURES.verdict);
    const page = await harness.open({ width: 320, height: 640, touch: true });
    await page.getByRole('button', { name: 'Ask about the two paths' }).click();
    await ask(page, 'Go');
    await page.locator('.fig .lead').waitFor();
    const lengths = await page
      .locator('.fig svg.bar')
      .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
    expect(Math.min(...lengths)).toBeGreaterThan(200);
    const height = await page.locator('.log').evaluate((node) => node.clientHeight);
    expect(height).toBeGreaterThan(640 * 0.6);
  });

  it('opens the card of a citation within a figure', async () => {
    harness.chat.script = drawing(FIGURES.verdict);
    const page = await harness.open();
    await ask(page, 'Go');
    await page.locator('.fig .cite').first().click();
    await page.locator('.fig .card').waitFor();
    expect(await page.locator('.fig .card').textContent()).toContain(CITATIONS[1]?.quote);
  });

  it('sends a quick reply when it is pressed, and offers it once', async () => {
    harness.chat.script = drawing(FIGURES.question);
    const page = await harness.open();
    await ask(page, 'Test me');
    await page.getByRole('button', { name: 'Tune a model' }).click();
    await expect.poll(() => harness.asks()).toMatchObject([{}, { text: 'Tune a model' }]);
    await page.locator('.turn[aria-busy=false] .fig').nth(1).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Ship a feature' }).count()).toBe(1);
  });

  it('draws again what a page that comes back is given', async () => {
    harness.chat.script = drawing(FIGURES.comparison);
    const page = await harness.open();
    await ask(page, 'Compare');
    await page.locator('.fig').waitFor();
    await page.reload();
    await page.locator('.fig').waitFor();
    expect(await page.locator('.fig').count()).toBe(1);
  });

  it('leaves the whole text where its script cannot be fetched', async () => {
    harness.chat.script = drawing(FIGURES.plan);
    const page = await harness.open();
    await page.route('**/extras.js', (route) => route.abort());
    await ask(page, 'Plan');
    await page.locator('.answer > ul').waitFor();
    await expect.poll(() => harness.problems.splice(0)).toEqual(['Failed to load resource: net::ERR_FAILED']);
    expect(await page.locator('.fig').count()).toBe(0);
  });

  it.each(Object.keys(FIGURES) as Figure['kind'][])('fits a small phone (%s)', async (kind) => {
    harness.chat.script = drawing(FIGURES[kind]);
    const page = await harness.open({ ...SIZES[0], dark: true });
    await page.getByRole('button', { name: 'Ask about the two paths' }).click();
    await ask(page, 'Go');
    await page.locator('.fig').waitFor();
    expect(await page.locator('.log').evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
  });
});
