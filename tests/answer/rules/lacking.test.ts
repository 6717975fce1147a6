import { expect, test } from 'vitest';
import { lackOf } from '../../../src/answer/rules/lacking.ts';

const OTHERWISE = 'Without them the office has to see a passport.';

test.each([
  "what if I don't have those codes",
  'no pot at home, does it work without?',
  'and if I have no licence?',
  'can I bake it without?',
])('"%s" asks of a lack, and is met by what tells of going without', (question) => {
  expect(lackOf(question)(OTHERWISE)).toBe(1);
  expect(lackOf(question)('Use one of the ten codes.')).toBe(0);
});

test.each(['what are the codes for?', 'no idea, what do you think?', 'what if it rains?'])(
  '"%s" asks of no lack',
  (question) => {
    expect(lackOf(question)(OTHERWISE)).toBe(0);
  },
);
