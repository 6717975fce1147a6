import { describe, expect, it } from 'vitest';
import { saying } from '../support/answers.ts';
import { browserMissing } from '../support/browser.ts';
import { ask, useBrowser } from '../support/pages.ts';

describe.skipIf(browserMissing)('what a reload must not lose', () => {
  const harness = useBrowser({
    'two.html':
      '<!doctype html><html lang="en"><title>A page</title><script src="/widget.js"></script><crossroads-chat></crossroads-chat><crossroads-chat></crossroads-chat>',
    'launcher.html': '<!doctype html><html lang="en"><title>A page</title><script src="/widget.js"></script>',
  });
  const asks = () => harness.asks();

  it('a question that never reached the server is asked once the page is back, and not again', async () => {
    harness.chat.stalled = true;
    const page = await harness.open();
    await ask(page, 'Is anybody there?');
    await page.locator('.question', { hasText: 'Is anybody there?' }).waitFor();
    expect(asks()).toEqual([]);
    harness.chat.stalled = false;
    harness.chat.script = saying('Yes, here I am.');
    await page.reload();
    await page.locator('.answer', { hasText: 'Yes, here I am.' }).waitFor();
    expect(asks()).toMatchObject([{ text: 'Is anybody there?' }]);
    await page.reload();
    await page.locator('.answer', { hasText: 'Yes, here I am.' }).waitFor();
    expect(asks()).toHaveLength(1);
    expect(await page.locator('.turn').count()).toBe(1);
  });

  it('a question whose answer was cut off is asked again under its own id', async () => {
    const { page, say } = await harness.openAsking('Why?');
    say({ type: 'answer.delta', text: 'Half ' });
    await page.locator('.answer', { hasText: 'Half' }).waitFor();
    await page.reload();
    await expect.poll(() => asks().length).toBe(2);
    expect(asks()[1]).toEqual(asks()[0]);
    say({ type: 'answer.delta', text: 'and whole.' });
    await page.locator('.answer', { hasText: 'Half and whole' }).waitFor();
    expect(await page.locator('.turn').count()).toBe(1);
  });

  it('a question that was only typed stands in the field again, as high as it is long', async () => {
    const page = await harness.open();
    const text = 'What I would like to know is rather long, so that it takes several lines. '
      .repeat(4)
      .trim();
    await page.locator('textarea').fill(text);
    const height = () => page.locator('textarea').evaluate((field) => field.clientHeight);
    const before = await height();
    await page.reload();
    await expect.poll(() => page.locator('textarea').inputValue()).toBe(text);
    await page.locator('textarea').focus();
    expect(await height()).toBe(before);
    expect(before).toBeGreaterThan(60);
    await page.locator('textarea').press('Enter');
    await expect.poll(() => asks()).toMatchObject([{ text }]);
    await page.reload();
    await page.locator('.question').waitFor();
    expect(await page.locator('textarea').inputValue()).toBe('');
  });

  it('a question that was only typed outlives the dialog it stands in', async () => {
    const page = await harness.open({ path: 'launcher.html', width: 390 });
    await page.getByRole('button', { name: 'Ask a question' }).click();
    await page.locator('textarea').fill('Half a thought');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Ask the articles' }).click();
    expect(await page.locator('textarea').inputValue()).toBe('Half a thought');
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('button', { name: 'Ask a question' }).click();
    await expect.poll(() => page.locator('textarea').inputValue()).toBe('Half a thought');
  });

  it('each widget of a page keeps what was typed into it', async () => {
    const page = await harness.open({ path: 'two.html' });
    const fields = () => page.locator('textarea');
    await page.getByRole('button', { name: 'Ask a question' }).click();
    await expect.poll(() => fields().count()).toBe(3);
    for (const [at, text] of ['One thought', 'Another', 'A third'].entries())
      await fields().nth(at).fill(text);
    await page.reload();
    await page.getByRole('button', { name: 'Ask a question' }).click();
    await expect.poll(() => fields().count()).toBe(3);
    expect(
      await fields().evaluateAll((all) => all.map((field) => (field as HTMLTextAreaElement).value)),
    ).toEqual(['One thought', 'Another', 'A third']);
  });
});
