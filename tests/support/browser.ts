/** A real Chromium for tests; absent, tests are skipped loudly on a desk and fail in CI. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const path = candidates.find((each) => each && existsSync(each));

/** True when browser tests cannot run here. In CI that is an error instead. */
export const browserMissing = path === undefined;

if (browserMissing) {
  const advice = 'No Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.';
  if (process.env.CI) throw new Error(advice);
  console.warn(`BROWSER TESTS SKIPPED. ${advice}`);
}

/** Starts the browser. With BROWSER_SLOWDOWN=4 its pages have a quarter of this machine's processor, as on a phone. */
export async function launchBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: path ?? '', args: FLAGS });
  const rate = Number(process.env.BROWSER_SLOWDOWN ?? 1);
  if (rate === 1) return browser;
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    const newPage = context.newPage.bind(context);
    context.newPage = async () => {
      const page = await newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate });
      return page;
    };
    return context;
  };
  return browser;
}
