import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { CITATIONS, saying } from '../support/answers.ts';
import { browserMissing } from '../support/browser.ts';
import { ask, useBrowser } from '../support/pages.ts';
import type { Script } from '../support/scripted-chat.ts';

const CONSENT = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Consent</title><body>
<script src="/widget.js" data-title="Ask us" data-consent="Kept for 30 days, see [privacy](https://example.org/privacy)." async></script>`;

describe.skipIf(browserMissing)('asking anew, saying more, taking along', () => {
  const harness = useBrowser({ 'consent.html': CONSENT });
  const asks = () => harness.asks();

  it('asks the last question again, and the new answer takes the place of the old', async () => {
    const page = await harness.open();
    await ask(page, 'Which one?');
    await page.getByRole('button', { name: 'Ask again' }).waitFor();
    harness.chat.script = saying('Another answer [1].');
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.locator('.answer', { hasText: 'Another answer' }).waitFor();
    expect(await page.locator('.turn').count()).toBe(1);
    const [first, second] = asks();
    expect(second).toMatchObject({
      text: 'Which one?',
      replaces: first && 'turnId' in first && first.turnId,
    });
  });

  it('lets the visitor put the last question in other words, or think better of it', async () => {
    const page = await harness.open();
    const field = page.locator('textarea');
    await ask(page, 'Which one?');
    await page.getByRole('button', { name: 'Edit' }).click();
    expect(await field.inputValue()).toBe('Which one?');
    await page.getByText('Replaces your last question.').waitFor();
    await field.press('Escape');
    expect(await field.inputValue()).toBe('');
    await page.getByText('Replaces your last question.').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Edit' }).click();
    await ask(page, 'Which one, without maths?');
    await page.locator('.question', { hasText: 'without maths' }).waitFor();
    await expect.poll(() => page.locator('.turn').count()).toBe(1);
    await page.locator('.turn[aria-busy=false]', { hasText: 'without maths' }).waitFor();
    expect(asks()[1]).toMatchObject({ replaces: expect.any(String) });
    await ask(page, 'And then?');
    await expect.poll(() => asks().length).toBe(3);
    expect(asks()[2]).not.toHaveProperty('replaces');
  });

  it('keeps the answer on screen when the server does not take the question anew', async () => {
    const page = await harness.open();
    await ask(page, 'Which one?');
    await page.getByRole('button', { name: 'Ask again' }).waitFor();
    harness.chat.refuse = { code: 'busy', message: 'Busy.' };
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await page.locator('.answer').first().textContent()).toContain('the closer fit');
    harness.chat.refuse = undefined;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => page.locator('.turn').count()).toBe(1);
    await expect.poll(() => asks().length).toBe(3);
    expect(asks()[2]).toMatchObject({ replaces: asks()[1] && (asks()[1] as { replaces?: string }).replaces });
  });

  it('keeps the focus when what was pressed to ask goes away', async () => {
    const page = await harness.open();
    const field = page.locator('textarea:focus');
    await page.getByRole('button', { name: 'How much maths do I need?' }).press('Enter');
    await field.waitFor();
    const over = (answer: string) => page.locator('.turn[aria-busy=false]', { hasText: answer }).waitFor();
    await over('the closer fit');
    for (const name of ['What should I learn first?', 'Ask again']) {
      harness.chat.script = saying(`The answer to ${name}`);
      await page.getByRole('button', { name }).last().press('Enter');
      await field.waitFor();
      await over(`The answer to ${name}`);
    }
    // The page's own calls leave the focus where it is.
    await page.getByRole('button', { name: 'Copy' }).first().focus();
    await page.evaluate(() => window.Crossroads?.send('From the page'));
    await page.locator('.question', { hasText: 'From the page' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('button');
  });

  it('asks after a thumb down what was missing, and sends the word', async () => {
    const page = await harness.open();
    await ask(page, 'Which one?');
    await page.getByRole('button', { name: 'Helpful? No' }).click();
    const word = page.getByLabel('What was missing?');
    await word.fill('  The pay  ');
    await word.press('Enter');
    await word.waitFor({ state: 'detached' });
    await expect
      .poll(() => harness.chat.requests.filter((request) => request.type === 'feedback'))
      .toMatchObject([{ rating: 'down' }, { rating: 'down', comment: 'The pay' }]);
    await page.getByText('Thank you').waitFor();
  });

  it('hands out the conversation as a Markdown file with its sources', async () => {
    const page = await harness.open();
    await ask(page, 'Which one?');
    await page.getByRole('button', { name: 'Ask again' }).waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe('Ask about the two paths.md');
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toMatch(/^# Ask about the two paths\n\n## Which one\?\n\n\*\*AI engineering/);
    expect(text).toContain(
      '- [2] AI engineer vs ML engineer › What AI engineers do <https://example.org/career#ai>',
    );
  });

  it('shows the quote under the mouse and in focus, lets it be read and followed, and goes with Esc', async () => {
    const page = await harness.open();
    await ask(page, 'Which one?');
    const numeral = page.getByRole('button', { name: 'Source 2' });
    const card = page.locator('.peek', { hasText: CITATIONS[1]?.quote ?? '' });
    await numeral.hover();
    await card.waitFor();
    await card.getByRole('link', { name: 'Open source' }).hover();
    await page.locator('textarea').hover();
    await card.waitFor({ state: 'detached' });
    await page.locator('.log').focus();
    await page.getByRole('button', { name: 'Source 1' }).focus();
    await page.keyboard.press('Tab');
    await card.waitFor();
    const box = await card.boundingBox();
    const frame = await page.locator('.panel').boundingBox();
    expect(box && frame && box.x >= frame.x && box.x + box.width <= frame.x + frame.width).toBe(true);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.locator('.answer .card').waitFor();
    expect(await page.locator('.peek').count()).toBe(0);
  });

  it('marks each sentence that no cited passage supports, where it stands', async () => {
    const page = await harness.open();
    const text =
      'It **pays** well [1]. They [work](https://example.org/x) on the moon.\n\n- Maths helps [3].\n- So does a dragon.';
    const span = (part: string): [number, number] => [text.indexOf(part), text.indexOf(part) + part.length];
    const script: Script = (_question, say) => {
      for (const citation of CITATIONS) say({ type: 'answer.citation', ...citation });
      say({ type: 'answer.delta', text });
      const spans = [span('They [work](https://example.org/x) on the moon.'), span('So does a dragon.')];
      say({
        type: 'turn.completed',
        answerer: 'llm',
        outcome: 'answered',
        finishReason: 'stop',
        followUps: [],
        grounding: { score: 0.5, unsupported: [1, 3], spans },
      });
    };
    harness.chat.script = script;
    await ask(page, 'Moon?');
    await page.locator('.answer .loose').nth(1).waitFor();
    expect(await page.locator('.answer p').first().textContent()).toBe(
      'It pays well1. They work on the moon.?',
    );
    expect(await page.locator('.answer li').allTextContents()).toEqual([
      'Maths helps3.',
      'So does a dragon.?',
    ]);
    expect(await page.locator('.answer .loose').first().getAttribute('aria-label')).toContain('No source');
    await page.getByText('2 sentences without a source').waitFor();
  });

  it('sends and keeps nothing before the visitor agreed to what the owner asks', async () => {
    const page = await harness.open({ path: 'consent.html' });
    await page.getByRole('button', { name: 'Ask us' }).click();
    await page.getByRole('button', { name: 'Agree' }).waitFor();
    expect(await page.locator('.consent a').getAttribute('href')).toBe('https://example.org/privacy');
    await page.evaluate(() => window.Crossroads?.send('From the page'));
    await page.locator('textarea').press('Enter');
    expect(await page.locator('textarea').inputValue()).toBe('From the page');
    expect(harness.chat.sockets.size).toBe(0);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.locator('.consent:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('textarea:focus').press('Enter');
    await page.locator('.answer', { hasText: 'the closer fit' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Ask us' }).click();
    await page.locator('.question', { hasText: 'From the page' }).waitFor();
    expect(await page.getByRole('button', { name: 'Agree' }).count()).toBe(0);
  });
});
