import type { WebSocketRoute } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useInspector } from '../inspector/page.ts';
import { browserMissing } from '../support/browser.ts';

const QUESTION = 'What does an AI engineer do?';

describe.skipIf(browserMissing)('the inspector, on a slow or broken line', () => {
  const inspecting = useInspector();

  test('asks what was asked before the page had its line, and shows that rather than what visitors asked', async () => {
    await (await inspecting.app.visit()).ask('What is RAG?');
    let connect: (() => void) | undefined;
    const page = await inspecting.open({
      before: (page) =>
        page.routeWebSocket('**/inspector/ws', async (socket) => {
          await new Promise<void>((resolve) => {
            connect = resolve;
          });
          socket.connectToServer();
        }),
    });
    await page.getByLabel('Your question').fill(QUESTION);
    await page.getByLabel('Your question').press('Enter');
    await expect.poll(() => connect).toBeDefined();
    connect?.();
    await page.locator('.trace h1:visible', { hasText: QUESTION }).waitFor();
    await page.locator('.turns .note', { hasText: 'answered' }).waitFor();
    expect(await page.locator('.turns .question').allInnerTexts()).toEqual([QUESTION]);
  });

  test('keeps in its field what cannot be asked while the server is gone', async () => {
    const sockets: WebSocketRoute[] = [];
    const page = await inspecting.open({
      before: async (page) => {
        await page.clock.install();
        await page.routeWebSocket('**/inspector/ws', (socket) => {
          socket.connectToServer();
          sockets.push(socket);
        });
      },
    });
    await page.getByRole('button', { name: 'Recorded', disabled: false }).waitFor();
    // No time passes, so it does not come back by itself.
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 500));
    await sockets[0]?.close();
    const status = async () => {
      await page.clock.runFor(20);
      return page.locator('.conversation .status').innerText();
    };
    await expect.poll(status).toContain('Trying again');
    const field = page.getByLabel('Your question');
    await field.fill(QUESTION);
    await field.press('Enter');
    expect(await field.inputValue()).toBe(QUESTION);
    await page.clock.resume();
    await expect.poll(() => sockets.length).toBe(2);
    await field.press('Enter');
    await page.locator('.turns .question', { hasText: QUESTION }).waitFor();
    expect(await field.inputValue()).toBe('');
  });

  test('keeps the focus in the list of conversations while others begin', async () => {
    const page = await inspecting.open();
    await (await inspecting.app.visit()).ask('Is the maths hard?');
    await page.locator('.chooser summary').click();
    const mine = page.locator('.chooser li button', { hasText: 'Is the maths hard?' });
    await mine.focus();
    for (const other of ['What is RAG?', 'Do I need a PhD?']) {
      await (await inspecting.app.visit()).ask(other);
      await page.locator('.chooser li:first-child button', { hasText: other }).waitFor();
    }
    expect(await mine.evaluate((node) => node === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator('main h1', { hasText: 'Is the maths hard?' }).waitFor();
  });

  test('says of an experiment that the line broke in the middle of it', async () => {
    let lose = () => {};
    const page = await inspecting.open({
      before: (page) =>
        page.routeWebSocket('**/inspector/ws', (socket) => {
          const server = socket.connectToServer();
          lose = () => void socket.close();
          socket.onMessage((frame) => {
            if (!String(frame).includes('"experiment"')) server.send(frame);
          });
        }),
    });
    await page.getByRole('button', { name: 'Recorded', disabled: false }).waitFor();
    await page.getByRole('button', { name: 'Playground' }).click();
    await page.getByRole('button', { name: 'Eight passages and one' }).click();
    await page.locator('.side', { hasText: 'Under way' }).first().waitFor();
    lose();
    await page.locator('.results .problem', { hasText: 'Run them again' }).waitFor();
  });
});
