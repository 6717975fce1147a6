import { describe, expect, it } from 'vitest';
import { RICH, saying } from '../support/answers.ts';
import { browserMissing } from '../support/browser.ts';
import { ask, useBrowser } from '../support/pages.ts';

describe.skipIf(browserMissing)('an answer that is very long', () => {
  const harness = useBrowser();
  const LONG = `${RICH}\n\n`.repeat(60);

  it('comes at once and is drawn in steps, as it would have been drawn in one', async () => {
    harness.chat.script = saying(LONG, { size: LONG.length });
    const page = await harness.open();
    await page.locator('textarea').waitFor();
    await page.evaluate(() => {
      const heights: number[] = [];
      Object.assign(window, { heights });
      const look = () => {
        const answer = document.querySelector('crossroads-chat')?.shadowRoot?.querySelector('.answer');
        const count = answer?.querySelectorAll('*').length ?? 0;
        if (count > (heights.at(-1) ?? 0)) heights.push(count);
        requestAnimationFrame(look);
      };
      look();
    });
    await ask(page, 'Tell me everything');
    const answer = page.locator('.answer');
    await expect.poll(() => answer.locator('table').count()).toBe(60);
    expect(
      await page.evaluate(() => (window as unknown as { heights: number[] }).heights.length),
    ).toBeGreaterThan(2);
    const stepwise = await answer.innerHTML();
    harness.chat.script = saying(RICH);
    await ask(page, 'Once');
    const once = page.locator('.answer').nth(1);
    await expect.poll(() => once.locator('table').count()).toBe(1);
    await expect.poll(async () => (await once.innerHTML()).length).toBeGreaterThan(1000);
    expect(stepwise.startsWith((await once.innerHTML()).slice(0, 1000))).toBe(true);
    expect(await page.locator('.turn').first().getAttribute('aria-busy')).toBe('false');
  });
});
