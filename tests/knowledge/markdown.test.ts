import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Passage } from '../../src/domain.ts';
import { AppError } from '../../src/errors.ts';
import { chunk } from '../../src/knowledge/chunk.ts';
import { parseMarkdown } from '../../src/knowledge/markdown.ts';
import { load } from './folder.ts';

const passagesOf = (text: string): Passage[] => chunk('doc', parseMarkdown(text, 'doc.md').sections);
const textsOf = (text: string) => passagesOf(text).map((passage) => passage.text);

const LONG_ENOUGH =
  'This paragraph has clearly more than a dozen words, so that it stands alone as a passage.';

describe('parseMarkdown', () => {
  it('drops marks, link targets, images, comments and tags, and keeps the words', () => {
    const text =
      'A **bold** _claim_ with `code`, a [link](https://x.example/y "t"), <b>HTML</b>, ![alt](i.png)a ~~gone~~ &amp; \\*star\\* <!-- no -->[ref][1].[^1]\n\n[1]: https://x.example\n[^1]: A footnote.';
    expect(textsOf(text)).toEqual([
      'A bold claim with code, a link, HTML, a gone & *star* ref.\nA footnote.',
    ]);
  });

  it('keeps the text of block HTML without its tags, scripts and styles', () => {
    const text =
      '<div align="center"><p>Centred words</p>\n<script>alert(1)</script>\n<style>p{}</style></div>';
    expect(textsOf(text)).toEqual(['Centred words']);
  });

  it('joins wrapped lines and keeps hard line breaks', () => {
    expect(textsOf('One\nline.  \nAnother\nline.')).toEqual(['One line.\nAnother line.']);
  });

  it('puts each list item on one line, also nested and loose ones', () => {
    const text =
      '1. First\n   goes on\n2. [x] Second\n\n   with a second paragraph\n   - Nested *deep*\n\n     ```\n     code  here\n     ```\n3. Third';
    expect(textsOf(text)).toEqual([
      'First goes on.\nSecond with a second paragraph.\nNested deep.\ncode  here\nThird.',
    ]);
  });

  it('writes each table row as a sentence that reads alone', () => {
    const text =
      '| Aspect | AI engineer | ML engineer |\n|---|:-:|---|\n| Maths | little | **deep** |\n| PhD | no | |\n| Pay? | see [a](b). | n/a! |';
    expect(textsOf(text)).toEqual([
      'Aspect | AI engineer | ML engineer\nMaths – AI engineer: little; ML engineer: deep.\nPhD – AI engineer: no.\nPay? – AI engineer: see a.; ML engineer: n/a!',
    ]);
  });

  it('makes one passage of a quotation and one of a piece of code', () => {
    expect(
      textsOf(`> Quoted\n> words.\n>\n> More.\n\n\`\`\`js\nlet a;\n  let b;\n\`\`\`\n\n${LONG_ENOUGH}`),
    ).toEqual(['Quoted words.\nMore.', 'let a;\n  let b;', LONG_ENOUGH]);
  });

  it.each([
    ['a bold question above its answer', '**Can I pay by card?**\nWe take all cards.'],
    ['a bold question in a paragraph of its own', '**Can I pay by card?**\n\nWe take all cards.'],
    ['a question above its answer, both labelled', 'Q: Can I pay by card?\nA: We take all cards.'],
    ['a bold question before a hard line break', '**Q1: Can I pay by card?**  \nWe take all cards.'],
  ])('reads %s as the heading above it', (_, text) => {
    const found = passagesOf(`## Money\n\n${text}\n\n${text.replace('card', 'cheque')}\n\n## More\n\nText.`);
    expect(found.map((passage) => [passage.headings, passage.text])).toEqual([
      [['Money', 'Can I pay by card?'], 'We take all cards.'],
      [['Money', 'Can I pay by cheque?'], 'We take all cards.'],
      [['More'], 'Text.'],
    ]);
  });

  it('reads a bold line by itself as the heading of the list below, and bold words in a sentence as words', () => {
    const [list, text] = passagesOf(
      `# Pool\n\n**Bring along**\n\n- a towel\n- a lock\n\n**Note** that ${LONG_ENOUGH}`,
    );
    expect(list).toMatchObject({ headings: ['Bring along'], text: 'a towel.\na lock.' });
    expect(text?.text).toBe(`Note that ${LONG_ENOUGH}`);
  });

  it('gives headings as a path without the title, and numbers passages under each', () => {
    const text = `# Title\n\nHello there.\n\n## A *b*\n\n${LONG_ENOUGH}\n\n${LONG_ENOUGH}\n\n### C & D\n\nText c.\n\n## A b\n\nText d.\n\nE\n---\n\nText e.`;
    expect(passagesOf(text).map((passage) => [passage.id, passage.headings])).toEqual([
      ['doc#intro.1', []],
      ['doc#a-b.1', ['A b']],
      ['doc#a-b.2', ['A b']],
      ['doc#c-d.1', ['A b', 'C & D']],
      ['doc#a-b-2.1', ['A b']],
      ['doc#e.1', ['E']],
    ]);
  });

  it('never gives two passages one id, whatever the headings', () => {
    const heading = fc.constantFrom('A', 'A', 'A 2', 'A-2', 'a 2 2', 'Intro', '!!!', 'Section', 'Ä', '日本');
    fc.assert(
      fc.property(fc.array(heading, { maxLength: 12 }), (headings) => {
        const ids = passagesOf(`Start.\n\n${headings.map((text) => `## ${text}\n\nText.`).join('\n\n')}`).map(
          ({ id }) => id,
        );
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toHaveLength(headings.length + 1);
      }),
    );
  });

  it('takes the title from the front matter, else from the first level-1 heading', async () => {
    const title = async (text: string) => [...(await load({ 'file.md': text })).documents.values()][0]?.title;
    expect(await title('---\ntitle: Mine\n---\n# Other\n\nText.')).toBe('Mine');
    expect(await title('Text.\n\n## Sub\n\n# The *first*\n\nText.\n\n# Second\n\nText.')).toBe('The first');
    expect(await title('## Only sub\n\nText.')).toBe('file');
  });

  it('keeps a second level-1 heading as a heading', () => {
    expect(passagesOf('# T\n\nOne.\n\n# U\n\nTwo.').map((passage) => passage.headings)).toEqual([[], ['U']]);
    const named = '---\ntitle: U\n---\n# T\n\nOne.\n\n# U\n\nTwo.';
    expect(passagesOf(named).map((passage) => passage.headings)).toEqual([['T'], []]);
  });

  it('gives listed questions to the first passage of their section, and to no text', () => {
    const text = `# T\n<!-- questions: What is it? -->\nIntro.\n\n## S\n\n<!-- questions: Why so?| How   then? |\n -->\n${LONG_ENOUGH}\n\n${LONG_ENOUGH}\n\n<!-- Questions: Last? -->\n<!-- a note -->`;
    expect(passagesOf(text).map((passage) => passage.questions)).toEqual([
      ['What is it?'],
      ['Why so?', 'How then?', 'Last?'],
      [],
    ]);
    expect(textsOf(text).join()).not.toMatch(/questions|Why so|note/);
  });

  it('hands questions of a heading without text to the first text in its branch', () => {
    const [first] = passagesOf(
      '## S\n<!-- questions: Why? -->\n\n### Sub\n<!-- questions: How? -->\n\nText.',
    );
    expect(first?.questions).toEqual(['Why?', 'How?']);
  });

  it('complains about questions that no text answers, naming the line of their heading', () => {
    for (const end of ['', '\n\n## Other\n\nText.']) {
      const parse = () => parseMarkdown(`# T\n\nText.\n\n## S\n<!-- questions: Why? -->${end}`, 'k/a.md');
      expect(parse).toThrow(AppError);
      expect(parse).toThrow(/k\/a\.md:5: questions are listed here/);
    }
  });

  it.each([
    ['on one line', `${'> '.repeat(5000)}x`],
    ['by spaces', `${Array.from({ length: 150 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')}`, 101],
    ['by tabs', `- x\n${'\t'.repeat(60)}1. x`, 2],
  ])('ends with a message when something is nested without end, %s', (_how, text, line = 1) => {
    const parse = () => parseMarkdown(text, 'k/a.md');
    expect(parse).toThrow(AppError);
    expect(parse).toThrow(`k/a.md:${line}: nests quotations or lists a hundred deep`);
  });

  it('gives ranges that hold the passage, front matter included in the count', () => {
    const text = `---\ntitle: T\n---\r\n\r\n# T\r\n\r\n${LONG_ENOUGH}\r\n\r\n- item *one*\r\n- item two\r\n\r\n> ${LONG_ENOUGH}`;
    expect(passagesOf(text).map(({ range }) => text.slice(range.start, range.end))).toEqual([
      LONG_ENOUGH,
      '- item *one*\r\n- item two',
      `> ${LONG_ENOUGH}`,
    ]);
  });

  const block = fc.constantFrom(
    'Short words.',
    LONG_ENOUGH,
    'A lead-in:',
    '- one\n- two',
    '| a | b |\n|---|---|\n| c | d |',
    '> said',
    '```\ncode\n```',
    '## Heading',
    '### Deeper',
    '![](x.png)',
    '<!-- c -->',
    `${'Many words make one long sentence here. '.repeat(40)}**end**`,
    `- ${'An item of a long list. '.repeat(20)}\n`.repeat(6),
  );

  it('keeps ranges in order, without overlap, around the first and last word of each passage', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 14 }), (blocks) => {
        const text = blocks.join('\n\n');
        let last = 0;
        for (const { range, text: plain } of passagesOf(text)) {
          expect(range.start).toBeGreaterThanOrEqual(last);
          expect(range.end).toBeGreaterThan(range.start);
          const source = text.slice(range.start, range.end);
          for (const word of [plain.match(/\w+/g)?.[0], plain.match(/\w+/g)?.at(-1)]) {
            expect(source).toContain(word);
          }
          last = range.end;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('loses no word of paragraphs and lists', () => {
    const words = (text: string) => text.match(/\w+/g) ?? [];
    const wordy = block.filter((text) => !/[#|!`]|<!/.test(text));
    fc.assert(
      fc.property(fc.array(wordy, { maxLength: 10 }), (blocks) => {
        const text = blocks.join('\n\n');
        expect(textsOf(text).flatMap(words)).toEqual(words(text));
      }),
      { numRuns: 40 },
    );
  });
});
