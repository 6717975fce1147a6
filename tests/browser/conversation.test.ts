import { describe, expect, it } from 'vitest';
import { CITATIONS, RICH, saying } from '../support/answers.ts';
import { browserMissing } from '../support/browser.ts';
import { ask, manual, useBrowser } from '../support/pages.ts';

describe.skipIf(browserMissing)('conversation in the browser', () => {
  const harness = useBrowser();
  const asks = () => harness.asks();

  it('answers a starter with a cited answer whose quote opens and closes', async () => {
    const page = await harness.open();
    await page.locator('crossroads-chat').getByRole('button', { name: 'How much maths do I need?' }).click();
    await page.getByText('Answered without a model').waitFor();
    const numeral = page.getByRole('button', { name: 'Source 2: What AI engineers do · article' });
    await numeral.click();
    await page.getByText('They take strong pre-trained models').waitFor();
    expect(await numeral.getAttribute('aria-expanded')).toBe('true');
    const card = page.locator('.answer .card');
    expect(await card.locator('a').getAttribute('href')).toBe('https://example.org/career#ai');
    await numeral.press('Escape');
    expect(await card.count()).toBe(0);
  });

  it('shows the stage before the first words, then the words as they come', async () => {
    const turn = manual();
    harness.chat.script = turn.script;
    const page = await harness.open();
    await page.locator('textarea').waitFor();
    await page.getByText('Connecting').waitFor({ state: 'hidden' });
    await ask(page, 'Why?');
    await page.locator('.question', { hasText: 'Why?' }).waitFor();
    await expect.poll(() => asks().length).toBe(1);
    turn.say({ type: 'turn.stage', stage: 'searching', count: 214 });
    await page.locator('.stage', { hasText: 'Searching 214 passages' }).waitFor();
    turn.say({ type: 'answer.delta', text: 'Because **it i' });
    await page.locator('.answer strong', { hasText: 'it' }).waitFor();
    expect(await page.locator('.answer').textContent()).not.toContain('*');
    expect(await page.locator('.stage').textContent()).toBe('');
  });

  it('stops a running answer and offers to try again', async () => {
    const turn = manual();
    harness.chat.script = turn.script;
    const page = await harness.open();
    await ask(page, 'Why?');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('.note', { hasText: 'Stopped' }).waitFor();
    await expect.poll(() => harness.chat.requests.map(({ type }) => type)).toContain('cancel');
    harness.chat.script = saying('Because.');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.answer', { hasText: 'Because.' }).waitFor();
    expect(new Set(asks().map((request) => 'turnId' in request && request.turnId)).size).toBe(2);
  });

  it('says plainly what failed and lets the visitor retry', async () => {
    harness.chat.script = (_question, say) =>
      say({ type: 'turn.failed', code: 'internal', message: 'Something went wrong.', retryable: true });
    const page = await harness.open();
    await ask(page, 'Why?');
    await page.locator('.note', { hasText: 'Something went wrong.' }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  });

  it('asks a question again, under its own id, when the connection broke before the answer', async () => {
    const { page, say } = await harness.openAsking('Why?');
    say({ type: 'answer.delta', text: 'Half ' });
    await page.locator('.answer', { hasText: 'Half' }).waitFor();
    // The longest of the delays that it draws, so that there is time to look.
    await page.evaluate(() => {
      Math.random = () => 0.999;
    });
    for (const socket of harness.chat.sockets) socket.terminate();
    await page.getByText('The connection was lost').waitFor();
    say({ type: 'answer.delta', text: 'and whole.' });
    // On a busy machine it may have come back by itself before it is told to.
    await page
      .getByRole('button', { name: 'Try now' })
      .click({ timeout: 1000 })
      .catch(() => {});
    await page.locator('.answer', { hasText: 'Half and whole' }).waitFor();
    await expect.poll(() => asks().length).toBe(2);
    expect(asks()[1]).toEqual(asks()[0]);
    expect(await page.locator('.turn').count()).toBe(1);
  });

  it('keeps an answer readable, without asking what it was worth, when the server lost the conversation', async () => {
    const page = await harness.open();
    await ask(page, 'Which one?');
    await page.getByRole('button', { name: 'Helpful? Yes' }).waitFor();
    harness.chat.conversationId = 'another-conversation';
    for (const socket of harness.chat.sockets) socket.terminate();
    await page.getByRole('button', { name: 'Helpful? Yes' }).waitFor({ state: 'detached' });
    expect(await page.locator('.answer').textContent()).toContain('the closer fit');
  });

  it('shows the conversation again after a reload, and not after it was forgotten', async () => {
    const page = await harness.open();
    await ask(page, 'Which one?');
    await page.getByText('Answered without a model').waitFor();
    await page.reload();
    await page.locator('.question', { hasText: 'Which one?' }).waitFor();
    await page.getByRole('button', { name: 'Forget me' }).click();
    await page.getByRole('button', { name: 'Yes', exact: true }).click();
    await page.locator('.turn').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('button', { name: 'Which path fits me?', exact: true }).waitFor();
    expect(await page.locator('.turn').count()).toBe(0);
  });

  it('shows the same conversation in a second tab, live', async () => {
    const one = await harness.open();
    await one.getByRole('button', { name: 'How much maths do I need?' }).waitFor();
    const two = await one.context().newPage();
    await two.goto(harness.chat.url);
    await two.locator('crossroads-chat textarea').waitFor();
    await two.getByText('Connecting').waitFor({ state: 'hidden' });
    await ask(one, 'Both?');
    await two.locator('.question', { hasText: 'Both?' }).waitFor();
    await two.getByText('Answered without a model').waitFor();
  });

  it('follows the text until the reader scrolls away, then offers the way back', async () => {
    const { page, say } = await harness.openAsking('Tell me a lot');
    // As a model would: by the time the panel is full the words have been coming for a while.
    for (let at = 10; at < 25; at += 1) {
      say({ type: 'answer.delta', text: `Word${at} ` });
      await page.locator('.answer', { hasText: `Word${at}` }).waitFor();
    }
    const log = page.locator('.log');
    const left = () => log.evaluate((node) => node.scrollHeight - node.scrollTop - node.clientHeight);
    say({ type: 'answer.delta', text: 'A paragraph of some length.\n\n'.repeat(40) });
    await page.locator('.answer p').nth(39).waitFor();
    await expect.poll(left).toBeLessThan(5);
    await log.hover();
    await page.mouse.wheel(0, -400);
    await expect.poll(left).toBeGreaterThan(390);
    const before = await log.evaluate((node) => node.scrollTop);
    say({ type: 'answer.delta', text: 'And one more.\n\n'.repeat(5) });
    const back = page.getByRole('button', { name: 'New text' });
    await back.waitFor();
    expect(await log.evaluate((node) => node.scrollTop)).toBe(before);
    await back.click();
    await expect.poll(left).toBeLessThan(5);
  });

  it('tells the server what was helpful and thanks the visitor', async () => {
    const page = await harness.open();
    await ask(page, 'Which one?');
    await page.getByRole('button', { name: 'Helpful? Yes' }).click();
    await page.getByText('Thank you').waitFor();
    await expect
      .poll(() => harness.chat.requests.filter(({ type }) => type === 'feedback'))
      .toMatchObject([{ rating: 'up' }]);
  });

  it('lists the sources behind their number', async () => {
    const page = await harness.open();
    await ask(page, 'Which one?');
    await page.getByRole('button', { name: '3 sources' }).click();
    await page.locator('.sources li').nth(2).waitFor();
    expect(await page.locator('.sources li').allTextContents()).toEqual([
      'The accessibility factorAI engineer vs ML engineer · articleOpen source',
      'What AI engineers doAI engineer vs ML engineer · articleOpen source',
      'Linear algebraSkills · additional note',
    ]);
  });

  it('waits out a limit and counts it down', async () => {
    const page = await harness.open({ before: (page) => page.clock.install() });
    await page.getByRole('button', { name: 'How much maths do I need?' }).waitFor();
    harness.chat.script = (_question, say) =>
      say({
        type: 'turn.failed',
        code: 'rate_limited',
        message: 'Wait.',
        retryable: true,
        retryAfterMs: 2000,
      });
    // Time passes as told, however busy the machine is.
    await page.clock.install();
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    await ask(page, 'Again?');
    const status = page.locator('[part=status]');
    const soon = async () => {
      await page.clock.runFor(10);
      return status.textContent();
    };
    await expect.poll(soon).toBe('Ask again in 2 seconds');
    await page.clock.runFor(1000);
    expect(await status.textContent()).toBe('Ask again in 1 second');
    await page.clock.runFor(1000);
    expect(await status.textContent()).toBe('');
  });

  it('shows an abstention like any other answer', async () => {
    harness.chat.script = saying('The articles do not cover visas.', { outcome: 'abstained', citations: [] });
    const page = await harness.open();
    await ask(page, 'Do I need a visa?');
    await page.locator('.turn[aria-busy=false] .answer', { hasText: 'do not cover visas' }).waitFor();
    expect(await page.locator('.note').textContent()).toBe('');
    expect(await page.getByText('0 sources').count()).toBe(0);
  });

  it('speaks whole sentences outside the transcript, never single words', async () => {
    const { page, say } = await harness.openAsking('Why?');
    const spoken = page.locator('[aria-live=polite].unseen');
    say({ type: 'answer.delta', text: 'Because it' });
    say({ type: 'answer.delta', text: ' is. And then' });
    await spoken.getByText('Because it is.', { exact: true }).waitFor({ state: 'attached' });
    expect(await spoken.textContent()).not.toContain('And then');
    expect(await page.locator('[role=log]').getAttribute('aria-live')).toBe('off');
    expect(await page.locator('[role=log] [aria-live=polite]').count()).toBe(0);
  });

  it('runs no script, fetches nothing and hides no address of a hostile answer', async () => {
    const page = await harness.open();
    harness.chat.script = saying(
      '<img src=x onerror=alert(1)> <script>alert(1)</script> ![x](https://evil.example/p.png) [bank.com](https://evil.example/) [go](javascript:alert(1)) <iframe srcdoc="<script>alert(1)</script>">',
      {
        size: 1,
        citations: [
          { ...(CITATIONS[0] as (typeof CITATIONS)[0]), quote: '<b>x</b>', url: 'javascript:alert(1)' },
        ],
      },
    );
    await ask(page, 'Attack');
    await page.getByText('Answered without a model').waitFor();
    expect(await page.locator('.answer :is(img, script, iframe, b)').count()).toBe(0);
    expect(await page.locator('.answer').textContent()).toContain('bank.com (evil.example)');
    expect(await page.locator('crossroads-chat a[href^="javascript"]').count()).toBe(0);
  });

  it('keeps line and focus: sends with Enter, breaks the line with Shift+Enter', async () => {
    const page = await harness.open();
    const field = page.locator('textarea');
    await field.fill('one');
    await field.press('Shift+Enter');
    await field.pressSequentially('two');
    expect(await field.inputValue()).toBe('one\ntwo');
    await field.press('Enter');
    await expect.poll(() => asks()).toMatchObject([{ text: 'one\ntwo' }]);
    expect(
      await field.evaluate((node: Element) => (node.getRootNode() as ShadowRoot).activeElement === node),
    ).toBe(true);
  });

  it('draws tables, lists and code within the panel at 320 px', async () => {
    harness.chat.script = saying(RICH);
    const page = await harness.open({ width: 320, height: 640, touch: true });
    await page.getByRole('button', { name: 'Ask about the two paths' }).click();
    await ask(page, 'Compare');
    await page.locator('.turn[aria-busy=false] .answer table').waitFor();
    await page.locator('.answer', { hasText: 'An unknown marker' }).waitFor();
    expect(await page.locator('.log').evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});
