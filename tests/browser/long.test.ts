import { describe, expect, it } from 'vitest';
import { CITATIONS, RICH, saying } from '../support/answers.ts';
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
    await page.locator('.turn[aria-busy=false]').waitFor();
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
  });

  it('is shown from its question on when it is there before anybody can have read it', async () => {
    harness.chat.script = saying(LONG);
    const page = await harness.open();
    await ask(page, 'Tell me everything');
    await page.locator('.turn[aria-busy=false]').waitFor();
    const log = page.locator('.log');
    const below = async () => {
      const [question, frame] = [
        await page.locator('.question').last().boundingBox(),
        await log.boundingBox(),
      ];
      return (question?.y ?? Number.NaN) - (frame?.y ?? Number.NaN);
    };
    expect(await below()).toBeGreaterThanOrEqual(0);
    expect(await below()).toBeLessThan(24);
    await page.getByRole('button', { name: 'New text' }).click();
    await expect.poll(below).toBeLessThan(-1000);
    // A question that is asked by other means than the field, far from the end.
    await log.evaluate((node) => node.scrollTo(0, 300));
    await page.evaluate(() => window.Crossroads?.send('And everything else?'));
    await page.locator('.turn[aria-busy=false]').nth(1).waitFor();
    expect(await below()).toBeGreaterThanOrEqual(0);
    expect(await below()).toBeLessThan(24);
  });

  it.each([
    ['spaces', '好的工作取决于你想要怎样的一天'.repeat(6)],
    ['breaks', 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(2)],
  ])('keeps its words within 320 px where they have no %s before a numeral', async (_what, words) => {
    harness.chat.script = saying(`${words} [1].`);
    const page = await harness.open({ width: 320, height: 640 });
    await page.getByRole('button', { name: 'Ask about the two paths' }).click();
    await ask(page, 'Well?');
    await page.locator('.turn[aria-busy=false]').waitFor();
    const over = await page
      .locator('.answer p')
      .first()
      .evaluate((node) => node.scrollWidth - node.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
    expect(await page.locator('.held').textContent()).toMatch(/^.{12}1$/);
  });

  it('is one of two hundred, and the newest is still at hand', async () => {
    const page = await harness.open();
    await page.locator('.lines').first().waitFor();
    for (let at = 0; at < 200; at += 1) {
      const turnId = `many-${String(at).padStart(6, '0')}`;
      harness.chat.broadcast({
        type: 'turn.snapshot',
        seq: 0,
        turnId,
        question: `Question ${at}`,
        text: RICH,
        citations: CITATIONS,
        state: 'completed',
        end: {
          type: 'turn.completed',
          turnId,
          answerer: 'rules',
          outcome: 'answered',
          finishReason: 'stop',
          followUps: ['And then?'],
          grounding: { score: 1, unsupported: [] },
        },
      });
    }
    await expect.poll(() => page.locator('.answer table').count()).toBe(200);
    const log = page.locator('.log');
    const left = () => log.evaluate((node) => node.scrollHeight - node.scrollTop - node.clientHeight);
    await expect.poll(left).toBeLessThan(5);
    expect(await page.getByRole('button', { name: 'And then?' }).count()).toBe(1);
    harness.chat.script = saying('Here.');
    await ask(page, 'Still there?');
    await page.locator('.turn[aria-busy=false]').nth(200).waitFor();
    await expect.poll(left).toBeLessThan(5);
  });
});
