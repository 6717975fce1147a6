import { expect, onTestFinished, test } from 'vitest';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { readApart } from '../src/reading.ts';
import { retrieverOf } from '../src/retrieval/prebuilt.ts';
import { folder } from './knowledge/folder.ts';

const TEA = '# Tea\n\nGreen tea is steeped at eighty degrees for two minutes.\n';
const { signal } = new AbortController();

test('what is read on another thread is what is read here, and can be searched', async () => {
  const { path } = await folder({ 'tea.md': TEA, 'lexicon.yaml': 'entities: [{name: tea, words: [cha]}]' });
  const { knowledge, index, version } = await readApart('knowledge', path, { signal });
  expect(knowledge).toEqual(await loadKnowledge(path));
  expect(version).toBe(knowledge.version);
  const { hits } = retrieverOf(knowledge, index).search({ question: 'How many degrees for green tea?' });
  expect(hits[0]?.passage.text).toContain('eighty degrees');
});

test('a mistake is named as it is here, and others are read after it', async () => {
  const { path, write } = await folder({ 'tea.md': '---\nkind: rumour\n---\n\nTea.\n' });
  const here = await loadKnowledge(path).catch((error: Error) => error.message);
  await expect(readApart('knowledge', path, { signal })).rejects.toMatchObject({
    code: 'knowledge_invalid',
    message: here,
  });
  await write('tea.md', TEA);
  expect((await readApart('knowledge', path, { signal })).knowledge.passages).toHaveLength(1);
});

test('what takes too long is given up, with the path and what to do', async () => {
  const { path } = await folder({ 'tea.md': TEA });
  await expect(readApart('knowledge', path, { signal, deadlineMs: 1 })).rejects.toThrow(
    `${path}: takes longer than 0.001 s to read; split what is large`,
  );
});

test('a reading that nobody waits for any more ends at once', async () => {
  const { path } = await folder({ 'tea.md': TEA });
  const stopped = new AbortController();
  const reading = readApart('knowledge', path, { signal: stopped.signal });
  onTestFinished(() => void reading.catch(() => {}));
  stopped.abort();
  await expect(reading).rejects.toThrow();
});
