import { expect, test } from 'vitest';
import { premiseOf } from '../../src/understanding/premise.ts';

test.each([
  ['Since whales are fish, how do they breathe?', 'whales are fish'],
  ['Because whales have no lungs, they need gills, right?', 'whales have no lungs'],
  ['Given that the tower is closed, where do ringers live?', 'the tower is closed'],
  ['Whales are fish, so how do they breathe?', 'whales are fish'],
  ['Is the tower empty because the ringers left it?', 'the ringers left it'],
])('"%s" takes for granted that %s', (question, claim) => {
  expect(premiseOf(question)).toBe(claim);
});

test.each([
  'How do whales breathe?',
  'Since I am a nurse, can I ring bells?',
  'My eyes are bad, so can I keep lamps?',
  'As a keeper, do I work at night?',
  'Why do whales sing, and since when?',
  'Is the tower open, so that one may climb it?',
])('"%s" takes nothing for granted that the knowledge could tell', (question) => {
  expect(premiseOf(question)).toBeUndefined();
});
