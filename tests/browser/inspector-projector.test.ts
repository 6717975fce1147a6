import { describe, expect, test } from 'vitest';
import { ask, openStage, useInspector } from '../inspector/page.ts';
import { browserMissing } from '../support/browser.ts';

const QUESTION = 'What does an AI engineer do?';

describe.skipIf(browserMissing)('the inspector on a small projector', () => {
  const inspecting = useInspector();

  test('in big type each opened stage is in sight, beside its row and the newest turn', async () => {
    const page = await inspecting.open();
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.locator('main').press('b');
    await ask(page, QUESTION);
    await ask(page, 'Do I need a PhD?');
    const isSeen = (selector: string) =>
      page
        .locator(selector)
        .last()
        .evaluate((node) => {
          const { top, bottom } = node.getBoundingClientRect();
          const bar = document.querySelector('.top')?.getBoundingClientRect().bottom ?? 0;
          return bottom <= innerHeight && (node.closest('main') ? top >= bar : top >= 0);
        });
    await expect.poll(() => isSeen('.turns .note')).toBe(true);
    for (const name of await page.locator('.timeline .name').allInnerTexts()) {
      await openStage(page, name);
      await expect.poll(() => isSeen('#panel > header'), { message: name }).toBe(true);
      expect(await isSeen('.timeline [aria-expanded="true"]'), name).toBe(true);
    }
  });

  test('in big type at 1024 pixels the bars have the width, and nothing sticks out to the side', async () => {
    const page = await inspecting.open();
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.locator('main').press('b');
    await ask(page, QUESTION);
    const share = await page.evaluate(() => {
      const [bars, main] = ['.timeline svg', 'main'].map(
        (each) => document.querySelector(each)?.getBoundingClientRect().width ?? 0,
      );
      return (bars ?? 0) / (main ?? 1);
    });
    expect(share).toBeGreaterThan(0.5);
    await page.getByRole('button', { name: 'Playground' }).click();
    await page.getByRole('button', { name: 'Eight passages and one' }).click();
    await page.locator('.results h2', { hasText: 'prompts' }).waitFor();
    expect(await page.locator('.results').innerText()).toContain('Neither run sent a prompt to a model.');
    const sticksOut = await page.locator('main').evaluate((main) => {
      const edge = main.getBoundingClientRect().right;
      return [...main.querySelectorAll('fieldset, .side, .presets button, .templates, .tools')]
        .filter((each) => each.getBoundingClientRect().right > edge + 1)
        .map((each) => each.className || each.tagName);
    });
    expect(sticksOut).toEqual([]);
  });
});
