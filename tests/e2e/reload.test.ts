import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { folder } from '../knowledge/folder.ts';
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
