/** Opens pages for browser tests and fails them on what a visitor must never see: script errors, foreign requests. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Request } from '../../src/protocol.ts';
import { PLAIN, saying } from './answers.ts';
import { launchBrowser } from './browser.ts';
import { bePatient, PATIENCE_MS } from './patience.ts';
import { type ChatServer, type Script, startChatServer } from './scripted-chat.ts';
import { buildWeb } from './web-build.ts';

/** Widths from a small phone to a laptop. */
export const SIZES = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];

export interface OpenOptions {
  path?: string;
  width?: number;
  height?: number;
  dark?: boolean;
  touch?: boolean;
  locale?: string;
  /** Prepares the page before it loads. */
  before?: (page: Page) => Promise<unknown>;
}

export interface Harness {
  chat: ChatServer;
  open(options?: OpenOptions): Promise<Page>;
  /** What was asked so far. */
  asks(): Request[];
  /** Opens a page, asks there, and waits until the server has heard it; then `say` tells what it answers. */
  openAsking(text: string): Promise<{ page: Page; say: Parameters<Script>[1] }>;
  /** Errors and foreign addresses seen since the test began; tests that expect some read and clear them. */
  problems: string[];
}

/** The policy under which the widget must work on the page that serves it. */
export const STRICT = (origin: string) =>
  `default-src 'none'; script-src ${origin}; style-src ${origin}; connect-src ${origin} ${origin.replace('http', 'ws')}; img-src ${origin}; base-uri 'none'`;

/** Starts server and browser for one test file; each test gets a fresh context. `pages` are extra HTML files. */
export function useBrowser(
  pages: Record<string, string> = {},
  policy: (origin: string) => string = STRICT,
): Harness {
  let browser: Browser;
  const harness = { problems: [] as string[] } as Harness;
  bePatient();

  beforeAll(async () => {
    const files = new Map<string, Uint8Array | string>([...(await buildWeb()), ...Object.entries(pages)]);
    harness.chat = await startChatServer(files, saying(PLAIN), (origin) => ({
      'content-security-policy': policy(origin),
    }));
    browser = await launchBrowser();
  });

  harness.open = async (options = {}) => {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
      colorScheme: options.dark ? 'dark' : 'light',
      locale: options.locale ?? 'en-GB',
      // What is measured half-way through an animation is neither here nor there.
      reducedMotion: 'reduce',
      hasTouch: options.touch ?? false,
      isMobile: options.touch ?? false,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => harness.problems.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && harness.problems.push(line.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith(harness.chat.url)) harness.problems.push(request.url());
    });
    await options.before?.(page);
    await page.goto(`${harness.chat.url}/${options.path ?? ''}`);
    return page;
  };

  harness.asks = () => harness.chat.requests.filter((request) => request.type === 'ask');

  harness.openAsking = async (text) => {
    const turn = manual();
    harness.chat.script = turn.script;
    const page = await harness.open();
    await ask(page, text);
    await expect.poll(() => harness.asks().length).toBe(1);
    return { page, say: turn.say };
  };

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    harness.chat.reset();
    const problems = harness.problems.splice(0);
    if (problems.length > 0) throw new Error(`the page had problems:\n${problems.join('\n')}`);
  });

  afterAll(async () => {
    await browser?.close();
    await harness.chat?.close();
  });

  return harness;
}

/** Types a question and sends it with Enter. */
export async function ask(page: Page, text: string): Promise<void> {
  await page.locator('textarea').fill(text);
  await page.locator('textarea').press('Enter');
}

/** A script that says events when told, for tests that look at a turn half-way. */
export function manual(): { script: Script; say: Parameters<Script>[1] } {
  let inner: Parameters<Script>[1] | undefined;
  return {
    script: (_question, say) => {
      inner = say;
    },
    say: (event) => {
      if (!inner) throw new Error('nothing was asked yet');
      inner(event);
    },
  };
}
