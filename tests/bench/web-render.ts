/** What it costs a page's main thread to show a streamed answer: the widget beside bare renderers and deep-chat. */
import { readFileSync } from 'node:fs';
import type { Browser, CDPSession } from 'playwright-core';
import { CITATIONS } from '../support/answers.ts';
import { type Script, startChatServer } from '../support/scripted-chat.ts';
import { tokens } from './web-answer.ts';

const TOKENS = 4000;
const STEP_MS = 5;
/** Milliseconds for one answer of 20 seconds. Who needs longer is not waited for: what was spent by then stands for the rest. */
const LIMIT_MS = 50_000;

export interface RenderCost {
  name: string;
  /** Processor time of the main thread's tasks, ms: time that other programs took is nobody's cost. */
  taskMs: number;
  /** Longest time between two frames, ms. */
  frameMs: number;
  /** False when the page was not done within the limit, so that both are at least this much. */
  whole: boolean;
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
  // A context of its own is a process of its own: pages that run at once share no main thread.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.addInitScript(FRAMES);
  await page.goto(url);
  const before = await taskMs(session);
  const whole = await page
    .waitForFunction(() => document.title === 'done', undefined, { polling: 200, timeout: LIMIT_MS })
    .then(
      () => true,
      () => false,
    );
  const cost = (await taskMs(session)) - before;
  const frameMs = await page.evaluate(() => (window as unknown as { longest: number }).longest);
  await context.close();
  return { name, taskMs: cost, frameMs, whole };
}

const PACKAGES = new URL('../../node_modules/', import.meta.url);
const SERVED = {
  'smd.js': 'streaming-markdown/smd.min.js',
  'deep-chat.js': 'deep-chat/dist/deepChat.bundle.js',
};

/** Names of the pages that leave the processor to each other: they take a fifth of one each. */
export const LIGHT = Object.keys(PAGES).filter((name) => name !== 'deep-chat');

/** Shows the answer in these pages, at the same time: what disturbs one disturbs all. */
export async function renderTogether(
  browser: Browser,
  files: Map<string, Uint8Array | string>,
  names: readonly string[],
): Promise<RenderCost[]> {
  const served = new Map(files);
  for (const [name, path] of Object.entries(SERVED)) served.set(name, readFileSync(new URL(path, PACKAGES)));
  return Promise.all(
    names.map(async (name) => {
      const chat = await startChatServer(new Map(served).set('bench.html', PAGES[name] ?? ''), script);
      const cost = await measure(browser, `${chat.url}/bench.html`, name);
      await chat.close();
      return cost;
    }),
  );
}
