import { once } from 'node:events';
import { mkdir, rename, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { failure, folder, load } from './folder.ts';

const ids = async (path: string) => [...(await loadKnowledge(path)).documents.keys()];

describe('loadKnowledge', () => {
  it('reads a folder with its subfolders in the order of paths, and nothing but .md, .txt and .jsonl', async () => {
    const { path } = await folder({
      'z.txt': 'Zed.',
      'b/c.MD': 'Sea.',
      'a.jsonl': '{"_id":"1","text":"One."}',
      'README.md': 'Read me.',
      '.hidden.md': 'Hidden.',
      '.git/x.md': 'Hidden.',
      'notes.pdf': 'No.',
      'a.md~': 'No.',
    });
    const knowledge = await loadKnowledge(path);
    expect([...knowledge.documents.values()].map((document) => document.path)).toEqual([
      'README.md',
      'a.jsonl',
      'b/c.MD',
      'z.txt',
    ]);
    expect(knowledge.passages.map((passage) => passage.text)).toEqual(['Read me.', 'One.', 'Sea.', 'Zed.']);
  });

  it('reads a single file', async () => {
    const { at } = await folder({ 'one.md': 'Only this.', 'two.md': 'Not this.' });
    expect(await ids(at('one.md'))).toEqual(['one']);
  });

  it('names a document after its file when nothing else names it', async () => {
    const { documents } = await load({ 'My own notes.md': 'Text.' });
    expect(documents.get('My-own-notes')).toEqual({
      id: 'My-own-notes',
      title: 'My own notes',
      kind: 'article',
      sources: [],
      path: 'My own notes.md',
    });
  });

  it('gives the same version for the same content and another for any change of name or text', async () => {
    const version = async (files: Record<string, string>) => (await load(files)).version;
    const first = await version({ 'a.md': 'Text.' });
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(await version({ 'a.md': 'Text.' })).toBe(first);
    expect(await version({ 'a.md': 'Text!' })).not.toBe(first);
    expect(await version({ 'b.md': 'Text.' })).not.toBe(first);
  });

  it('follows links within the folder, each file once, and does not run in circles', async () => {
    const { path, at } = await folder({ '.data/a.md': 'Linked.', 'sub/b.md': 'Below.' });
    await symlink(at('.data/a.md'), at('a.md'));
    await symlink(at('.data/a.md'), at('again.md'));
    await symlink(path, at('sub/loop'));
    expect(await ids(path)).toEqual(['a', 'b']);
  });

  it('follows a link to a file that the owner names outright', async () => {
    const { at } = await folder({ 'real.md': 'Text.' });
    await symlink(at('real.md'), at('link.md'));
    expect(await ids(at('link.md'))).toEqual(['link']);
  });

  it('refuses a link that leads out of the folder, to a file or to a folder', async () => {
    const outside = await folder({ 'secret.md': 'Secret.' });
    for (const [name, target] of [
      ['in.md', outside.at('secret.md')],
      ['sub', outside.path],
    ] as const) {
      const inside = await folder({ 'a.md': 'Text.' });
      await symlink(target, inside.at(name));
      const message = await failure(inside.path);
      expect(message).toContain(inside.at(name));
      expect(message).toContain('leads out of the knowledge folder');
    }
  });

  it('refuses a folder beside it whose name only starts the same', async () => {
    const { path } = await folder({ 'kb/a.md': 'Text.', 'kb-private/b.md': 'Secret.' });
    await symlink(join(path, 'kb-private'), join(path, 'kb/b'));
    expect(await failure(join(path, 'kb'))).toContain('leads out');
  });

  it('refuses a link that leads nowhere', async () => {
    const { path, at } = await folder({ 'a.md': 'Text.' });
    await symlink(at('gone.md'), at('b.md'));
    expect(await failure(path)).toContain(`${at('b.md')}: this link leads nowhere`);
  });

  it('names a path that is missing or of another kind', async () => {
    const { path, at } = await folder({ 'a.pdf': 'x' });
    expect(await failure(at('gone'))).toMatch(/gone: cannot be read; expected a folder/);
    expect(await failure(at('a.pdf'))).toMatch(/a\.pdf: expected a folder/);
    expect(await failure(path)).toMatch(/no \.md, \.txt or \.jsonl file here/);
  });

  it('refuses what is not a regular file, instead of waiting for it', async () => {
    const { path, at } = await folder({ 'a.md': 'Text.' });
    const server = createServer().listen(at('b.md'));
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    expect(await failure(path)).toContain(`${at('b.md')}: is not a regular file`);
  });

  it('reads the files of a folder that is named like a file', async () => {
    const { path, at } = await folder({ 'a.md': 'Text.' });
    await mkdir(at('b.md'));
    await writeFile(at('b.md/c.md'), 'Inside.');
    expect(await ids(path)).toEqual(['a', 'c']);
  });

  it('names the file without any text', async () => {
    for (const empty of ['', ' \n\n', '---\ntitle: T\n---\n', '# Only a title\n', '<!-- hidden -->\n']) {
      expect(await failure({ 'a.md': 'Text.', 'b.md': empty })).toMatch(/b\.md: holds no text/);
    }
    expect(await failure({ 'b.txt': '\n----\n' })).toMatch(/b\.txt: holds no text/);
    expect(await failure({ 'b.jsonl': '\n' })).toMatch(/b\.jsonl: holds no text/);
  });

  it('names both files of one id', async () => {
    const message = await failure({ 'a.md': '---\nid: same\n---\nText.', 'sub/same.txt': 'Text.' });
    expect(message).toMatch(/same\.txt: id "same" is also that of .*a\.md/);
  });

  it('names both files of one passage id, because answers cite by it', async () => {
    const message = await failure({
      'a.jsonl': '{"_id":"7","text":"A."}',
      'b.jsonl': '{"_id":"7","text":"B."}',
    });
    expect(message).toMatch(/b\.jsonl: passage id "7" is also used in .*a\.jsonl/);
  });

  it('names the line that is not UTF-8', async () => {
    const bad = Buffer.from([0x43, 0xe9, 0x21]);
    const text = Buffer.concat([Buffer.from('One ☕\nTwo\n'), bad, Buffer.from('\nEnd')]);
    const rows = Buffer.concat([Buffer.from('{"_id":"1","text":"☕"}\n\n'), bad, Buffer.from('\n{}')]);
    for (const [name, bytes] of Object.entries({ 'a.md': text, 'a.txt': text, 'a.jsonl': rows })) {
      expect(await failure({ [name]: bytes })).toMatch(/a\.\w+:3: is not UTF-8; save the file as UTF-8/);
    }
  });

  it('recognises UTF-16 and says so', async () => {
    const bytes = Buffer.from('\ufeffHello', 'utf16le');
    expect(await failure({ 'a.txt': bytes })).toMatch(/a\.txt:1: is UTF-16/);
    expect(await failure({ 'a.md': bytes.swap16() })).toMatch(/a\.md:1: is UTF-16/);
  });

  it('reads past a UTF-8 byte-order mark', async () => {
    const { documents, passages } = await load({ 'a.md': '\ufeff---\ntitle: T\n---\nText.' });
    expect(documents.get('a')?.title).toBe('T');
    expect(passages[0]?.text).toBe('Text.');
    expect((await load({ 'a.txt': '\ufeffText.' })).passages[0]?.range).toEqual({ start: 0, end: 5 });
  });

  it('refuses an article over 10 MB without reading it', async () => {
    const { path, at } = await folder({ 'a.md': 'Text.' });
    await truncate(at('a.md'), 10 * 1024 ** 2 + 1);
    expect(await failure(path)).toMatch(/a\.md: is larger than 10 MB; split it/);
  });

  it('strips what nobody can see, and normalises the rest', async () => {
    const hidden = '\u200b\u202e\u2066\u00ad\u{e0049}\u{e0067}\u{e0100}\u0007\u0085\ufeff';
    const { documents, passages } = await load({
      'a.md': `# Ti${hidden}tle\n\n## He${hidden}ad\n\nCafe\u0301 ${hidden} is o${hidden}pen.`,
      'b.txt': `Ti${hidden}tle\n\nBo${hidden.replace('\u0085', '')}dy text.`,
      'c.jsonl': JSON.stringify({ _id: `i${hidden}d`, title: `Ro${hidden}w`, text: `Te\ud800${hidden}xt` }),
    });
    const all = JSON.stringify([[...documents.values()], passages]);
    expect(all).not.toMatch(/[\u200b\u202e\u2066\u00ad\u0007\u0085\ufeff\u{e0000}-\u{e0fff}]/u);
    expect(passages[0]?.text).toBe('Café is o pen.');
    expect(passages[1]?.text).toBe('Body text.');
    expect(passages[2]?.text.isWellFormed()).toBe(true);
  });

  it('keeps the ids of passages whose text and heading stay', async () => {
    const before = await load({ 'a.md': '## One\n\nFirst.\n\n## Two\n\nSecond.' });
    const after = await load({
      'a.md': 'New intro.\n\n## One\n\nFirst changed.\n\n## More\n\nAdded.\n\n## Two\n\nSecond.',
    });
    expect(before.passages.map((passage) => passage.id)).toEqual(['a#one.1', 'a#two.1']);
    expect(after.passages.map((passage) => passage.id)).toEqual([
      'a#intro.1',
      'a#one.1',
      'a#more.1',
      'a#two.1',
    ]);
  });

  it('moves a document whose file is renamed', async () => {
    const { path, at } = await folder({ 'a.md': 'Text.' });
    await rename(at('a.md'), at('b.md'));
    expect(await ids(path)).toEqual(['b']);
  });
});
