import { describe, expect, it } from 'vitest';
import { findDense, MAX_MARKS } from '../../src/knowledge/dense.ts';
import { parseMarkdown } from '../../src/knowledge/markdown.ts';
import { startCost } from '../support/clock.ts';

const fill = (unit: string, chars: number) => unit.repeat(Math.ceil(chars / unit.length));

describe('a paragraph of more marks than can be parsed in time', () => {
  it.each([
    '*a* **b** ',
    'a*b*c**d** ',
    '[a] ',
    '![a](',
    '[a](b ',
    '`a` ``',
    '&amp;',
    '<a> ',
    '~~a~',
    'a@b.c ',
    'a\n',
  ])('of %j is refused by its line, at once', (unit) => {
    const cost = startCost();
    const read = () => parseMarkdown(`# Title\n\nSound.\n\n${fill(unit, 1_000_000)}`, 'k/a.md');
    expect(read).toThrow(
      'k/a.md:5: a paragraph with more than 10000 marks and line ends begins here; part it',
    );
    expect(cost()).toBeLessThan(1000);
  });

  it.each([
    ['prose on one line', fill('The quick brown fox, as it were, jumps over the lazy dog. ', 1_000_000)],
    ['paragraphs', fill('*One* [two](three) `four`.\n\n', 100_000)],
    ['items', fill('- *One* [two](three)\n', 100_000)],
    ['rows of a table', `a | b\n--|--\n${fill('*one* | [two](three)\n', 100_000)}`],
    ['code', `~~~\n${fill('*one* [two](three) ```\n', 100_000)}\n~~~\n`],
    ['indented code', `Code:\n\n${fill('    a[i] = *b & c\n', 100_000)}`],
    ['front matter', `---\ntags: [${fill('*a*, ', 100_000)}]\n---\nSound.`],
    ['HTML', `<table>\n${fill('<tr><td>&amp;</td></tr>\n', 100_000)}</table>`],
  ])('is none of %s, however many', (_what, text) => {
    expect(findDense(text)).toBeUndefined();
  });

  it('begins where it is one mark too many', () => {
    expect(findDense(`*${'*a\n'.repeat(MAX_MARKS / 2 - 1)}`)).toBeUndefined();
    expect(findDense(`---\ntitle: A\n---\n\n*${'*a\n'.repeat(MAX_MARKS / 2)}`)).toBe(5);
    expect(findDense(`# Title\n\n*${'*a\n'.repeat(MAX_MARKS / 2)}`)).toBe(3);
  });
});
