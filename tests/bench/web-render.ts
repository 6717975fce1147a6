/** What it costs a page's main thread to show a streamed answer: the widget beside bare renderers and deep-chat. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession } from 'playwright-core';
import { CITATIONS } from '../support/answers.ts';
import { type Script, startChatServer } from '../support/scripted-chat.ts';
import { tokens } from './web-answer.ts';

const TOKENS = 4000;
const STEP_MS = 5;

export interface RenderCost {
  name: string;
  /** Processor time of the main thread's tasks, ms: time that other programs took is nobody's cost. */
  taskMs: number;
  /** Longest time between two frames, ms. */
  frameMs: number;
}

const HEAD =
  '<!doctype html><meta charset="utf-8"><title>Bench</title><style>#log{width:386px;height:520px;overflow:auto;font:16.5px/1.58 serif}</style>';

/** Asks over a socket of its own and gives each delta to `onText`, as a hand-written page would. */
const BARE = `
  const socket = new WebSocket(location.origin.replace('http', 'ws') + '/ws');
  socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', protocolVersion: 1 }));
  socket.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    if (event.type === 'ready') socket.send(JSON.stringify({ type: 'ask', turnId: 'turn-bench', text: 'Why?' }));
    if (event.type === 'answer.delta') onText(event.text);
    if (event.type === 'turn.completed') document.title = 'done';
  };`;

/** `smd.min.js` is the parser that the widget uses, with the renderer that its author ships. */
const PAGES: Record<string, string> = {
  'nothing is drawn': `${HEAD}<script>function onText() {}${BARE}</script>`,
  'streaming-markdown, once a frame': `${HEAD}<div id="log"></div><script type="module">
    import * as smd from '/smd.js';
    const log = document.getElementById('log');
    const parser = smd.parser(smd.default_renderer(log));
    let waiting = '', frame = 0;
    function onText(text) {
      waiting += text;
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        smd.parser_write(parser, waiting);
        waiting = '';
        log.scrollTop = log.scrollHeight;
      });
    }${BARE}</script>`,
  'deep-chat': `${HEAD}<script type="module" src="/deep-chat.js"></script><body><deep-chat style="width:430px;height:700px"></deep-chat><script type="module">
    const chat = document.querySelector('deep-chat');
    await customElements.whenDefined('deep-chat');
    chat.connect = { stream: true, handler: (_body, signals) => {
      signals.onOpen();
      globalThis.onText = (text) => signals.onResponse({ text });
      ${BARE.replaceAll('onText(', 'globalThis.onText(')}
    } };
    setTimeout(() => chat.submitUserMessage({ text: 'Why?' }), 500);</script>`,
  crossroads: `${HEAD}<body><div style="width:430px;height:700px"><crossroads-chat></crossroads-chat></div><script src="/widget.js" data-position="none"></script><script>
    Crossroads.on('ready', () => Crossroads.send('Why?'));
    Crossroads.on('answer', () => { document.title = 'done'; });
    Crossroads.open();</script>`,
};

/** deep-chat as the registry has it, or nothing where the registry does not answer. */
function fetchDeepChat(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const run = (command: string, args: string[]) =>
      execFileSync(command, args, { cwd: folder, stdio: 'pipe' });
    const archive =
      String(run('npm', ['pack', 'deep-chat', '--silent']))
        .trim()
        .split('\n')
        .at(-1) ?? '';
    run('tar', ['xf', archive]);
    return readFileSync(join(folder, 'package/dist/deepChat.bundle.js'), 'utf8');
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const script: Script = (_question, say) => {
  for (const citation of CITATIONS) say({ type: 'answer.citation', ...citation });
  const pieces = tokens(TOKENS);
  const started = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    // Timers are late on a busy machine; what is due is sent, so that every page gets the same pace.
    const due = Math.min(pieces.length, Math.ceil((performance.now() - started) / STEP_MS));
    for (; sent < due; sent += 1) say({ type: 'answer.delta', text: pieces[sent] ?? '' });
    if (sent < pieces.length) return;
    clearInterval(timer);
    const grounding = { score: 1, unsupported: [] };
    say({
      type: 'turn.completed',
      answerer: 'llm',
      outcome: 'answered',
      finishReason: 'stop',
      followUps: [],
      grounding,
    });
  }, STEP_MS);
};

/** Notes the longest time between two frames, once the page's own start, which is measured elsewhere, is over. */
const FRAMES = `
  window.longest = 0;
  let last = 0;
  requestAnimationFrame(function tick(now) {
    if (now > 2000 && last > 0) window.longest = Math.max(window.longest, now - last);
    last = now;
    requestAnimationFrame(tick);
  });`;

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

async function measure(browser: Browser, url: string, name: string): Promise<RenderCost> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.addInitScript(FRAMES);
  await page.goto(url);
  const before = await taskMs(session);
  await page.waitForFunction(() => document.title === 'done', undefined, { timeout: 300_000 });
  const cost = (await taskMs(session)) - before;
  const frameMs = await page.evaluate(() => (window as unknown as { longest: number }).longest);
  await page.close();
  return { name, taskMs: cost, frameMs };
}

/** One round of every page, in turn. */
export async function renderRound(
  browser: Browser,
  files: Map<string, Uint8Array | string>,
): Promise<RenderCost[]> {
  const smd = readFileSync(new URL('../../node_modules/streaming-markdown/smd.min.js', import.meta.url));
  const deepChat = fetchDeepChat();
  const served = new Map<string, Uint8Array | string>([...files, ['smd.js', smd]]);
  if (deepChat) served.set('deep-chat.js', deepChat);
  const costs: RenderCost[] = [];
  for (const [name, html] of Object.entries(PAGES)) {
    if (name === 'deep-chat' && !deepChat) continue;
    served.set('bench.html', html);
    const chat = await startChatServer(served, script);
    costs.push(await measure(browser, `${chat.url}/bench.html`, name));
    await chat.close();
  }
  return costs;
}
