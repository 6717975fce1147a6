import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ask, openStage, useInspector, violations } from '../inspector/page.ts';
import { browserMissing } from '../support/browser.ts';

const QUESTION = 'What does an AI engineer do?';

describe.skipIf(browserMissing)('the inspector, without a model', () => {
  const inspecting = useInspector();

  test('what a visitor asks is shown by itself while nothing else is looked at, and not after "New"', async () => {
    const page = await inspecting.open();
    expect(await page.locator('.empty:visible').innerText()).toMatch(/Ask something[\s\S]*the chat itself/);
    const visitor = await inspecting.app.visit();
    await visitor.ask('How long does it take?');
    await page.locator('main h1', { hasText: 'How long does it take?' }).waitFor();
    await (await inspecting.app.visit()).ask('What is RAG?');
    await page.locator('.chooser summary', { hasText: '2 conversations' }).waitFor();
    expect(await page.locator('main h1:visible').innerText()).toBe('How long does it take?');
    await page.getByRole('button', { name: 'New', exact: true }).click();
    await (await inspecting.app.visit()).ask('Is the maths hard?');
    await page.locator('.chooser summary', { hasText: '3 conversations' }).waitFor();
    expect(await page.locator('main h1:visible').innerText()).toBe('Ask something on the left');
  });

  test('shows a live trace of the first question that somebody asks, and the token leaves the address', async () => {
    const page = await inspecting.open();
    expect(page.url()).toBe(`${inspecting.app.url}/inspector`);
    await ask(page, QUESTION);
    expect(await page.locator('.trace h1:visible').innerText()).toBe(QUESTION);
    expect(await page.locator('.timeline .name').allInnerTexts()).toEqual([
      'Guard',
      'Standalone query',
      'Retrieve',
      'Decide',
      'Stream',
      'Ground',
      'Follow-ups',
    ]);
    expect(await page.locator('.facts').innerText()).toMatch(/turn 1 of 1\s+[\d.]+ m?s\s+rules, no model/);
  });

  test('opens every stage to what it did', async () => {
    const page = await inspecting.open();
    await ask(page, QUESTION);
    expect(await openStage(page, 'Guard')).toContain('look it up in the knowledge');
    expect(await openStage(page, 'Standalone query')).toContain('It stands alone');
    const found = await openStage(page, 'Retrieve');
    expect(found).toContain(`Passages · 8 kept of ${inspecting.app.passages}`);
    expect(found).toContain('cited as [1]');
    expect(found).toContain('beyond the best 8');
    expect(found).toMatch(/Evidence \d\.\d\d · threshold 0\.\d\d/);
    expect(await page.locator('.passages mark').first().innerText()).toMatch(/AI|engineer/i);
    expect(await openStage(page, 'Decide')).toMatch(/\d said[\s\S]*not said/);
    expect(await openStage(page, 'Stream')).toContain('rules, from the sentences chosen');
    expect(await openStage(page, 'Ground')).toMatch(/✓ carried[\s\S]*\[1\]/);
    expect((await openStage(page, 'Follow-ups')).split('\n').length).toBeGreaterThan(2);
    await ask(page, 'Compare the two roles');
    const tool = await openStage(page, 'Career tool');
    expect(tool).toContain('comparison');
    expect(tool).not.toMatch(/\{\}|\[\]/);
    const list = page.locator('.turns .answer ul').first();
    expect(await list.evaluate((node) => getComputedStyle(node).listStyleType)).toBe('disc');
  });

  test('offers the script, one after the other, and says what each teaches', async () => {
    const page = await inspecting.open();
    await page.getByRole('button', { name: 'New', exact: true }).click();
    const first = page.locator('.script .step').first();
    await page.setViewportSize({ width: 1280, height: 500 });
    await expect.poll(() => page.locator('.scroller').evaluate((node) => node.scrollTop)).toBe(0);
    const text = await first.locator('.ask').innerText();
    expect(await first.locator('.soft').innerText()).not.toBe('');
    await first.click();
    await page.locator('.turns .note', { hasText: 'answered' }).waitFor();
    expect(await page.locator('.turns .question').innerText()).toBe(text);
    expect(await page.locator('.script .ask').first().innerText()).not.toBe(text);
  });

  test("follows a visitor's conversation as it happens, newest first, and finds it by its words", async () => {
    const page = await inspecting.open();
    const visitor = await inspecting.app.visit();
    await visitor.ask('Do I need a PhD?');
    await page.locator('.chooser summary').click();
    const newest = page.locator('.chooser ul button').first();
    await expect.poll(() => newest.innerText()).toContain('Do I need a PhD?');
    await page.getByLabel('Search conversations and recordings').fill('phd');
    await expect.poll(() => page.locator('.chooser ul').first().locator('button').count()).toBe(1);
    await newest.click();
    await page.locator('.turns .question', { hasText: 'Do I need a PhD?' }).waitFor();
    await visitor.ask('and for ML?');
    await page.locator('main h1', { hasText: 'and for ML?' }).waitFor();
    expect(await openStage(page, 'Standalone query')).toContain('Do I need a PhD?');
  });

  test('replays a recording: step by step, slower and faster, by keys, and back to live', async () => {
    const page = await inspecting.open();
    await page.locator('.chooser summary').click();
    await page.getByRole('button', { name: 'Answered by a model, every citation checked' }).click();
    await page.locator('.replay').waitFor();
    expect(await page.locator('.conversation header').innerText()).toContain('scripted stand-in');
    await page.getByRole('button', { name: 'Pause' }).click();
    const stages = () => page.locator('.timeline li').count();
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft');
    await expect.poll(stages).toBe(0);
    await page.getByRole('button', { name: 'Step on' }).click();
    await expect.poll(stages).toBe(1);
    await page.keyboard.press('ArrowRight');
    await expect.poll(stages).toBe(2);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(stages).toBe(1);
    const speed = page.getByLabel('Speed');
    const was = await speed.innerText();
    await page.keyboard.press('-');
    await expect.poll(() => speed.innerText()).not.toBe(was);
    await page.keyboard.press('+');
    await expect.poll(() => speed.innerText()).toBe(was);
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('.turns > li').count()).toBeGreaterThan(1);
    await page.keyboard.press('Escape');
    await page.locator('.replay').waitFor({ state: 'hidden' });
  });

  test('a recording plays on while the server is gone, and the switch to it is one press', async () => {
    const page = await inspecting.open();
    await page.getByRole('button', { name: 'Recorded', exact: true }).click();
    await page.locator('.replay').waitFor();
    await page.context().setOffline(true);
    await page.locator('.turns .note', { hasText: 'by rules' }).first().waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Next turn' }).click();
    await expect.poll(() => page.locator('.turns > li').count()).toBeGreaterThan(1);
  });

  test('everything is reached by the keyboard, and the arrows walk the time line', async () => {
    const page = await inspecting.open();
    await page.locator('body').press('/');
    await page.keyboard.type(QUESTION);
    await page.keyboard.press('Enter');
    const asked = page.locator('.turns > li', { hasText: QUESTION }).last();
    await asked.locator('.note', { hasText: 'answered' }).waitFor();
    const chosen = page.locator('.timeline button[aria-expanded="true"] .name');
    await page.locator('.timeline button').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => chosen.innerText()).toBe('Guard');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => chosen.innerText()).toBe('Retrieve');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Retrieve');
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Run both' }).waitFor();
  });

  test('big type makes everything half as big again, fits, and is remembered', async () => {
    const page = await inspecting.open();
    await ask(page, QUESTION);
    const size = () =>
      page
        .locator('.timeline .name')
        .first()
        .evaluate((node) => Number.parseFloat(getComputedStyle(node).fontSize));
    const before = await size();
    await page.locator('main').press('b');
    await expect.poll(size).toBeCloseTo(before * 1.5);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await page.goto(`${inspecting.app.url}/inspector`);
    await expect.poll(() => page.evaluate(() => document.documentElement.className)).toContain('big');
  });

  test('what a visitor wrote is text, wherever it is shown', async () => {
    const page = await inspecting.open();
    await ask(page, '<img src=x onerror=alert(1)> <b>what</b> does an AI engineer do? {{question}}');
    for (const stage of ['Guard', 'Standalone query', 'Retrieve']) await openStage(page, stage);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('.trace h1:visible').innerText()).toContain('<img src=x');
  });

  test('exports the trace as a file that can be opened again', async () => {
    const page = await inspecting.open();
    await ask(page, QUESTION);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const path = await (await download).path();
    await page.locator('.chooser summary').click();
    await page.getByLabel('Open a recording from a file').setInputFiles(path);
    await page.locator('.replay').waitFor();
    expect(await page.locator('.conversation h2').innerText()).toBe(QUESTION);
  });

  test('says of a file that it is too large', async () => {
    const page = await inspecting.open();
    await page.locator('.chooser summary').click();
    const folder = mkdtempSync(join(tmpdir(), 'crossroads-film-'));
    writeFileSync(join(folder, 'film.json'), Buffer.alloc(17 * 2 ** 20));
    await page.getByLabel('Open a recording from a file').setInputFiles(join(folder, 'film.json'));
    await page.getByText('film.json is too large: a recording has at most 16 MB.').waitFor();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['light', false, 1440],
    ['dark', true, 1440],
    ['small', false, 390],
  ] as const)('breaks no rule of accessibility: %s', async (_name, dark, width) => {
    const page = await inspecting.open({ dark, width, forAxe: true });
    expect(await violations(page)).toEqual([]);
    await ask(page, QUESTION);
    for (const stage of ['Retrieve', 'Ground']) {
      await openStage(page, stage);
      expect(await violations(page), stage).toEqual([]);
    }
    await page.getByRole('button', { name: 'Recorded', exact: true }).click();
    await page.locator('.replay').waitFor();
    expect(await violations(page), 'replay').toEqual([]);
    await page.getByRole('button', { name: 'Playground' }).click();
    await page.locator('.templates summary').click();
    expect(await violations(page), 'playground').toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
});
