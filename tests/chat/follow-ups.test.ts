/** Follow-ups answered from an invented folder with no lexicon: candles, in five short sections. */
import { describe, expect, test } from 'vitest';
import type { Knowledge } from '../../src/domain.ts';
import { converse } from '../support/isle.ts';

const SECTIONS: [heading: string, text: string][] = [
  [
    'Tallow and wax',
    'Tallow candles cost two pence and smoke a good deal. Wax candles cost nine pence, and they burn without any smoke because bees make clean wax. Most chandlers sell both kinds at the market.',
  ],
  [
    'Wicks',
    'A wick is braided from twelve cotton threads. It has to be dipped into salt water for one hour, since a salted wick bends and trims itself. Linen wicks may be used instead of cotton.',
  ],
  [
    'Pouring',
    'Wax is poured at seventy degrees into a cold mould. The mould is opened after four hours. A mould of tin lasts for years, and a mould of clay breaks soon.',
  ],
  [
    'Storing',
    'Candles are stored in a dark chest. Tallow candles keep for six months, and mice like them. Wax candles keep for twenty years.',
  ],
  [
    'Fairs',
    'The candle fair is held in October in the old granary. Children pay nothing there, adults pay one penny.',
  ],
];

const candles = (): Knowledge => ({
  version: 'candles',
  documents: new Map([
    ['candles', { id: 'candles', title: 'The chandler', kind: 'article', sources: [], path: 'candles.md' }],
  ]),
  passages: SECTIONS.map(([heading, text], at) => ({
    id: `candles#${at}`,
    documentId: 'candles',
    headings: [heading],
    text,
    range: { start: 0, end: text.length },
    questions: [],
  })),
});

async function lastOf(...messages: string[]) {
  const ask = converse(candles());
  let answer = await ask(messages[0] ?? '');
  for (const message of messages.slice(1)) answer = await ask(message);
  return answer;
}

describe('without a lexicon', () => {
  test.each([
    [['How long do tallow candles keep?', 'and wax ones?'], /^Wax candles keep for twenty years/],
    [['How much do adults pay at the fair?', 'and children?'], /^Children pay nothing/],
    [['How is a wick made?', 'how long must it be dipped?'], /for one hour/],
    [['How is a wick made?', 'how long?'], /for one hour/],
    [['When is the mould opened?', 'and after that, how long does it last?'], /lasts for years/],
    [['Do wax candles smoke?', 'why not?'], /because bees make clean wax/],
    [
      ['Tallow or wax candles?', 'which one is cheaper?', 'and how long does the other one keep?'],
      /twenty years/,
    ],
    [['When is the candle fair?', 'how much is a wax candle?', 'back to the fair'], /October/],
    [['When is the candle fair?', 'how much is a wax candle?', 'ok, about the fair again'], /October/],
    [['How do I make a wick?', 'and linen wicks?', 'which of them is dipped?'], /salt water/],
    [['Tallow or wax candles?', 'how long does the second one keep?', 'no, I meant tallow'], /six months/],
    [['How is a wick made?', 'is it the same as linen?', 'so how do I make it?'], /braided from twelve/],
    [['Is a mould of tin good?', 'how long does it keep?'], /lasts for years/],
    [['When is wax poured?', 'is tin better for the mould?', 'and in clay?'], /clay breaks soon/],
  ])('%j is answered from what was talked of', async (messages, answer) => {
    const { outcome, plain } = await lastOf(...messages);
    expect(outcome).toBe('answered');
    expect(plain).toMatch(answer);
  });

  test('a word asked now outweighs those of before, so that the answer is another one', async () => {
    const { plain } = await lastOf('How long do tallow candles keep?', 'do mice like them?');
    expect(plain).toMatch(/mice like them/);
    expect(plain).not.toMatch(/twenty/);
  });

  test.each([
    ['How long do tallow candles keep?', 'what about mice?'],
    ['How is a wick made?', 'and linen wicks?'],
    ['How is wax poured?', 'what lasts for years?'],
    ['How much do wax candles cost?', 'and why do bees matter?'],
  ])('after "%s", thanks in between change nothing in the answer to "%s"', async (before, asked) => {
    const { plain: direct } = await lastOf(before, asked);
    const { plain } = await lastOf(before, 'thanks!', 'hello', asked);
    expect(plain).toBe(direct);
  });

  test('a pronoun keeps its thing over questions that only ask for its properties', async () => {
    const { query } = await lastOf('How is a wick made?', 'is it expensive?', 'how long does it take?');
    expect(query.text).toContain('wick');
    expect(query.text).not.toContain('expensive');
  });

  test('a whole question that opens with "and" keeps nothing of the topic before', async () => {
    const { query } = await lastOf('How is a wick made?', 'and how much do adults pay at the candle fair?');
    expect(query.rule).toBe('as asked');
  });

  test('a follow-up that adds only what nobody knows is not covered', async () => {
    const { outcome, plain } = await lastOf('When is the candle fair?', 'in Portugal?');
    expect(outcome).toBe('abstained');
    expect(plain).toContain('Portugal');
  });

  test('a whole question drags nothing of the topic before', async () => {
    const { query } = await lastOf('How long do tallow candles keep?', 'How much do adults pay at the fair?');
    expect(query).toEqual({ text: 'How much do adults pay at the fair?', rule: 'as asked' });
  });

  test('asked for more without a word for what, it says what was not said yet', async () => {
    const ask = converse(candles());
    const first = await ask('How are candles poured?');
    const { plain } = await ask('what else?');
    for (const sentence of plain.split(/(?<=\.) /)) expect(first.plain).not.toContain(sentence);
  });
});
