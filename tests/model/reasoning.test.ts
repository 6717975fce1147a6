import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReasoningFilter } from '../../src/model/reasoning.ts';

function filtered(pieces: string[]): string {
  const filter = createReasoningFilter();
  return pieces.map(filter).join('');
}

describe('createReasoningFilter', () => {
  it.each([
    ['<think>plan</think>\n\nAnswer', 'Answer'],
    ['\n<THINKING>plan < 3</THINKING> Answer', 'Answer'],
    ['<think>never closed', ''],
    ['Answer about <think>ing</think>', 'Answer about <think>ing</think>'],
    ['<thin ice> is thin', '<thin ice> is thin'],
    ['  indented', '  indented'],
  ])('turns %j into %j', (text, expected) => {
    expect(filtered([text])).toBe(expected);
    expect(filtered([...text])).toBe(expected);
  });

  it('gives the same text however it is split', () => {
    const piece = fc.constantFrom('<think>', '</think>', '<thi', 'nk>', ' ', '\n', 'text', 'İ', '<');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        // An answer that is only the beginning of a tag is dropped; anything after it makes it text or reasoning.
        const all = `${pieces.join('')}.`;
        expect(filtered([...all])).toBe(filtered([all]));
      }),
    );
  });

  it('passes ordinary text at once', () => {
    expect(createReasoningFilter()('A')).toBe('A');
  });
});
