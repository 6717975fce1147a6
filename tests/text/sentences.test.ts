import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentences } from '../../src/text/sentences.ts';
import { startCost } from '../support/clock.ts';

/** Each case is a list of the sentences expected from their joined text. */
const whole: Record<string, string[]> = {
  'plain sentences': ['AI engineers ship.', 'Do they train models?', 'No!', 'They use them.'],
  'titles and names': ['Dr. Smith met Prof. Jones and Mrs. Lee in St. Gallen.', 'They spoke.'],
  'e.g., i.e., vs., cf. and approx.': [
    'Use a model, e.g. Whisper, i.e. speech to text.',
    'AI vs. ML is approx. half the story, cf. Fig. 3.',
  ],
  'initials before a name': ['The book is by J. R. R. Tolkien.', 'C. Manning wrote another.'],
  'labels of one letter, which are no initials': [
    'Park behind hall C.',
    'Gates shut at nine, so use gate B.',
    'Ask for vitamin D.',
    'Done.',
  ],
  'dotted abbreviations before a name': [
    'The U.S. Government hires in the U.K. Parliament too.',
    'So it is.',
  ],
  'dotted abbreviations at the end': [
    'She works in the U.S.',
    'The pay is good.',
    'He holds a Ph.D.',
    'It helps.',
  ],
  'times of day': ['Call at 9 a.m. or at 5 p.m. today.', 'We close at 6 p.m.', 'Friday is off.'],
  'etc. in the middle and at the end': [
    'Git, Docker etc. are tools.',
    'Learn SQL, Python, etc.',
    'Then ship.',
  ],
  'numbers with No.': ['See No. 5 and Eq. 2.', 'Is it hard?', 'No.', 'It is not.'],
  'decimals, money and versions': ['Version 1.5 costs $2.50.', 'GPT-4.1 and Node 20.19.', 'v2.0.1 is out.'],
  'names with dots inside': ['Node.js and config.ts are fine.', 'Visit example.com.', 'Bye.'],
  'a number at the end': ['It takes 12.', 'Then 6 more.'],
  'an ellipsis that goes on and one that ends': ['Well... maybe not.', 'I see…', 'Then go.'],
  'quotes and brackets after the stop': [
    'He said "ship it."',
    'She agreed.',
    '(She always does.)',
    '“Really?”',
    'Yes.',
  ],
  'a quoted question within a sentence': ['“Why maths?” he asked.', 'Nobody knew.'],
  'sentences that start in lower case': [
    'Install it with Node.',
    'npm does the rest.',
    'i love maths.',
    'i hate tests.',
  ],
  'citation markers after the stop': [
    'They integrate models.[1]',
    'They ship. [2][3]',
    'They iterate [1].',
    'Done.',
  ],
  'stops in a row': ['Really?!', 'Yes!!!', 'Good.'],
};

describe('sentences', () => {
  for (const [name, expected] of Object.entries(whole)) {
    it(`splits ${name}`, () => {
      expect(sentences(expected.join(' ')).map((sentence) => sentence.text)).toEqual(expected);
    });
  }

  it('always splits at line breaks and keeps the number of a list item with it', () => {
    const found = sentences('1. Python first\n2. then APIs.\r\n\n3. e.g.\nRAG').map(
      (sentence) => sentence.text,
    );
    expect(found).toEqual(['1. Python first', '2. then APIs.', '3. e.g.', 'RAG']);
  });

  it('splits at full stops that no space follows in Chinese and Japanese', () => {
    expect(sentences('你好。再见！「はい。」次です。').map((sentence) => sentence.text)).toEqual([
      '你好。',
      '再见！',
      '「はい。」',
      '次です。',
    ]);
  });

  it('finds nothing in blank text', () => {
    expect(sentences(' \n\t ')).toEqual([]);
  });

  const alphabet = fc.constantFrom(
    'a',
    'B',
    'Dr',
    'e.g',
    '1',
    '.',
    '...',
    '!',
    '?',
    '…',
    '"',
    ')',
    '[1]',
    ' ',
    '\n',
    'é',
    '。',
  );
  const text = fc.oneof(
    fc.array(alphabet, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 80 }),
  );

  it('covers every visible character once, in order, and nothing else', () => {
    fc.assert(
      fc.property(text, (source) => {
        let last = 0;
        let covered = '';
        for (const { text: part, start, end } of sentences(source)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(part).toBe(source.slice(start, end));
          expect(part).toBe(part.trim());
          covered += part;
          last = end;
        }
        expect(covered.replace(/\s/g, '')).toBe(source.replace(/\s/g, ''));
      }),
      { numRuns: 500 },
    );
  });

  it('splits a sentence no further when it stands alone', () => {
    fc.assert(
      fc.property(text, (source) => {
        for (const sentence of sentences(source)) expect(sentences(sentence.text)).toHaveLength(1);
      }),
    );
  });

  it('takes time in proportion to hostile input', () => {
    for (const piece of [
      '.',
      '. ',
      '[1]',
      ' [1]',
      'a.',
      '."',
      '"',
      'A. ',
      '1.',
      '(',
      '\n',
      '…。',
      ' ',
      'e.g. ',
    ]) {
      const cost = startCost();
      sentences(piece.repeat(100_000));
      // Work that grows with the square would take minutes.
      expect(cost(), JSON.stringify(piece)).toBeLessThan(5000);
    }
  });
});
