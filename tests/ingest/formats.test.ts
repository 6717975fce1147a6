import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocx } from '../../src/ingest/docx.ts';
import { MAX_HTML_CHARS, readHtml } from '../../src/ingest/html.ts';
import { readMarkdown } from '../../src/ingest/markdown.ts';
import { readPdf } from '../../src/ingest/pdf.ts';
import { docxOf, paragraph, pdfOf } from './documents.ts';

const page = (
  main: string,
  head = '',
) => `<!doctype html><html><head><title>Soup | Kitchen notes</title>${head}</head>
<body><nav><a href="/">Home</a> <a href="/all">All recipes of the site</a></nav><main><article><h1>Soup for beginners</h1>
<p>Soup is made from water, vegetables and time. It should simmer for forty minutes, and it never needs to boil hard.</p>
${main}</article></main><aside>Buy our pans today</aside><footer>All rights reserved</footer></body></html>`;

describe('a web page', () => {
  const read = (html: string, base?: string) =>
    readHtml(html, { source: 'soup.html', ...(base ? { base } : {}) });

  test('gives its main text and title, and nothing of what stands around', () => {
    const draft = read(page('<h3>Salt</h3><p>Add salt at the end, because the soup gets thicker.</p>'));
    expect(draft.title).toBe('Soup for beginners');
    expect(draft.markdown).toContain('simmer for forty minutes');
    expect(draft.markdown).toMatch(/^#{2,3} Salt$/m);
    for (const around of ['Home', 'All recipes', 'pans', 'rights reserved', 'Soup for beginners']) {
      expect(draft.markdown).not.toContain(around);
    }
  });

  test('gives the day on which it was changed last, or published', () => {
    const published = '<meta property="article:published_time" content="2025-04-03T23:30:00Z">';
    const changed = '<meta property="article:modified_time" content="2026-01-02T10:00:00Z">';
    expect(read(page('', published)).date).toBe('2025-04-03');
    expect(read(page('', published + changed)).date).toBe('2026-01-02');
    expect(read(page('', '<meta name="date" content="soon">')).date).toBeUndefined();
  });

  test('keeps tables and web links, resolved against its address', () => {
    const draft = read(
      page(
        '<p>Read <a href="/salt">about salt</a> first.</p><table><tr><th>Herb</th><th>Minutes</th></tr><tr><td>Thyme</td><td>30</td></tr></table>',
      ),
      'https://soup.example/a/b',
    );
    expect(draft.markdown).toContain('[about salt](https://soup.example/salt)');
    expect(draft.markdown).toMatch(/\| Thyme\s*\| 30\s*\|/);
    expect(draft.url).toBe('https://soup.example/a/b');
  });

  test('loses scripts, pictures, hidden text, comments, and links that are no web address', () => {
    const { markdown } = read(
      page(`<p style="color:red; DISPLAY: none">Obey me at once</p><p hidden>Hidden order</p><!-- Secret order -->
<script>alert(1)</script><p>See <a href="javascript:alert(2)">this page</a> and <img src="https://spy.example/x.png" alt="spy"> more of it.</p>
<p aria-hidden="true">Whispered order</p><p>Zero\u200bwidth and \u{e0041}tag characters.</p>`),
    );
    expect(markdown).toContain('See this page and');
    expect(markdown).toContain('Zerowidth and tag characters.');
    for (const lost of ['Obey', 'order', 'alert', 'javascript', 'spy']) expect(markdown).not.toContain(lost);
  });

  test('is refused with what to do when it is too long, too deep, or empty', () => {
    expect(() => read('x'.repeat(MAX_HTML_CHARS + 1))).toThrow(
      'soup.html: is longer than 5 million characters',
    );
    expect(() => read(`${'<div>'.repeat(200_000)}text`)).toThrow(/soup\.html: is nested too deeply/);
    expect(() => read('<html><body><script>draw()</script></body></html>')).toThrow(
      'soup.html: holds no text',
    );
  });
});

describe('a PDF', () => {
  const read = (bytes: Uint8Array) => readPdf(bytes, { source: 'plants.pdf' });
  const chapter = (number: number, plant: string) => [
    { y: 480, size: 8, text: 'The garden handbook' },
    { y: 440, size: 18, text: `Chapter ${number}` },
    {
      y: 410,
      size: 11,
      text: `${plant} need a lot of sun and deep wa-\ntering twice a week. They are planted in May,\nwhen the last frost is over and nights are mild.`,
    },
    { y: 340, size: 11, text: `A second paragraph says where ${plant}\ngrow well.` },
    { y: 20, size: 8, text: `Page ${number}` },
  ];

  test('gives headings by size and paragraphs by distance, without running lines and broken words', async () => {
    const draft = await read(
      await pdfOf([chapter(1, 'Tomatoes'), chapter(2, 'Peppers'), chapter(3, 'Beans')], {
        title: 'Plants that like sun',
        modified: new Date('2026-02-03T00:00:00Z'),
      }),
    );
    expect(draft).toMatchObject({ title: 'Plants that like sun', date: '2026-02-03' });
    const paragraphs = (plant: string) => [
      `${plant} need a lot of sun and deep watering twice a week. They are planted in May, when the last frost is over and nights are mild.`,
      `A second paragraph says where ${plant} grow well.`,
    ];
    expect(draft.markdown.split('\n\n')).toEqual([
      '## Chapter 1',
      ...paragraphs('Tomatoes'),
      '## Chapter 2',
      ...paragraphs('Peppers'),
      '## Chapter 3',
      ...paragraphs('Beans'),
    ]);
  });

  test('joins a sentence that goes on over the page', async () => {
    const { markdown } = await read(
      await pdfOf([
        [{ y: 60, size: 11, text: 'The last line of this page goes on' }],
        [{ y: 440, size: 11, text: 'on the next one.' }],
      ]),
    );
    expect(markdown).toBe('The last line of this page goes on on the next one.');
  });

  test('keeps what looks like Markdown as text', async () => {
    const { markdown } = await read(
      await pdfOf([
        [{ y: 400, size: 11, text: '# not a heading, <b>not</b> HTML, [not](https://a.example) a link' }],
      ]),
    );
    const { markdown: again } = readMarkdown(markdown, { source: 'x' });
    expect(again).toContain('not a heading');
    expect(again).not.toMatch(/^#/);
    expect(again).toContain('\\<b>');
    expect(again).toContain('\\[not]');
  });

  test('is refused with what to do when it is none, or holds pictures only', async () => {
    await expect(read(strToU8('hello'))).rejects.toThrow('plants.pdf: is not a PDF that can be read');
    await expect(read(await pdfOf([[]]))).rejects.toThrow('plants.pdf: holds no text, only pictures; run');
  });
});

describe('a Word document', () => {
  const read = (bytes: Uint8Array) => readDocx(bytes, { source: 'bike.docx' });

  test('gives its headings, paragraphs and tables; the first heading is its title', async () => {
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
    const table = `<w:tbl><w:tr>${cell('Part')}${cell('Months')}</w:tr><w:tr>${cell('Chain')}${cell('12')}</w:tr></w:tbl>`;
    const draft = await read(
      docxOf(
        paragraph('Bike care', 'Heading1') +
          paragraph('Clean the chain.') +
          paragraph('Brakes', 'Heading2') +
          paragraph('Pads wear out.') +
          table,
      ),
    );
    expect(draft.title).toBe('Bike care');
    expect(draft.markdown).toContain('Clean the chain.\n\n## Brakes\n\nPads wear out.');
    expect(draft.markdown).toMatch(/\| Part\s*\| Months \|\n\|[ -]+\|[ -]+\|\n\| Chain\s*\| 12\s*\|/);
  });

  /** The same archive, saying that each of its files has this many bytes unpacked (24 bytes into a central entry). */
  function claiming(bytes: Uint8Array, size: number): Buffer {
    const lying = Buffer.from(bytes);
    for (let at = lying.indexOf('PK\x01\x02'); at !== -1; at = lying.indexOf('PK\x01\x02', at + 4)) {
      lying.writeUInt32LE(size, at + 24);
    }
    return lying;
  }

  test('is refused when it is none, or would unpack to hundreds of megabytes or thousands of files', async () => {
    await expect(read(strToU8('hello'))).rejects.toThrow('bike.docx: is not a Word document');
    const large = claiming(docxOf(paragraph('text')), 201 * 1024 ** 2);
    await expect(read(large)).rejects.toThrow('bike.docx: unpacks to more than 200 MB');
    const files = Object.fromEntries(
      Array.from({ length: 5000 }, (_, i) => [`media/${i}`, new Uint8Array()]),
    );
    await expect(read(docxOf(paragraph('text'), files))).rejects.toThrow('bike.docx: unpacks to more than');
  });

  test('is refused when its archive says less than it holds', async () => {
    const lying = claiming(docxOf(paragraph('text '.repeat(1000))), 7);
    await expect(read(lying)).rejects.toThrow('bike.docx: is not a Word document');
  });
});

describe('Markdown from elsewhere', () => {
  const read = (markdown: string) => readMarkdown(markdown, { source: 'post.md' });

  test("keeps title, day and address under any generator's names, and drops the rest", () => {
    const draft = read(
      '---\ntitle: Bread\nlastmod: 2025-05-06T10:00:00+02:00\ncanonical: https://bread.example/a\nlayout: post\ntags: [a]\n---\n\nFlour.\n',
    );
    expect(draft).toEqual({
      title: 'Bread',
      date: '2025-05-06',
      url: 'https://bread.example/a',
      markdown: 'Flour.',
    });
  });

  test('takes the first heading for the title and starts the others at level 2', () => {
    expect(read('# Bread\n\nFlour.\n\n### Yeast\n\nAlive.\n\n#### Dry\n\nKeeps.')).toEqual({
      title: 'Bread',
      markdown: 'Flour.\n\n## Yeast\n\nAlive.\n\n### Dry\n\nKeeps.',
    });
  });

  test('survives front matter that is broken or wants to explode', () => {
    expect(read('---\ntitle: [\n---\n\nFlour.').markdown).toBe('Flour.');
    expect(read('---\na: &a [x, x]\ntitle: *a\n---\n\nFlour.').markdown).toBe('Flour.');
    expect(read('---\ntitle: {a: 1}\ndate: 5\n---\n\nFlour.')).toEqual({ markdown: 'Flour.' });
  });

  test('loses HTML and pictures', () => {
    expect(
      read(
        'One <b>two</b> ![spy](https://spy.example/x.png) three.\n\n<script>alert(1)</script>\n\n<!-- order -->',
      ).markdown,
    ).toBe('One two  three.');
  });
});
