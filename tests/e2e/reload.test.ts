import { execFileSync } from 'node:child_process';
import { readFile, rm, symlink } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, onTestFinished, test } from 'vitest';
import { folder } from '../knowledge/folder.ts';
import { startUpstream } from '../support/upstream.ts';
import { startApp } from './app.ts';

const TEA = '# Tea\n\nGreen tea is steeped at eighty degrees for two minutes.\n';
const QUESTION = 'At how many degrees is green tea steeped?';

test('an edit is answered from while the server runs, in conversations that are open already', async () => {
  const files = await folder({ 'tea.md': TEA });
  const app = await startApp({ KNOWLEDGE_DIR: files.path });
  const { ready, ask } = await app.visit();
  expect(ready.passages).toBe(1);
  expect((await ask(QUESTION)).text).toContain('eighty degrees');

  let reloaded = app.logs('knowledge reloaded');
  await files.write('tea.md', TEA.replace('eighty', 'seventy'));
  await reloaded;
  const edited = await ask(QUESTION);
  expect(edited.text).toContain('seventy degrees');
  expect(edited.text).not.toContain('eighty');

  reloaded = app.logs('knowledge reloaded');
  await files.write('coffee.md', '# Coffee\n\nEspresso is brewed under nine bars of pressure.\n');
  await reloaded;
  const added = await ask('Under how much pressure is espresso brewed?');
  expect(added.citations[0]).toMatchObject({ documentId: 'coffee' });
  expect((await app.visit()).ready.passages).toBe(2);

  reloaded = app.logs('knowledge reloaded');
  await rm(files.at('tea.md'));
  await reloaded;
  expect((await ask(QUESTION)).citations.filter((c) => c.documentId === 'tea')).toEqual([]);
});

test('a broken file leaves the last good version answering, until it is mended', async () => {
  const files = await folder({ 'tea.md': TEA });
  const app = await startApp({ KNOWLEDGE_DIR: files.path });
  const { ask } = await app.visit();

  const refused = app.logs('knowledge not reloaded, the last good version answers');
  await files.write('tea.md', `---\nkind: rumour\n---\n${TEA.replace('eighty', 'ninety')}`);
  await refused;
  expect((await ask(QUESTION)).text).toContain('eighty degrees');

  const reloaded = app.logs('knowledge reloaded');
  await files.write('tea.md', TEA.replace('eighty', 'ninety'));
  await reloaded;
  expect((await ask(QUESTION)).text).toContain('ninety degrees');
});

const BOMB = `---\ntitle: ${'['.repeat(60_000)}\n---\n\nText.\n`;

test('a hostile file in the folder keeps nobody waiting: it is named, and the rest answers on', async () => {
  const files = await folder({ 'tea.md': TEA });
  const app = await startApp({ KNOWLEDGE_DIR: files.path });
  const { ask } = await app.visit();
  const at = files.at('bad.md');
  const plant: [says: RegExp, (() => Promise<unknown>) | (() => unknown)][] = [
    [/bad\.md:2: .*nested too deeply/, () => files.write('bad.md', BOMB)],
    [/bad\.md: is not a regular file/, () => execFileSync('mkfifo', [at])],
    [/bad\.md: this link leads nowhere/, () => symlink('bad.md', at)],
  ];
  for (const [says, put] of plant) {
    const refused = app.logs('knowledge not reloaded, the last good version answers');
    await put();
    expect((await ask(QUESTION)).text).toContain('eighty degrees');
    await refused;
    expect(app.lastError()).toMatch(says);
    const reloaded = app.logs('knowledge reloaded');
    await rm(at, { recursive: true });
    await reloaded;
  }
  expect((await ask(QUESTION)).text).toContain('eighty degrees');
});

test('visitors do not wait while a large article is read', async () => {
  const files = await folder({ 'tea.md': TEA });
  const app = await startApp({ KNOWLEDGE_DIR: files.path });
  const { ask } = await app.visit();
  const section = (n: number) =>
    `## Tea ${n}\n\nThe tea of hill ${n} is picked in *month ${n}* and [dried](https://x.example/${n}).\n\n`;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  const from = performance.now();
  const reloaded = app.logs('knowledge reloaded');
  await files.write('large.md', `# Teas\n\n${Array.from({ length: 4000 }, (_, n) => section(n)).join('')}`);
  delay.enable();
  expect((await ask(QUESTION)).text).toContain('eighty degrees');
  await reloaded;
  delay.disable();
  // On the thread that serves visitors it would be read in one go, which is most of the time that it takes.
  expect(delay.max / 1e6).toBeLessThan((performance.now() - from) / 2);
  expect((await ask('When is the tea of hill 777 picked?')).text).toContain('month 777');
});

test('an edited prompt is sent to the model from the next question on; a broken one never is', async () => {
  const upstream = await startUpstream('ok', 'Green tea is steeped at eighty degrees [1].');
  onTestFinished(() => upstream.close());
  const prompts = await folder({
    'answer.md': await readFile('prompts/answer.md', 'utf8'),
    'question.md': await readFile('prompts/question.md', 'utf8'),
  });
  const files = await folder({ 'tea.md': TEA });
  const app = await startApp({
    KNOWLEDGE_DIR: files.path,
    PROMPTS_DIR: prompts.path,
    OPENAI_BASE_URL: upstream.baseUrl,
  });
  const { ask } = await app.visit();

  const reloaded = app.logs('prompts reloaded');
  await prompts.write('answer.md', 'Rhyme, or say {{notCovered}}.');
  await reloaded;
  await ask(QUESTION);
  const system = () => upstream.requests.at(-1)?.body.messages[0]?.content;
  expect(system()).toMatch(/^Rhyme, or say/);

  const refused = app.logs('prompts not reloaded, the last good version is used');
  await prompts.write('answer.md', 'Say {{what}}.');
  await refused;
  await ask(QUESTION);
  expect(upstream.requests).toHaveLength(2);
  expect(system()).toMatch(/^Rhyme, or say/);
});
