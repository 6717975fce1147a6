import { describe, expect, test } from 'vitest';
import { readManner } from '../../src/understanding/manner.ts';
import { startCost } from '../support/clock.ts';

describe('readManner', () => {
  test.each([
    ['in plain words pls, what do ringers do?', 'what do ringers do?', 3],
    ['ELI5 what is a carillon', 'what is a carillon', 3],
    ["Explain rhymes to me like I'm a chef", 'Explain rhymes to me', 3],
    ['as if I were 12, what is oil', 'what is oil', 3],
    ["ok so in english please: what's a wick?", "what's a wick?", 3],
    ['can you explain in simple terms what oil is?', 'can you explain what oil is?', 3],
    ['tl;dr bells vs lamps', 'bells vs lamps', 2],
    ['give me a short summary of lamps', 'lamps', 2],
    ['what is oil in a nutshell (no jargon please)', 'what is oil', 2],
    ['In two sentences, which should I pick?', 'which should I pick?', 2],
    ['in one sentence: what does a keeper do', 'what does a keeper do', 1],
    ['Do I need oil? Just a yes or no please.', 'Do I need oil?', 1],
    ['What does a keeper do in detail?', 'What does a keeper do', 8],
  ])('%s', (message, asks, sentences) => {
    expect(readManner(message)).toEqual({ asks, sentences });
  });

  test.each([
    'tldr',
    'what is it like to be a ringer',
    'are rhymes sung in english',
    'do keepers know oil in depth',
    'How do I write a summary in short sentences',
  ])('leaves what is asked: %s', (message) => {
    expect(readManner(message)).toEqual({ asks: message });
  });

  test('reads hostile text in time', () => {
    const cost = startCost();
    for (const piece of [
      'in a ',
      'tl dr ',
      "like i'm ",
      'keep it ',
      'ok ',
      ' ',
      'in plain ',
      '!?',
      'no jargon',
    ])
      readManner(piece.repeat(10_000));
    expect(cost()).toBeLessThan(2000);
  });
});
