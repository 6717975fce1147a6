/** How soon a visitor can see and use the widget: on a fast line, and on a phone's, beside the barest widget there could be. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { startHarness } from '../server/harness.ts';

/** Slow 4G, as Lighthouse has it, and a processor four times slower. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };
const CPU_RATE = 4;

const page = (scripts: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bench</title><body><p>Text</p>${scripts}`;

const FILES: Record<string, string> = {
  'fast.html': page('<script src="/painted.js"></script><script src="/widget.js"></script>'),
  'painted.js': `addEventListener('load', () => requestAnimationFrame(() => setTimeout(() => {
    const script = performance.getEntriesByType('resource').at(-1);
    window.launcherMs = performance.now() - script.responseEnd;
  })));`,
  'ours.html': page('<script src="/widget.js"></script>'),
  'one.html': page('<script src="/chat.en.js"></script>'),
  'floor.html': page('<script src="/painted.js"></script><script src="/nothing.js"></script>'),
  'nothing.js': '',
  'bare.html': page('<script src="/bare.js"></script>'),
  // One script, one field, one socket: a chat cannot be had for less.
  'bare.js': `const field = document.createElement('textarea');
    document.body.append(field);
    new WebSocket(location.origin.replace('http', 'ws') + '/ws');
    field.focus();`,
};

export interface LoadTimes {
  /** From the script's last byte to the frame that shows the launcher, ms. */
  launcherMs: number;
  /** The same for a script that does nothing: what the browser takes by itself, ms. */
  floorMs: number;
  /** From the press of the launcher to a focused field, nothing fetched before, ms. */
  panelMs: number;
  /** From the start of navigation to a focused field, slow line and processor, ms. */
  slowMs: number;
  /** The same with loader and panel in one file, ms. */
  slowOneMs: number;
  /** The same for the bare widget, ms. */
  slowBareMs: number;
}

/** Starts the product's own server with the built files and those above, compressed as the build does it. */
export async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const webDir = mkdtempSync(join(tmpdir(), 'bench-'));
  cpSync(fileURLToPath(new URL('../../dist/web', import.meta.url)), webDir, { recursive: true });
  for (const [name, text] of Object.entries(FILES)) {
    writeFileSync(join(webDir, name), text);
    writeFileSync(join(webDir, `${name}.br`), brotliCompressSync(text));
  }
  const server = await startHarness({ webDir });
  return {
    url: `http://127.0.0.1:${server.port}`,
    async stop() {
      await server.close();
      rmSync(webDir, { recursive: true });
    },
  };
}

/** Opens a page in a browser that has nothing in its cache; `first` is what a script of the page itself has done by then. */
async function open(browser: Browser, url: string, slow: boolean, first = ''): Promise<Page> {
  const context = await browser.newContext();
  const opened = await context.newPage();
  if (first) await opened.addInitScript(first);
  if (slow) {
    const session = await context.newCDPSession(opened);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', NETWORK);
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_RATE });
  }
  await opened.goto(url, { waitUntil: 'commit' });
  return opened;
}

/** Milliseconds from the start of navigation until a field has the focus, also within shadow roots. */
async function untilField(opened: Page): Promise<number> {
  const handle = await opened.waitForFunction(
    () => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.localName === 'textarea' && performance.now();
    },
    undefined,
    { polling: 'raf', timeout: 60_000 },
  );
  const ms = Number(await handle.jsonValue());
  await opened.context().close();
  return ms;
}

/** The call that a page makes which shows the chat at once. */
const CALL = 'window.Crossroads = [["open"]];';

export async function loadRound(browser: Browser, url: string): Promise<LoadTimes> {
  const painted = async (name: string) => {
    const opened = await open(browser, `${url}/${name}`, false);
    const found = await opened.waitForFunction(
      () => (window as unknown as { launcherMs?: number }).launcherMs,
    );
    return [opened, Number(await found.jsonValue())] as const;
  };
  const [floor, floorMs] = await painted('floor.html');
  await floor.context().close();
  const [fast, launcherMs] = await painted('fast.html');
  const pressed = await fast.evaluate(() => {
    document.querySelector('crossroads-launcher')?.shadowRoot?.querySelector('button')?.click();
    return performance.now();
  });
  const panelMs = (await untilField(fast)) - pressed;
  const slowMs = await untilField(await open(browser, `${url}/ours.html`, true, CALL));
  const slowOneMs = await untilField(await open(browser, `${url}/one.html`, true, CALL));
  const slowBareMs = await untilField(await open(browser, `${url}/bare.html`, true));
  return { launcherMs, floorMs, panelMs, slowMs, slowOneMs, slowBareMs };
}
