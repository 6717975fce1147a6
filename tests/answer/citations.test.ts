import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerEvent } from '../../src/answer/answerer.ts';
import { createCitationFilter, quoteFor } from '../../src/answer/citations.ts';
import { hitsOf } from '../prompt/hits.ts';
import { startCost } from '../support/clock.ts';

const HITS = hitsOf('They build features. They test prompts daily.', 'Pay is high.', 'Maths helps.');

function filter(pieces: string[], hits = HITS) {
  const { push, flush } = createCitationFilter(hits);
  const events: AnswerEvent[] = [...pieces.flatMap((piece) => push(piece)), ...flush()];
  const text = events.map((event) => (event.type === 'delta' ? event.text : '')).join('');
  const cited = events.flatMap((event) => (event.type === 'citation' ? [event.citation.marker] : []));
  return { events, text, cited };
}

describe('createCitationFilter', () => {
  it.each([
    ['They test [1]. Pay [2][3].', 'They test [1]. Pay [2][3].', [1, 2, 3]],
    ['Both [1, 2] and [1;3].', 'Both [1][2] and [1][3].', [1, 2, 3]],
    ['All [1-3], all [2 – 3].', 'All [1][2][3], all [2][3].', [1, 2, 3]],
    ['Fake [4]. Fake [0], fake [007] [1].', 'Fake. Fake, fake [1].', [1]],
    ['Half fake [1, 9].', 'Half fake [1].', [1]],
    ['Huge [123456789012345678901234567890].', 'Huge (123456789012345678901234567890].', []],
    ['Dated [2024-01-02].', 'Dated.', []],
    ['Twice [2] and [2].', 'Twice [2] and [2].', [2]],
    ['[text](https://x.example) [ ] [x] []', '[text](https://x.example) [ ] [x] []', []],
    ['code a[0] and a[i]', 'code a and a[i]', []],
    ['open [1', 'open [1', []],
    ['space at end ', 'space at end ', []],
    ['[[9]1] [1[9]] [1[1234567890123456789012345]', '[…1] [1…] [1(1234567890123456789012345]', []],
    ['Not a link [1](https://x.example)', 'Not a link [1] (https://x.example)', [1]],
    ['[1]: https://x.example', '[1] : https://x.example', [1]],
    ['- > [1]: https://x.example', '- > [1] : https://x.example', [1]],
    ['Three steps [1]: plan', 'Three steps [1]: plan', [1]],
  ])('turns %j into %j', (input, text, cited) => {
    expect(filter([input])).toMatchObject({ text, cited });
    expect(filter([...input])).toMatchObject({ text, cited });
  });

  it('sends a citation before the delta with its marker, once', () => {
    const { events } = filter(['They test [1', ']. Again [1].']);
    expect(events).toEqual([
      { type: 'delta', text: 'They test' },
      {
        type: 'citation',
        citation: {
          marker: 1,
          passageId: 'doc-1#part.1',
          documentId: 'doc-1',
          title: 'Title 1',
          heading: 'Part › Section',
          kind: 'article',
          quote: 'They test prompts daily.',
        },
      },
      { type: 'delta', text: ' [1]. Again [1].' },
    ]);
  });

  it('quotes for the sentence behind which the marker stands, also after its full stop', () => {
    const { events } = filter(['They build features. [1] They test prompts.']);
    expect(events.find((event) => event.type === 'citation')).toMatchObject({
      citation: { quote: 'They build features.' },
    });
  });

  it('holds back nothing but what may become a marker', () => {
    const { push } = createCitationFilter(HITS);
    expect(push('word')).toEqual([{ type: 'delta', text: 'word' }]);
    expect(push(' [')).toEqual([]);
    expect(push('see')).toEqual([{ type: 'delta', text: ' [see' }]);
    expect(push(' [12')).toEqual([]);
    expect(push('th')).toEqual([{ type: 'delta', text: ' [12th' }]);
  });

  const piece = fc.constantFrom(
    ...[
      '[',
      ']',
      '(',
      ':',
      ' ',
      '\n',
      '1',
      '2',
      '9',
      '0',
      ',',
      '-',
      'a',
      'b c',
      '[1]',
      '[7]',
      '[2, 8]',
      '…',
      '.',
    ],
  );
  const pieces = fc.array(piece, { maxLength: 30 });

  it('gives the same output however the text is split', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const whole = filter([parts.join('')]);
        for (const split of [parts, [...parts.join('')]]) {
          expect(filter(split).text).toBe(whole.text);
          expect(filter(split).cited).toEqual(whole.cited);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('lets no marker out that names no passage or has not been cited', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const { text, cited } = filter(parts);
        for (const [whole, inside] of text.matchAll(/\[[ ]*(\d[\d ,;–-]*)\]/g)) {
          expect(whole).toBe(`[${Number(inside)}]`);
          expect(cited).toContain(Number(inside));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('takes linear time on hostile text', () => {
    const cost = startCost();
    for (const text of [
      '['.repeat(20_000),
      '[1'.repeat(10_000),
      `[${'1 '.repeat(10_000)}`,
      '[9]'.repeat(7_000),
    ]) {
      filter([text]);
      filter([...text]);
    }
    expect(cost()).toBeLessThan(1000);
  });
});

describe('quoteFor', () => {
  it('takes the sentence that shares most words, in any form of them', () => {
    const passage = 'Pay is high. Engineers test their prompts each day (e.g. with evals). Maths helps.';
    expect(quoteFor({ text: passage }, 'Testing a prompt is daily work')).toBe(
      'Engineers test their prompts each day (e.g. with evals).',
    );
  });

  it('takes the first sentence when none shares a word', () => {
    expect(quoteFor({ text: 'Pay is high. Maths helps.' }, 'Zebras')).toBe('Pay is high.');
  });
});
