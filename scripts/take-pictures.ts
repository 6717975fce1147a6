/**
 * Takes the README's pictures of the widget and of the inspector, of the real pages with the real answers:
 * `npx tsx scripts/take-pictures.ts`. Needs a build and a Chromium.
 */
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { createApp } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { launchBrowser } from '../tests/support/browser.ts';
import { ask } from '../tests/support/pages.ts';

const DOCS = fileURLToPath(new URL('../docs/', import.meta.url));

const app = await createApp(loadConfig({ PORT: '0', STORE_PATH: ':memory:' }), {
  log: pino({ level: 'silent' }),
});
const { url } = await app.listen();
const browser = await launchBrowser();

/** Shows the page to `act`, then takes it as it stands, with the focus in nothing. */
async function take(
  name: string,
  size: { width: number; height: number },
  colorScheme: 'light' | 'dark',
  act: (page: Page) => Promise<unknown>,
): Promise<void> {
  const context = await browser.newContext({ viewport: size, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(url);
  await act(page);
  await page.evaluate(() =>
    (document.activeElement?.shadowRoot?.activeElement as HTMLElement | null)?.blur(),
  );
  await page.screenshot({ path: `${DOCS}${name}.jpg`, type: 'jpeg', quality: 82, animations: 'disabled' });
  await context.close();
}

/** Asks, and waits for the whole answer. */
async function answered(page: Page, text: string): Promise<void> {
  await ask(page, text);
  await page.locator('.turn[aria-busy=false]', { hasText: text }).last().waitFor();
}

const WIDE = { width: 1280, height: 800 };

await take('demo-light', WIDE, 'light', async (page) => {
  await answered(page, 'What does an AI engineer do all day?');
  await page.locator('.cite').last().click();
});
await take('demo-dark', WIDE, 'dark', async (page) => {
  await answered(page, 'Compare the two roles');
  await page.locator('.fig table').waitFor();
});
await take('phone', { width: 390, height: 844 }, 'light', async (page) => {
  await page.getByRole('button', { name: 'Ask about the two paths' }).click();
  await answered(page, 'Take the test');
  const reply = page.locator('.turn:last-child .replies button').first();
  while ((await page.locator('.fig-verdict').count()) === 0) {
    const before = await page.locator('.turn').count();
    await reply.click();
    await page.locator('.turn[aria-busy=false]').nth(before).waitFor();
    await page.locator('.turn:last-child .fig').waitFor();
  }
});

await take('inspector', WIDE, 'light', async (page) => {
  await page.goto(`${url}${app.inspectorLink?.()}`);
  await page.locator('.chooser summary').waitFor();
  // Until then it shows what visitors asked last.
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.getByLabel('Your question').fill('What does an AI engineer do all day?');
  await page.getByLabel('Your question').press('Enter');
  await page.locator('.turns > li .note', { hasText: 'answered' }).waitFor();
});

await browser.close();
await app.close();
process.exit(0);
