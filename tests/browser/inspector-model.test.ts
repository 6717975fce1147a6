import { afterAll, describe, expect, test } from 'vitest';
import { ask, openStage, useInspector, violations } from '../inspector/page.ts';
import { browserMissing } from '../support/browser.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

const QUESTION = 'What does an AI engineer do?';

describe.skipIf(browserMissing)('the inspector, with a model', () => {
  let upstream: Upstream;
  const inspecting = useInspector(async () => {
    upstream = await startUpstream(
      ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'status 500'],
      'They build features with models [1]. They love ponies.',
    );
    return { OPENAI_BASE_URL: upstream.baseUrl, MODEL_PRICES: 'gpt-4o-mini=0.15/0.60' };
  });
  afterAll(() => upstream.close());

  test('shows the prompt with its variables, the wait, the stream, and the sentence that nothing carries', async () => {
    const page = await inspecting.open({ forAxe: true });
    await ask(page, QUESTION);
    expect(await page.locator('.facts').innerText()).toMatch(/18 tokens[\s\S]*\$0\.0001|< \$0\.0001/);
    const prompt = await openStage(page, 'Compose');
    expect(prompt).toMatch(/Prompt · [\d,]+ of 6,000 tokens/);
    expect(prompt).toContain('{{passages}}');
    expect(await page.locator('.variable', { hasText: '{{standaloneQuery}}' }).innerText()).toContain(
      QUESTION,
    );
    expect(await openStage(page, 'First token')).toContain('gpt-4o-mini');
    const stream = await openStage(page, 'Stream');
    expect(stream).toContain('11 in, 7 out');
    expect(stream).toMatch(/tokens a second/);
    const ground = await openStage(page, 'Ground');
    expect(ground).toMatch(/✗ not carried\s+They love ponies\./);
    expect(await violations(page)).toEqual([]);
  });

  test('runs a question before and after a change, with both diffs, and a broken template says so', async () => {
    const page = await inspecting.open({ forAxe: true });
    await ask(page, QUESTION);
    await page.getByRole('button', { name: 'Playground' }).click();
    await page.getByRole('button', { name: 'Model and rules' }).click();
    await page.locator('.diff').first().waitFor();
    const sides = page.locator('.side');
    await expect
      .poll(() => sides.nth(1).evaluate((node) => node.getBoundingClientRect().top))
      .toBeLessThan(200);
    expect(await sides.nth(0).innerText()).toMatch(/ponies[\s\S]*gpt-4o-mini/);
    expect(await sides.nth(1).innerText()).toMatch(/by rules[\s\S]*rules/);
    expect(await page.locator('.diff del').first().innerText()).not.toBe('');
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Two models' }).click();
    await page.keyboard.type('another-model');
    await page.getByRole('button', { name: 'Run both' }).click();
    await sides.nth(1).locator('dd', { hasText: 'another-model' }).waitFor();
    await expect.poll(() => sides.nth(0).locator('dd').first().innerText()).toBe('gpt-4o-mini');

    await page.locator('.templates summary').click();
    const editor = page.getByLabel(/^answer\.md/);
    const before = await editor.inputValue();
    await editor.fill('Say {{nothing}}.');
    await page.getByText('uses {{nothing}}, which does not exist').waitFor();
    await page.getByRole('button', { name: 'Write answer.md for visitors', disabled: true }).waitFor();
    await page.getByRole('button', { name: 'Undo my changes' }).first().click();
    expect(await editor.inputValue()).toBe(before);
  });

  test('tells an upstream that fails as a story, and the switch shows who answers', async () => {
    const page = await inspecting.open({ forAxe: true });
    // What is left of the script of good answers.
    while (upstream.requests.length < 6) await ask(page, QUESTION);
    await ask(page, 'Do I need a PhD?');
    expect(await page.locator('.timeline .time', { hasText: 'failed' }).count()).toBe(1);
    expect(await openStage(page, 'Fallback')).toContain('The model failed');
    expect(await openStage(page, 'First token')).toContain('HTTP 500');
    expect(await page.locator('.turns .note').last().innerText()).toContain('by rules');
    await page.getByRole('button', { name: 'Rules', exact: true }).click();
    await page.locator('button[aria-pressed="true"]', { hasText: 'Rules' }).waitFor();
    await ask(page, 'What is RAG?');
    expect(await openStage(page, 'Fallback')).toContain('The presenter switched the model off');
  });
});
