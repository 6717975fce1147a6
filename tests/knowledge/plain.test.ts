import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunk } from '../../src/knowledge/chunk.ts';
import { parsePlain } from '../../src/knowledge/plain.ts';
import { startCost } from '../support/clock.ts';

const BODY =
  'A good kitchen starts with a sharp knife, and a sharp knife starts with a stone that somebody takes out of the drawer now and then.';
const WRAPPED =
  'A good kitchen starts with a sharp knife,\nand a sharp knife starts with a stone\nthat somebody uses.';

/** The headings of the sections that hold text, in order. */
const outline = (text: string) =>
  parsePlain(text)
    .sections.filter((section) => section.blocks.length > 0)
    .map((section) => section.headings.join(' > '));

describe('parsePlain', () => {
  it('finds the title, one section a heading, and no heading in the furniture at the end', () => {
    const text = [
      'Knives vs Scissors Which Tool Fits Your Kitchen',
      '',
      BODY,
      'What Knives Are Good For',
      BODY,
      BODY,
      'The Price Question',
      BODY,
      'Watch the whole test and see a live demo of both tools in action: Knives vs Scissors on our video channel',
      'Jo Example - Senior Cook',
      'Jo Example - Senior Cook',
      'Senior Cook & Teacher',
      BODY,
      'Last updated',
    ].join('\n\n');
    const { title, sections } = parsePlain(text);
    expect(title).toBe('Knives vs Scissors Which Tool Fits Your Kitchen');
    expect(outline(text)).toEqual(['', 'What Knives Are Good For', 'The Price Question']);
    const all = sections.flatMap((section) => section.blocks.map((block) => block.text)).join('\n');
    for (const kept of ['Watch the whole', 'Jo Example', 'Senior Cook & Teacher', 'Last updated']) {
      expect(all).toContain(kept);
    }
  });

  const layouts: Record<string, [text: string, headings: string[]]> = {
    'in capitals': [
      `THE GUIDE\n\nINTRODUCTION\n\n${BODY}\n\nCARE AND STORAGE\n\n${BODY}`,
      ['INTRODUCTION', 'CARE AND STORAGE'],
    ],
    'in capitals right above their text': [
      `The guide\n\nINTRODUCTION\n${WRAPPED}\n\nCARE\n${WRAPPED}`,
      ['INTRODUCTION', 'CARE'],
    ],
    underlined: [
      `The guide\n=========\n\n${WRAPPED}\n\nCare\n----\n\n${WRAPPED}\n\nwhy it matters:\n-----\n${WRAPPED}`,
      ['', 'Care', 'why it matters:'],
    ],
    numbered: [
      `The guide\n\n1. Intro\n\n${BODY}\n\n2. Care\n\n2.1 Daily care\n\n${BODY}\n\n3) Storage\n\n${BODY}`,
      ['1. Intro', '2. Care > 2.1 Daily care', '3) Storage'],
    ],
    'in sentence case': [
      `The guide\n\nHow to begin\n\n${BODY}\n\nWhat it costs\n\n${BODY}`,
      ['How to begin', 'What it costs'],
    ],
    'that ask': [
      `The guide\n\nWhich knife do I need?\n\n${BODY}\n\nAnd how often must I sharpen it?\n\n${BODY}`,
      ['Which knife do I need?', 'And how often must I sharpen it?'],
    ],
    'of part and chapter': [
      `The guide\n\n${BODY}\n\nPart One\n\nThe Knife\n\n${BODY}\n\nThe Stone\n\n${BODY}`,
      ['', 'Part One > The Knife', 'The Stone'],
    ],
    'between long lines without blank ones': [`The guide\n${BODY}\nCare\n${BODY}\n${BODY}`, ['', 'Care']],
    'marked with #': [
      `# The guide\n\n${BODY}\n\n## Care\n\n${BODY}\n\n### each day\n\n${BODY}`,
      ['', 'Care', 'Care > each day'],
    ],
    'with Windows line ends': [`The guide\r\n\r\nCare\r\n\r\n${BODY}\r\n`, ['Care']],
    'with old Macintosh line ends': [`The guide\r\rCare\r\r${BODY}\r`, ['Care']],
  };
  for (const [name, [text, headings]] of Object.entries(layouts)) {
    it(`finds headings ${name}`, () => {
      expect(parsePlain(text).title?.toLowerCase()).toBe('the guide');
      expect(outline(text)).toEqual(headings);
    });
  }

  const none: Record<string, string> = {
    'plain paragraphs': `${BODY}\n\n${BODY}\n\n${WRAPPED}`,
    'short sentences': `${BODY}\n\nThat is all.\n\n${BODY}\n\nReally, think about it:\n\n${BODY}`,
    'bullets and numbered steps': `${BODY}\n\n- Sharp knife\n\n* Wet stone\n\n${BODY}\n\n1. Wet the stone\n\n2. Hold the angle\n\n3. Wipe the blade\n\n${BODY}`,
    'an address at the end': `${BODY}\n\nJo Example\n\nHigh Street 1\n\nExampletown`,
    'a line that starts in lower case': `${BODY}\n\nand so on\n\n${BODY}`,
    'page heads': `${BODY}\n\nThe Kitchen Weekly\n\n${BODY}\n\nThe Kitchen Weekly\n\n${BODY}`,
    'a line of signs': `${BODY}\n\n* * *\n\n${BODY}\n\n-----\n\n${BODY}`,
    'quoted wrapped prose': `${BODY}\n\n${WRAPPED.replaceAll('.', '')}\n\n${BODY}`,
  };
  for (const [name, text] of Object.entries(none)) {
    it(`sees one section without headings in ${name}`, () => {
      expect(parsePlain(text).title).toBeUndefined();
      expect(outline(text)).toEqual(['']);
    });
  }

  it('keeps list items on lines of their own, and joins wrapped ones', () => {
    const text = `${BODY}\n\n- first item\n- second item\n  goes on\n* third`;
    expect(parsePlain(text).sections[0]?.blocks[1]?.text).toBe('first item.\nsecond item goes on.\nthird.');
  });

  it('takes a title or a question right above its lines for their heading, and ends each line', () => {
    const text = `${BODY}\n\nSeason\nOpen from 15 June to 6 October, weather permitting\nWinter room with 8 bunks\n\nIs there parking?\nYes, six spaces.`;
    const [, season, parking] = parsePlain(text).sections;
    expect(season?.headings).toEqual(['Season']);
    expect(season?.blocks[0]?.text).toBe(
      'Open from 15 June to 6 October, weather permitting.\nWinter room with 8 bunks.',
    );
    expect(parking?.headings.at(-1)).toBe('Is there parking?');
    expect(parking?.blocks[0]?.text).toBe('Yes, six spaces.');
  });

  it('joins lines wrapped by hand to one paragraph', () => {
    expect(parsePlain(WRAPPED).sections[0]?.blocks[0]?.text).toBe(WRAPPED.replaceAll('\n', ' '));
  });

  it('gives ranges in the file, also of the parts of a long paragraph', () => {
    const text = `Title\r\n\r\n${'Each of these sentences is made of exactly ten words.\r\n'.repeat(60)}\r\n- one\r\n- two\r\n`;
    const passages = chunk('doc', parsePlain(text).sections);
    expect(passages).toHaveLength(4);
    for (const { range, text: plain } of passages) {
      const source = text.slice(range.start, range.end);
      // Items are ended like sentences.
      const bare = (one: string) => one.replace(/\s+|- |\./g, '');
      expect(bare(source)).toBe(bare(plain));
    }
  });

  it('loses no word of any text, as title, heading or passage', () => {
    const line = fc.constantFrom(
      '',
      '',
      'A Heading',
      'SOME CAPS',
      '1. Item',
      '- item',
      'Short text.',
      WRAPPED,
      BODY,
      '----',
      '# x',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 16 }), (lines) => {
        const text = lines.join('\n');
        const { title = '', sections } = parsePlain(text);
        const found = [
          title,
          ...sections.flatMap(({ headings, blocks }) => [...headings, ...blocks.map((b) => b.text)]),
        ];
        for (const word of new Set(text.match(/\w{2,}/g) ?? [])) expect(found.join('\n')).toContain(word);
      }),
    );
  });

  it('takes time in proportion to a hostile file', () => {
    for (const piece of ['Short line\n\n', '# x\n\n', 'X\n---\n\n', 'AAA\n', '- \n', '1. A\n']) {
      const cost = startCost();
      parsePlain(piece.repeat(30_000));
      // Work that grows with the square would take minutes.
      expect(cost(), JSON.stringify(piece)).toBeLessThan(5000);
    }
  });
});
