import { describe, expect, test } from 'vitest';
import { readCorrection, readReference, readReturn } from '../../src/chat/refer.ts';
import type { PastTurn } from '../../src/domain.ts';
import { createLexicon } from '../../src/text/lexicon.ts';
import { WORDS } from '../support/isle.ts';

const ISLE = createLexicon(WORDS);
const NO_WORDS = createLexicon();

const turn = (question: string, rest: Partial<PastTurn> = {}): PastTurn => ({
  turnId: `turn of ${question}`,
  question,
  answer: 'Yes.',
  answerer: 'rules',
  outcome: 'answered',
  citations: [],
  standaloneQuery: question,
  ...rest,
});

describe('a reference by place', () => {
  test.each([
    ['What does a bell ringer earn, and a lamp keeper?', 'and the second one?', 'lamp keeper'],
    ['What does a bell ringer earn, and a lamp keeper?', 'tell me about the former', 'bell ringer'],
  ])('after "%s", "%s" means the %s', (before, asked, name) => {
    expect(readReference(asked, [turn(before)], ISLE)?.name).toBe(name);
  });

  test('means the sides of a question where no lexicon names things', () => {
    const past = [turn('Tallow or wax candles?')];
    expect(readReference('how do I pour the second one?', past, NO_WORDS)?.text).toBe('how do I pour wax?');
    expect(readReference('what are they made of first', past, NO_WORDS)).toBeUndefined();
  });

  test('means what a tool put in a row, by its number too', () => {
    const past = [turn('plan it', { memory: { listed: ['Knots', 'Sails', 'Tides'] } })];
    expect(readReference('how do I learn the third one?', past, NO_WORDS)?.name).toBe('Tides');
    expect(readReference("what's step 2?", past, NO_WORDS)?.name).toBe('Sails');
    expect(readReference("what's step 9?", past, NO_WORDS)).toBeUndefined();
  });

  test('to the other side leaves the one just talked of', () => {
    const past = [turn('Tallow or wax candles?'), turn('Does wax drip?', { answer: 'Wax drips little.' })];
    expect(readReference('and the other one?', past, NO_WORDS)?.name.toLowerCase()).toBe('tallow');
  });

  test('to the other one leaves the one that the answer to a question about both spoke of', () => {
    const said = (answer: string) => [turn('Which of the two is safer?', { answer })];
    const ofOne = said('Storms are rare. Bell ringers stay indoors. [1] A lamp keeper climbs. [1]');
    expect(readReference('and the other one?', ofOne, ISLE)?.name).toBe('lamp keeper');
    const ofBoth = said('Bell ringers stay indoors, while lamp keepers climb. [1]');
    expect(readReference('and the other one?', ofBoth, ISLE)).toBeUndefined();
  });

  test('is none where it is asked what is done first', () => {
    const past = [turn('Should I become a bell ringer or a lamp keeper?')];
    expect(readReference("what's the first step?", past, ISLE)).toBeUndefined();
    expect(readReference('is the first one harder?', past, ISLE)?.name).toBe('bell ringer');
  });

  test('is none where nothing was put in a row', () => {
    expect(readReference('and the first one?', [turn('How is rope made?')], NO_WORDS)).toBeUndefined();
  });
});

describe('a correction', () => {
  test.each([
    ['no, I meant bell ringers', 'bell ringers'],
    ['sorry, i mean for the keepers', 'the keepers'],
    ['the bell ringers i mean', 'the bell ringers'],
    ['not the keepers but the ringers', 'the ringers'],
  ])('"%s" asks about %s', (message, meant) => {
    expect(readCorrection(message)).toBe(meant);
  });

  test.each(['What does it mean?', 'No lamps burn at noon', 'I was on the isle'])(
    '"%s" corrects nothing',
    (message) => {
      expect(readCorrection(message)).toBeUndefined();
    },
  );
});

describe('a return', () => {
  test('names what to go back to, and what is asked of it', () => {
    expect(readReturn('ok back to the bells')).toEqual({ to: 'the bells' });
    expect(readReturn('back to the bells: how heavy are they?')).toEqual({
      to: 'the bells',
      asks: 'how heavy are they?',
    });
    expect(readReturn('When do they come back to the isle?')).toBeUndefined();
  });
});
