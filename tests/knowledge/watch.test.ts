import { appendFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Knowledge } from '../../src/domain.ts';
import type { AppError } from '../../src/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { watchKnowledge } from '../../src/knowledge/watch.ts';
import { type Folder, folder } from './folder.ts';

type Outcome = { knowledge: Knowledge } | { error: AppError };

/** Watches `path` and hands out what it reports, one by one. */
async function watched(path: string, version?: string, readAt?: number) {
  const outcomes: Outcome[] = [];
  let loads = 0;
  let wake: () => void = () => {};
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const put = (outcome: Outcome) => {
    outcomes.push(outcome);
    wake();
  };
  await watchKnowledge(path, {
    load: () => {
      loads += 1;
      return loadKnowledge(path);
    },
    onLoad: (knowledge) => put({ knowledge }),
    onError: (error) => put({ error }),
    debounceMs: 40,
    signal: controller.signal,
    ...(version === undefined ? {} : { version, readAt }),
  });
  const next = async (): Promise<Outcome> => {
    while (outcomes.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return outcomes.shift() as Outcome;
  };
  return {
    outcomes,
    loads: () => loads,
    controller,
    texts: async () => {
      const outcome = await next();
      if ('error' in outcome) throw outcome.error;
      return outcome.knowledge.passages.map((passage) => passage.text);
    },
    error: async () => {
      const outcome = await next();
      if ('knowledge' in outcome) throw new Error('loaded without complaint');
      return outcome.error;
    },
  };
}

describe('watchKnowledge', () => {
  it('hands over the first version, then the whole new one after an edit', async () => {
    const { path, write } = await folder({ 'a.md': 'First text.', 'b.md': 'Other text.' });
    const watch = await watched(path);
    expect(await watch.texts()).toEqual(['First text.', 'Other text.']);
    await write('a.md', 'Second text.');
    expect(await watch.texts()).toEqual(['Second text.', 'Other text.']);
  });

  it('sees new, renamed and deleted files', async () => {
    const { path, at, write } = await folder({ 'a.md': 'A text.' });
    const watch = await watched(path);
    await watch.texts();
    await write('sub/c.txt', 'A text in a new folder.');
    expect(await watch.texts()).toEqual(['A text.', 'A text in a new folder.']);
    await rename(at('a.md'), at('z.md'));
    expect(await watch.texts()).toEqual(['A text in a new folder.', 'A text.']);
    await rm(at('z.md'));
    expect(await watch.texts()).toEqual(['A text in a new folder.']);
  });

  it('reports a broken file and hands over again once it is repaired, even to what it was', async () => {
    const { path, write } = await folder({ 'a.md': 'Good text.' });
    const watch = await watched(path);
    await watch.texts();
    await write('a.md', '---\ntitle: [\n---\nBad.');
    const error = await watch.error();
    expect(error.code).toBe('knowledge_invalid');
    expect(error.message).toContain('a.md:');
    await write('a.md', 'Good text.');
    expect(await watch.texts()).toEqual(['Good text.']);
  });

  it('says nothing while the version is the one the caller holds', async () => {
    const { path, write } = await folder({ 'a.md': 'Same text.' });
    const watch = await watched(path, (await loadKnowledge(path)).version);
    await write('a.md', 'Same text.');
    await write('notes.pdf', 'ignored');
    await write('a.md', 'New text.');
    expect(await watch.texts()).toEqual(['New text.']);
    expect(watch.outcomes).toEqual([]);
  });

  it('catches an edit made between the load at boot and the start of watching', async () => {
    const { path, write } = await folder({ 'a.md': 'Old text.' });
    const { version } = await loadKnowledge(path);
    await write('a.md', 'New text.');
    const watch = await watched(path, version);
    expect(await watch.texts()).toEqual(['New text.']);
  });

  it.each<[string, ({ at, write }: Folder) => Promise<unknown>]>([
    ['edited', ({ write }) => write('sub/a.md', 'New text.')],
    ['added', ({ write }) => write('c.md', 'More text.')],
    ['deleted', ({ at }) => rm(at('b.md'))],
    ['renamed', ({ at }) => rename(at('b.md'), at('sub/b.md'))],
  ])('catches a file %s between the load at boot and the start of watching', async (_how, change) => {
    const files = await folder({ 'sub/a.md': 'Old text.', 'b.md': 'Other text.' });
    const readAt = Date.now();
    const before = await loadKnowledge(files.path);
    await change(files);
    const watch = await watched(files.path, before.version, readAt);
    expect(await watch.texts()).not.toEqual(before.passages.map(({ text }) => text));
  });

  it('reads nothing at first where nothing has changed since the load at boot', async () => {
    const { path, write } = await folder({ 'sub/a.md': 'Old text.' });
    const before = await loadKnowledge(path);
    // The folder is a second old.
    const watch = await watched(path, before.version, Date.now() + 1000);
    await write('sub/a.md', 'New text.');
    expect(await watch.texts()).toEqual(['New text.']);
    expect(watch.loads()).toBe(1);
  });

  it('sees a link that is turned to another folder', async () => {
    const { at, write } = await folder({ 'v1/a.md': 'First release.', 'v2/a.md': 'Second release.' });
    await symlink('v1', at('current'));
    const watch = await watched(at('current'));
    expect(await watch.texts()).toEqual(['First release.']);
    await write('v1/a.md', 'First release, mended.');
    expect(await watch.texts()).toEqual(['First release, mended.']);
    await symlink('v2', at('next'));
    await rename(at('next'), at('current'));
    expect(await watch.texts()).toEqual(['Second release.']);
  });

  it('sees what a mount turns all its links to', async () => {
    const { path, at } = await folder({ '..v1/a.md': 'First release.', '..v2/a.md': 'Second release.' });
    await symlink('..v1', at('..data'));
    await symlink('..data/a.md', at('a.md'));
    const watch = await watched(path);
    expect(await watch.texts()).toEqual(['First release.']);
    await symlink('..v2', at('..next'));
    await rename(at('..next'), at('..data'));
    expect(await watch.texts()).toEqual(['Second release.']);
  });

  it.each(['the folder', 'the file'])(
    'reads nothing again while a store in %s is written to',
    async (kind) => {
      const { path, at, write } = await folder({ 'a.md': 'Old text.', 'store.db': '' });
      const watch = await watched(kind === 'the file' ? at('a.md') : path);
      await watch.texts();
      const before = watch.loads();
      for (let round = 0; round < 5; round++) {
        await appendFile(at('store.db'), 'page');
        await write('store.db-wal', `${round}`);
        // Longer than a change has to stand before it is read.
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(watch.loads()).toBe(before);
      await write('a.md', 'New text.');
      expect(await watch.texts()).toEqual(['New text.']);
    },
  );

  it('is not led in circles by links', async () => {
    const { path, at, write } = await folder({ 'a.md': 'Old text.' });
    const watch = await watched(path);
    await watch.texts();
    await symlink('.', at('loop'));
    await symlink('loop', at('loop2'));
    await write('a.md', 'New text.');
    expect(await watch.texts()).toEqual(['New text.']);
    expect(watch.outcomes).toEqual([]);
  });

  it('ends with the last of many writes in a row', async () => {
    const { path, at, write } = await folder({ 'a.md': 'Start.' });
    const watch = await watched(path);
    await watch.texts();
    await write('a.md', '');
    for (let part = 0; part < 200; part++) await appendFile(at('a.md'), `Word${part} `);
    let last: string[] = [];
    while (!last.join().endsWith('Word199')) last = await watch.texts().catch(() => []);
    expect(last.join().startsWith('Word0 Word1 ')).toBe(true);
  });

  it('watches a single file, also when an editor replaces it', async () => {
    const { at, write } = await folder({ 'article.txt': 'Old text.' });
    const watch = await watched(at('article.txt'));
    expect(await watch.texts()).toEqual(['Old text.']);
    for (const text of ['New text.', 'Newest text.']) {
      await write('article.txt', text);
      expect(await watch.texts()).toEqual([text]);
    }
  });

  it.each([
    ['at once', 0],
    ['when nobody looks for it any more', 1500],
  ])('reports a folder that vanishes, and reads it when it is back %s', async (_when, ms) => {
    const { path } = await folder({ 'keep.md': 'Keep.' });
    const inner = join(path, 'inner');
    await mkdir(inner);
    await writeFile(join(inner, 'a.md'), 'Text.');
    const watch = await watched(inner);
    await watch.texts();
    await rm(inner, { recursive: true });
    expect((await watch.error()).message).toContain('inner');
    await new Promise((resolve) => setTimeout(resolve, ms));
    await mkdir(inner);
    for (const text of ['Text again.', 'Edited then.']) {
      await writeFile(join(inner, 'a.md'), text);
      let texts: string[] = [];
      while (texts[0] !== text) texts = await watch.texts().catch(() => []);
    }
  });

  it('calls nothing after the signal aborts', async () => {
    const { path, write } = await folder({ 'a.md': 'Old text.' });
    const first = await watched(path);
    await first.texts();
    const second = await watched(path);
    await second.texts();
    first.controller.abort();
    await write('a.md', 'New text.');
    expect(await second.texts()).toEqual(['New text.']);
    expect(first.outcomes).toEqual([]);
  });
});
