/** Documents as people, their programs and their enemies really hand them over. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { convert } from '../../src/ingest/convert.ts';
import { ingest } from '../../src/ingest/ingest.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { docxOf, paragraph, pdfOf, rawPdf } from './documents.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'crossroads-odd-'));
});
afterEach(() => rm(root, { recursive: true }));

const put = async (name: string, data: string | Uint8Array) => {
  await writeFile(join(root, name), data);
  return join(root, name);
};
const take = (...sources: string[]) =>
  ingest(sources, { folder: join(root, 'knowledge'), kind: 'article', convert });

/** What becomes of one file: the text that was written, or why it was refused. */
async function outcome(name: string, data: string | Uint8Array): Promise<string> {
  const [result] = await take(await put(name, data));
  if (result?.status === 'failed') return `refused: ${result.problem.replace(`${root}/`, '')}`;
  return readFile(join(root, 'knowledge', result?.file ?? ''), 'utf8');
}

const WORDS = 'Bread rises because yeast makes gas, and the dough holds it for about forty minutes.';
const page = (title: string, body = '', head = '') =>
  `<html><head>${head}<title>${title}</title></head><body><p>${WORDS}</p><p>${body}</p></body></html>`;
const latin = (text: string) => Buffer.from(text, 'latin1');

describe('an encoding', () => {
  test.each([
    ['named by the page', latin(page('Caf\xe9', '5 \x80', '<meta charset="windows-1252">'))],
    ['named by nobody, as old pages are', latin(page('Caf\xe9', '5 \x80'))],
    ['UTF-16, little end first', Buffer.from(`\ufeff${page('Café', '5 €')}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${page('Café', '5 €')}`, 'utf16le').swap16()],
    [
      'another than the page says',
      Buffer.from(`\ufeff${page('Café', '5 €', '<meta charset="iso-8859-1">')}`),
    ],
    ['nobody knows', Buffer.from(page('Café', '5 €', '<meta charset="klingon-1">'))],
  ])('%s is read', async (_name, bytes) => {
    const text = await outcome('page.html', bytes);
    expect(text).toContain('title: "Café"');
    expect(text).toContain('5 €');
  });

  test('of a text is read by its mark, and not guessed without', async () => {
    expect(await outcome('a.txt', Buffer.from('\ufeffTea – très bon.', 'utf16le'))).toContain(
      'Tea – très bon.',
    );
    expect(await outcome('b.txt', latin('One.\nCaf\xe9.'))).toBe(
      'refused: b.txt:2: is not UTF-8; save the file as UTF-8',
    );
  });
});

describe('a page', () => {
  test.each([
    `<title>Rye</title><body><p>${WORDS}</p>`,
    `<!-- saved --><!doctype html><title>Rye</title><body class="x"><p>${WORDS}</p>`,
    `<!doctype html><title>Rye</title><p>${WORDS}</p>`,
    `<head><title>Rye</title></head><p>${WORDS}</p>`,
  ])('whose writer left tags out is read: %s', async (html) => {
    const text = await outcome('page.html', html);
    expect(text).toContain('title: "Rye"');
    expect(text).toContain(WORDS);
  });

  test('whose title looks like the edge of front matter stays one title', async () => {
    await outcome('one.html', page('---'));
    await outcome('two.html', page('x"\n---\nkind: notes\n# [ {'));
    const { documents } = await loadKnowledge(join(root, 'knowledge'));
    expect([...documents.values()].map(({ title, kind }) => [title, kind])).toEqual([
      ['---', 'article'],
      ['x" --- kind: notes # [ {', 'article'],
    ]);
  });

  test('loses the marks of its notes, which look like ours', async () => {
    const text = await outcome(
      'page.html',
      page('Rye', `Rye is sour.<sup><a href="#n1">[1]</a></sup> It keeps.`),
    );
    expect(text).toContain('Rye is sour. It keeps.');
  });
});

