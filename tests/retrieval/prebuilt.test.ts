import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { readIndex, writeIndex } from '../../src/retrieval/index-file.ts';
import { buildInvertedIndex } from '../../src/retrieval/inverted-index.ts';
import { indexPath, openIndex, prebuild, retrieverOf } from '../../src/retrieval/prebuilt.ts';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { temporaryFolder } from '../store/folder.ts';
import { isle } from '../support/isle.ts';

const knowledge = isle();
const file = () => writeIndex(buildInvertedIndex(knowledge), knowledge.version);

describe('the file', () => {
  test('holds the index as it was built', () => {
    const index = readIndex(file(), knowledge);
    const { lexicon: _read, ...read } = index as Exclude<typeof index, string>;
    const { lexicon: _built, ...built } = buildInvertedIndex(knowledge);
    expect(read).toEqual(built);
  });

  test('answers a search as a new index does', () => {
    const index = readIndex(file(), knowledge);
    const loaded = createRetriever(knowledge, index as Exclude<typeof index, string>);
    for (const question of ['How do I reach the island?', 'when is the ferry', 'lighthose']) {
      expect(loaded.search({ question })).toEqual(createRetriever(knowledge).search({ question }));
    }
  });

  test('of other content, another format or other words is not used', () => {
    expect(readIndex(file(), { ...knowledge, version: 'another' })).toBe('stale');
    const text = file().toString('latin1');
    expect(readIndex(Buffer.from(text.replace(/"format":\d+/, '"format":0'), 'latin1'), knowledge)).toBe(
      'made by another version',
    );
    const passages = knowledge.passages.map((passage) => ({ ...passage, text: `${passage.text} Zeppelin.` }));
    expect(readIndex(file(), { ...knowledge, passages })).toBe('made by another version');
  });

  test('that is damaged anywhere is not used, and nothing throws', () => {
    const whole = file();
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 200)) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] as number) ^ 0x55;
      expect(readIndex(damaged, knowledge)).toBeTypeOf('string');
      expect(readIndex(whole.subarray(0, at), knowledge)).toBe('corrupt');
    }
    for (const bytes of [
      '',
      'x',
      'crossroads index\n',
      'crossroads index\nnull\n',
      'crossroads index\n{"format":1}\n',
    ]) {
      expect(readIndex(Buffer.from(bytes), knowledge)).toBeTypeOf('string');
    }
  });
});

describe('beside a knowledge folder', () => {
  async function folder() {
    const path = await temporaryFolder();
    await writeFile(join(path, 'bees.md'), '# Bees\n\nBees make honey from nectar.\n');
    return path;
  }
  const asked = { question: 'What do bees make?' };

  test('it is written, used, and no part of the knowledge', async () => {
    const path = await folder();
    const { version } = await loadKnowledge(path);
    await prebuild(await loadKnowledge(path), path);
    const loaded = await loadKnowledge(path);
    expect(loaded.version).toBe(version);
    const complaints: string[] = [];
    const index = await openIndex(loaded, path, (message) => complaints.push(message));
    expect(index).toEqual(await readFile(await indexPath(path)));
    expect(retrieverOf(loaded, index).search(asked).hits[0]?.passage.text).toBe(
      'Bees make honey from nectar.',
    );
    expect(complaints).toEqual([]);
  });

  test('a stale or damaged one is named with what to do, and the index is built', async () => {
    const path = await folder();
    await prebuild(await loadKnowledge(path), path);
    await writeFile(join(path, 'bees.md'), '# Bees\n\nBees make wax, and honey too.\n');
    const complaints: string[] = [];
    const open = async () => {
      const knowledge = await loadKnowledge(path);
      return retrieverOf(knowledge, await openIndex(knowledge, path, (message) => complaints.push(message)));
    };
    expect((await open()).search(asked).hits[0]?.passage.text).toBe('Bees make wax, and honey too.');
    expect(complaints.pop()).toMatch(
      /\.crossroads-index: is stale; the index is built instead\. Run "crossroads index" again/,
    );
    const at = await indexPath(path);
    await writeFile(at, (await readFile(at)).subarray(0, 100));
    await open();
    expect(complaints.pop()).toContain('is corrupt');
    await rm(at);
    await open();
    expect(complaints).toEqual([]);
  });

  test('of a single file it stands beside that', async () => {
    const path = join(await folder(), 'bees.md');
    expect(await indexPath(path)).toMatch(/[\\/]\.bees\.md\.crossroads-index$/);
  });
});
