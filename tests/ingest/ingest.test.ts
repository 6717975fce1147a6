import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { convert } from '../../src/ingest/convert.ts';
import { ingest } from '../../src/ingest/ingest.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'crossroads-ingest-'));
  folder = join(root, 'knowledge');
});
afterEach(() => rm(root, { recursive: true }));

const put = async (name: string, text: string) => {
  await mkdir(join(root, name, '..'), { recursive: true });
  await writeFile(join(root, name), text);
  return join(root, name);
};
const take = (sources: string[], options: Partial<Parameters<typeof ingest>[1]> = {}) =>
  ingest(sources, { folder, kind: 'article', convert, ...options });
const statuses = async (...given: Parameters<typeof take>) =>
  (await take(...given)).map(({ status }) => status);

describe('a first run', () => {
  test('writes an article that the server reads: title, day, source, text', async () => {
    const source = await put(
      'post.md',
      '---\ndate: 2025-01-02\n---\n\n# Bread & "salt": a start\n\nFlour, water.\n\n## Yeast\n\nIt is alive.\n',
    );
    const [result] = await take([source], { kind: 'notes' });
    expect(result).toMatchObject({ status: 'new', file: 'bread-salt-a-start.md', passages: 2 });
    const knowledge = await loadKnowledge(folder);
    expect(knowledge.documents.get('bread-salt-a-start')).toMatchObject({
      title: 'Bread & "salt": a start',
      kind: 'notes',
      asOf: '2025-01-02',
      sources: [{ title: 'post.md', date: '2025-01-02' }],
    });
    expect(knowledge.passages.map(({ text }) => text)).toEqual(['Flour, water.', 'It is alive.']);
  });

  test('takes a folder recursively, and nothing that is hidden, linked from outside, or of another kind', async () => {
    await put('in/a.txt', 'One thing.');
    await put('in/deep/b.html', '<title>Two</title><p>Two things.</p>');
    await put('in/.hidden.md', 'Secret.');
    await put('in/.git/c.md', 'Secret.');
    await put('in/photo.jpg', 'x');
    await symlink(await put('out.md', 'Secret.'), join(root, 'in/link.md'));
    expect(await statuses([join(root, 'in')])).toEqual(['new', 'new']);
    expect((await readdir(folder)).sort()).toEqual(['.ingest.json', 'a.md', 'two.md']);
  });

  test('gives two sources of one title two files', async () => {
    const sources = [await put('one/same.txt', 'First.'), await put('two/same.txt', 'Second.')];
    await take(sources);
    expect(await readFile(join(folder, 'same.md'), 'utf8')).toContain('First.');
    expect(await readFile(join(folder, 'same-2.md'), 'utf8')).toContain('Second.');
  });

  test('goes on after a source that fails, and says what to do about it', async () => {
    const results = await take([
      join(root, 'none.md'),
      await put('empty.md', '\n'),
      await put('a.txt', 'Text.'),
      'ftp://a.example/x',
    ]);
    expect(results.map((result) => (result.status === 'failed' ? result.problem : result.status))).toEqual([
      `${root}/none.md: is not there, or cannot be read`,
      `${root}/empty.md: holds no text`,
      'new',
      'ftp://a.example/x: is no http or https address',
    ]);
  });

  test('leaves everything as it is when it is dry, and says what it would write', async () => {
    const results = await take([await put('a.txt', 'Text.')], { dryRun: true });
    expect(results).toMatchObject([{ status: 'new', file: 'a.md', passages: 1 }]);
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  test('refuses what lies in the knowledge folder already', async () => {
    const [result] = await take([await put('knowledge/own.md', 'Mine.')]);
    expect(result).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining('lies in the knowledge folder already'),
    });
  });

  test('tells how far it is', async () => {
    const seen: string[] = [];
    await take([await put('a.txt', 'A.'), await put('b.txt', 'B.')], {
      onProgress: ({ done, total }) => seen.push(`${done}/${total}`),
    });
    expect(seen).toEqual(['0/2', '1/2']);
  });
});

describe('a later run', () => {
  test('writes only what says something else', async () => {
    const sources = [
      await put('a.md', '---\ndate: 2025-01-02\n---\n\nOne.'),
      await put('b.md', '---\ndate: 2025-01-02\n---\n\nTwo.'),
    ];
    await take(sources);
    await put('b.md', '---\ndate: 2025-01-02\n---\n\nTwo and more.');
    expect(await statuses(sources)).toEqual(['unchanged', 'changed']);
    expect(await readFile(join(folder, 'b.md'), 'utf8')).toContain('Two and more.');
  });

  test("keeps an owner's edits until it is forced", async () => {
    const source = await put('a.txt', 'One.');
    await take([source]);
    await writeFile(join(folder, 'a.md'), 'My own words.');
    await put('a.txt', 'Another.');
    expect(await statuses([source])).toEqual(['kept']);
    expect(await readFile(join(folder, 'a.md'), 'utf8')).toBe('My own words.');
    expect(await statuses([source], { force: true })).toEqual(['changed']);
    expect(await readFile(join(folder, 'a.md'), 'utf8')).toContain('Another.');
  });

  test('brings back a file that was deleted', async () => {
    const source = await put('a.txt', 'One.');
    await take([source]);
    await rm(join(folder, 'a.md'));
    expect(await statuses([source])).toEqual(['new']);
  });

  test('remembers what it wrote before it was stopped', async () => {
    const sources = [await put('a.txt', 'A.'), await put('b.txt', 'B.')];
    const stop = new AbortController();
    const stopped = take(sources, {
      signal: stop.signal,
      onProgress: ({ done }) => done === 0 && stop.abort(),
    });
    await expect(stopped).rejects.toThrow();
    expect(await statuses(sources)).toEqual(['unchanged', 'new']);
  });

  test('refuses a record that is not its own, and touches nothing', async () => {
    const source = await put('a.txt', 'A.');
    await put(
      'knowledge/.ingest.json',
      '{"version":1,"sources":{"x":{"file":"../../evil.md","read":"","written":""}}}',
    );
    await expect(take([source])).rejects.toThrow('is not what "crossroads ingest" wrote');
    expect(await readdir(folder)).toEqual(['.ingest.json']);
  });
});