describe('a Word document', () => {
  test('gives its notes below, and no marks in the text', async () => {
    const notes = `<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1">${paragraph('As the handbook says.')}</w:footnote></w:footnotes>`;
    const relations = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>`;
    const run = (xml: string) => `<w:r>${xml}</w:r>`;
    const body = `<w:p>${run('<w:t>Clean the chain</w:t>')}${run('<w:footnoteReference w:id="1"/>')}${run('<w:t xml:space="preserve"> each month.</w:t>')}</w:p>`;
    const more = { 'word/footnotes.xml': strToU8(notes), 'word/_rels/document.xml.rels': strToU8(relations) };
    expect(await outcome('bike.docx', docxOf(body, more))).toMatch(
      /\n\nClean the chain each month\.\n\n1\. As the handbook says\.\n$/,
    );
  });

  test('whose XML explodes is refused', async () => {
    const entities = Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`);
    const xml = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">${entities.join('')}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>`;
    expect(await outcome('laugh.docx', docxOf('', { 'word/document.xml': strToU8(xml) }))).toMatch(
      /^refused: .*Word/,
    );
  });

  test('of the time before .docx is refused with what to do', async () => {
    expect(await outcome('old.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatch(/save it as one$/);
  });
});

describe('a PDF', () => {
  test('that is locked, or cut off, is refused with what to do', async () => {
    const objects = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [] /Count 0 >>',
      `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`,
    ];
    expect(await outcome('locked.pdf', rawPdf(objects, '/Encrypt 3 0 R /ID [<00><00>]'))).toBe(
      'refused: locked.pdf: is locked with a password; save a copy without one',
    );
    const whole = await pdfOf([[{ y: 400, size: 12, text: WORDS }]]);
    expect(await outcome('cut.pdf', whole.slice(0, whole.length / 2))).toMatch(
      /^refused: .*save it as a PDF again/,
    );
  });
});

describe('a file', () => {
  test('that is a pipe, a device or a link to one is refused, and never waited for', async () => {
    execFileSync('mkfifo', [join(root, 'pipe.md')]);
    await symlink('/dev/zero', join(root, 'zero.md'));
    const results = await take(join(root, 'pipe.md'), join(root, 'zero.md'));
    expect(results.map((each) => each.status === 'failed' && each.problem.replace(`${root}/`, ''))).toEqual([
      'pipe.md: is no ordinary file; give the file itself',
      'zero.md: is no ordinary file; give the file itself',
    ]);
  });

  test('is taken once from a folder with links in circles, and nothing that is no file', async () => {
    const folder = join(root, 'in');
    await mkdir(join(folder, 'sub.md'), { recursive: true });
    await symlink(folder, join(folder, 'loop'));
    execFileSync('mkfifo', [join(folder, 'pipe.md')]);
    await writeFile(join(folder, 'ok.md'), '# Fine\n\nThis is fine.');
    expect(await take(folder)).toMatchObject([{ status: 'new', file: 'fine.md' }]);
  });

  test('whose name would steer a terminal shows it nowhere', async () => {
    const [result] = await take(await put('c\x1b[31m\u202ed\n.txt', 'Text.'));
    expect(result).toMatchObject({ status: 'new', title: 'c[31md' });
    const [document] = (await loadKnowledge(join(root, 'knowledge'))).documents.values();
    expect(document).toMatchObject({ title: 'c[31md', sources: [{ title: 'c[31md .txt' }] });
  });

  test('that opens with text between two lines loses nothing of it', async () => {
    const text = await outcome('hr.md', '---\n\nNo front matter.\n\n---\n\nSecond.\n');
    expect(text).toMatch(/No front matter\.[\s\S]*Second\./);
  });
});

test('a knowledge folder that cannot be written to ends the run, and is named', async () => {
  const source = await put('a.md', '# A\n\nText.');
  // What stands in the way of the folder, and then of the record in it; rights would not stop root.
  await symlink(join(root, 'nowhere', 'else'), join(root, 'knowledge'));
  await expect(take(source)).rejects.toThrow(/knowledge: cannot be written to \(E\w+\); name another/);
});
