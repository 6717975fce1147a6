/** Opens the inspector in a real browser, through its link, and fails what a presenter must never see. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type RunningApp, startApp } from '../e2e/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { bePatient, PATIENCE_MS } from '../support/patience.ts';

const BUILT = fileURLToPath(new URL('../../dist/inspector-page/inspector.js', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface OpenOptions {
  width?: number;
  dark?: boolean;
  /** Lets axe's inline styles through, which the page's own policy refuses. */
  forAxe?: boolean;
  /** Prepares the page before it loads; then nobody waits until it has its line to the server. */
  before?: (page: Page) => Promise<unknown>;
}

export interface Inspecting {
  app: RunningApp;
  open(options?: OpenOptions): Promise<Page>;
}

/** One server and one browser for a test file; each test gets a fresh context. */
export function useInspector(env: () => Promise<Record<string, string>> = async () => ({})): Inspecting {
  let browser: Browser;
  const problems: string[] = [];
  const stops: (() => Promise<void>)[] = [];
  const inspecting = {} as Inspecting;
  bePatient();

  beforeAll(async () => {
    if (!existsSync(BUILT))
      throw new Error(`${BUILT} is not built: run "npm run build", or "npm test", which does`);
    inspecting.app = await startApp(await env(), (stop) => stops.push(stop));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    for (const stop of stops) await stop();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    const seen = problems.splice(0);
    if (seen.length > 0) throw new Error(`the page had problems:\n${seen.join('\n')}`);
  });

  inspecting.open = async ({ width = 1440, dark = false, forAxe = false, before } = {}) => {
    const { url, inspectorLink } = inspecting.app;
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      bypassCSP: forAxe,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    page.on('request', (request) => {
      if (
        !request.url().startsWith(url) &&
        !request.url().startsWith('data:') &&
        !request.url().startsWith('blob:')
      )
        problems.push(request.url());
    });
    await before?.(page);
    await page.goto(`${url}${inspectorLink()}`);
    await page.locator('.chooser summary').waitFor();
    if (!before) await page.getByRole('button', { name: 'Recorded', disabled: false }).waitFor();
    return page;
  };
  return inspecting;
}

/** Asks on the left, and waits for the end of the answer, also where the same was asked before. */
export async function ask(page: Page, text: string): Promise<void> {
  await page.locator('.turns > li').evaluateAll((all) => {
    for (const item of all) item.classList.add('seen');
  });
  await page.getByLabel('Your question').fill(text);
  await page.getByLabel('Your question').press('Enter');
  const last = page.locator('.turns > li:last-child:not(.seen)');
  await last.locator('.question', { hasText: text }).waitFor();
  await last.locator('.note', { hasText: /·/ }).waitFor();
}

/** Opens a stage of the time line. @returns the text of its panel. */
export async function openStage(page: Page, name: string): Promise<string> {
  await page.locator('.timeline button', { hasText: name }).first().click();
  await page.locator('#panel-title', { hasText: name }).waitFor();
  return page.locator('#panel').innerText();
}

/** Rules of accessibility that the page breaks, with what breaks them. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    (
      window as unknown as {
        axe: {
          run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
        };
      }
    ).axe.run(),
  );
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}
