import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { PAYLOADS } from '../hostile/payloads.ts';
import { ask, useInspector } from '../inspector/page.ts';
import { browserMissing } from '../support/browser.ts';
import { CLEAN, examine } from '../support/examine.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Every seventh: some of each kind. */
const SOME = PAYLOADS.filter((_payload, i) => i % 7 === 0);
/** Links of the page's own. */
const OWN = '.skip, .empty a';

/** Hundreds of stages are opened, twenty seconds of work where nothing else runs. */
const HEAVY = { timeout: 300_000 };

/** Turns of a recording: each answer is a payload fifty times over, and the page lays all of them out. */
const TURNS_A_FILE = 30;

/** What is long or deep rather than odd; each stands in a recording hundreds of times. */
const HUGE = [
  'a'.repeat(20_000),
  '> '.repeat(3000),
  Array.from({ length: 300 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n'),
  '*_'.repeat(5000),
  '[a]('.repeat(5000),
  `${'|a'.repeat(300)}|\n${'|-'.repeat(300)}|\n`,
  '\u202e'.repeat(5000),
];

const asLine = (text: string) => text.replace(/[\r\n\u0000]+/g, ' ');

/** Opens each stage of the turn that is shown, and everything in it that opens. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const rows = () => [...document.querySelectorAll<HTMLElement>('.timeline button')];
    for (let i = 0; i < rows().length; i++) {
      rows()[i]?.click();
      await drawn();
      for (const one of document.querySelectorAll<HTMLElement>('#panel summary')) one.click();
    }
    for (const one of document.querySelectorAll<HTMLElement>('.turns > li:last-child .cite')) one.click();
  });
}

/** The shipped recordings with another text in place of each of theirs. */
function withText(text: string): unknown[] {
  const kept =
    /^(?:type|stage|begins|answerer|kind|outcome|finishReason|turnId|role|act|name|notice|reason|crossroadsRecording)$/;
  const replaced = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return kept.test(key) ? value : text;
    if (Array.isArray(value)) return value.map((each) => replaced(each));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each, name)]));
  };
  const turns = ['1-rules', '2-model', '3-failing-upstream'].map((name) => {
    const { turns } = JSON.parse(readFileSync(join(ROOT, `stage/recordings/${name}.json`), 'utf8')) as {
      turns: unknown[];
    };
    return turns.at(name === '2-model' ? 0 : -1);
  });
  return turns.map((turn) => replaced(turn));
}

/** Opens a recording from a file, as a presenter does. */
async function openFile(page: Page, title: string, turns: unknown[]): Promise<void> {
  const file = { crossroadsRecording: 1, title, note: title, recordedAt: 0, turns };
  await page.locator('.chooser summary').click();
  await page.getByLabel('Open a recording from a file').setInputFiles({
    name: `${title.replaceAll('/', '')}.json`,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  });
  await page.locator('.replay').waitFor();
  await page.locator('.chooser summary').click();
}

describe.skipIf(browserMissing)('hostile texts on stage', () => {
  let upstream: Upstream;
  const folder = mkdtempSync(join(tmpdir(), 'crossroads-hostile-'));
  const inspecting = useInspector(async () => {
    upstream = await startUpstream('ok', SOME.join('\n\n'));
    mkdirSync(join(folder, 'knowledge'));
    const sections = SOME.map(
      (text, i) => `## Zebra ${i} ${asLine(text)}\n\nZebra ${i} eats grass. ${text}\n`,
    );
    writeFileSync(
      join(folder, 'knowledge/zebras.md'),
      `# Zebras ${asLine(SOME[0] ?? '')}\n\n${sections.join('\n')}`,
    );
    cpSync(join(ROOT, 'prompts'), join(folder, 'prompts'), { recursive: true });
    const template = join(folder, 'prompts/answer.md');
    const texts = SOME.filter((text) => !text.includes('{{')).map(asLine);
    writeFileSync(template, `${readFileSync(template, 'utf8')}\n${texts.join('\n')}\n`);
    return {
      OPENAI_BASE_URL: upstream.baseUrl,
      KNOWLEDGE_DIR: join(folder, 'knowledge'),
      PROMPTS_DIR: join(folder, 'prompts'),
      RECORDINGS_DIR: join(folder, 'recordings'),
      MAX_PROMPT_TOKENS: '20000',
    };
  });
  afterAll(async () => {
    await upstream.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('are more than sixty, of every kind', () => expect(SOME.length).toBeGreaterThan(60));

  test('in knowledge, prompt, answer and question they run, fetch and feign nothing', HEAVY, async () => {
    const page = await inspecting.open();
    const inQuestion = SOME.map(asLine).filter((text) => text.length < 300 && text.trim() === text);
    for (let i = 0; i < 6; i++) {
      const text = `What does zebra ${i} eat? ${inQuestion[i * 9]}`;
      await page.getByLabel('Your question').fill(text);
      await page.getByLabel('Your question').press('Enter');
      await expect.poll(() => page.locator('.turns > li .note', { hasText: /·/ }).count()).toBe(i + 1);
      await openAll(page);
      expect(await examine(page, 'body', OWN)).toEqual({ ...CLEAN, turns: i + 1 });
    }
    await ask(page, 'What does zebra 7 eat?');
    expect(await page.locator('.timeline .name').allInnerTexts()).toContain('Compose');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/^Saved as/).waitFor();
    await page.locator('.chooser summary').click();
    await page.getByRole('button', { name: 'Playground' }).click();
    await page.locator('.templates summary').click();
    await page.getByRole('button', { name: 'With and without retrieval' }).click();
    await page.locator('.diff').first().waitFor();
    expect(await examine(page, 'body', OWN)).toEqual({ ...CLEAN, turns: 9 });
  });

  test('in every text of a recording they run, fetch and feign nothing', HEAVY, async () => {
    const page = await inspecting.open();
    const all = SOME.flatMap(withText).map(numbered);
    for (let from = 0; from < all.length; from += TURNS_A_FILE) {
      const turns = all.slice(from, from + TURNS_A_FILE);
      await openFile(page, asLine(SOME[from] ?? 'The last'), turns);
      await page.getByRole('button', { name: 'Pause' }).click();
      for (let i = 0; i < turns.length; i++) {
        await openAll(page);
        await page.getByRole('button', { name: 'Next turn' }).click();
      }
      expect(await page.locator('.turns > li').count()).toBe(turns.length);
      expect(await examine(page, 'body', OWN)).toMatchObject(CLEAN);
      await leaveReplay(page);
    }
  });

  test('what is huge or deep is drawn, and the page still answers', HEAVY, async () => {
    const page = await inspecting.open();
    for (const text of HUGE) {
      await openFile(page, 'huge', withText(text).slice(0, 1).map(numbered));
      await page.getByRole('button', { name: 'Step on' }).click();
      await openAll(page);
      await page.getByRole('button', { name: 'Next turn' }).click();
      expect(await examine(page, 'body', OWN)).toMatchObject(CLEAN);
      await leaveReplay(page);
    }
  });
});

async function leaveReplay(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('.replay').waitFor({ state: 'hidden' });
}

function numbered(turn: unknown, i: number): unknown {
  const turnId = `hostile-${String(i).padStart(4, '0')}`;
  return { ...(turn as object), turnId };
}
