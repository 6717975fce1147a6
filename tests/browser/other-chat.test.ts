import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startModel } from '../chaos/upstream.ts';
import { type RunningApp, startApp } from '../e2e/app.ts';
import { browserMissing, launchBrowser } from '../support/browser.ts';
import { bePatient } from '../support/patience.ts';

const KEY = 'a-key-that-is-long-enough';
const bundle = readFileSync(
  createRequire(import.meta.url)
    .resolve('deep-chat')
    .replace('deepChat.js', 'deepChat.bundle.js'),
  'utf8',
);

/** A page with nothing of ours on it: the chat component deep-chat, told where OpenAI's API is and nothing else. */
const pageOf = ({
  stream,
}: {
  stream: boolean;
}) => `<!doctype html><html lang="en"><title>Another chat</title>
<deep-chat style="width: 400px; height: 600px"></deep-chat>
<script type="module">
  import '/deep-chat.js';
  const chat = document.querySelector('deep-chat');
  chat.directConnection = {
    openAI: { key: '${KEY}', completions: true, chat: { model: 'crossroads', instructions: 'You are a pirate.' } },
  };
  chat.connect = { url: '/v1/chat/completions', stream: ${stream} };
  // Without it only the newest message is sent.
  chat.requestBodyLimits = { maxMessages: -1 };
</script>`;

describe.skipIf(browserMissing)('a chat interface from the registry, made for OpenAI', () => {
  let browser: Browser;
  bePatient();
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  async function open(app: RunningApp, stream = false): Promise<Page> {
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(40_000);
    await page.route('**/other.html', (route) =>
      route.fulfill({ body: pageOf({ stream }), contentType: 'text/html' }),
    );
    await page.route('**/deep-chat.js', (route) =>
      route.fulfill({ body: bundle, contentType: 'text/javascript' }),
    );
    // It would fetch a font from elsewhere.
    await page.route(/^https:/, (route) => route.abort());
    await page.goto(`${app.url}/other.html`);
    return page;
  }

  /** Types a question as a person would. @returns the text of the newest answer, once it is whole. */
  async function ask(page: Page, question: string): Promise<string> {
    const answers = page.locator('.ai-message-text');
    const before = await answers.count();
    await page.locator('#text-input').fill(question);
    await page.keyboard.press('Enter');
    const answer = answers.nth(before);
    await answer.getByText('Sources').waitFor();
    return (await answer.textContent()) ?? '';
  }

  test('holds a conversation of two turns, of which the second leans on the first', async () => {
    const app = await startApp({ API_KEYS: KEY });
    const page = await open(app);
    const first = await ask(page, 'What does an AI engineer do all day?');
    expect(first).toMatch(/\[1\][\s\S]*Sources:[\s\S]*AI engineer/i);
    const second = await ask(page, 'and an ML engineer?');
    expect(second).toMatch(/ML engineer|machine learning/i);
    expect(second).not.toBe(first);
    expect(second).not.toMatch(/pirate/i);
    expect(await page.locator('.error-message').count()).toBe(0);
    expect(await page.locator('.user-message').count()).toBe(2);
  });

  // By a model: deep-chat 2.4 takes a stream that has ended before it looks at its first event for an empty one, and rules
  // are that fast.
  test('holds a streamed conversation, whose words appear while they are written', async () => {
    const words = 'They build products on models that exist [1], and they measure what those answer [1].';
    const model = await startModel({ say: () => words });
    onTestFinished(model.close);
    const app = await startApp({ API_KEYS: KEY, OPENAI_BASE_URL: model.baseUrl });
    const page = await open(app, true);
    await page.evaluate(() => {
      const seen = new Set<string>();
      Object.assign(window, { seen });
      const root = document.querySelector('deep-chat')?.shadowRoot;
      if (!root) throw new Error('no deep-chat on the page');
      // Each change, also of frames that a busy machine does not draw.
      new MutationObserver(() => {
        const said = [...root.querySelectorAll('.ai-message-text')].at(-1);
        if (said?.textContent) seen.add(said.textContent);
      }).observe(root, { subtree: true, childList: true, characterData: true });
    });
    const seen = () => page.evaluate(() => (window as unknown as { seen: Set<string> }).seen.size);
    /** The model waits for the page, however slow that is, and then for nobody. */
    const watch = async (question: string) => {
      const before = await seen();
      model.setPace(1000);
      const [answer] = await Promise.all([
        ask(page, question),
        expect
          .poll(seen)
          .toBeGreaterThan(before + 3)
          .then(() => model.setPace(0)),
      ]);
      return answer;
    };
    expect(await watch('What does an AI engineer do all day?')).toContain(words);
    expect(await watch('and an ML engineer?')).toContain(words);
    // The second question was understood by the first.
    expect(JSON.stringify(model.prompts[1])).toContain('What does an ML engineer do all day?');
    expect(await page.locator('.error-message').count()).toBe(0);
  });
});
