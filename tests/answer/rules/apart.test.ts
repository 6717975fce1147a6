/** Two things set against each other, in a visitor's own words. */
import { expect, test } from 'vitest';
import { sidesApart } from '../../../src/answer/rules/apart.ts';
import { daysIn } from '../../../src/answer/rules/days.ts';

const sides = (question: string) => sidesApart(question)?.map((side) => [...side].join(' '));

test.each([
  ['what is the difference between a day pass and a punch card?', ['pass day', 'punch card']],
  ['top rope vs bouldering', ['rope top', 'boulder']],
  ['compare technique 1 with technique 2', ['1', '2']],
  ['which is better, butter or oil?', ['butter', 'oil']],
  ['how does rye differ from wheat?', ['rye', 'wheat']],
  ['is the van cheaper than the truck?', ['van', 'truck']],
])('"%s" sets two things apart', (question, expected) => {
  expect(sides(question)).toEqual(expected);
});

test.each(['what is a punch card?', 'butter and oil', 'or', 'is it or is it not?'])(
  '"%s" sets nothing apart',
  (question) => {
    expect(sides(question)).toBeUndefined();
  },
);

test.each([
  ['Mon–Fri: 9 to 5', [0, 1, 2, 3, 4]],
  ['open Fri to Mon', [4, 5, 6, 0]],
  ['on saturdays', [5]],
  ['the cat sat in the sun', []],
  ['weekends and Wednesday', [5, 6, 2]],
  ['daily', [0, 1, 2, 3, 4, 5, 6]],
])('"%s" names its days', (text, days) => {
  expect([...daysIn(text)].sort()).toEqual([...days].sort());
});
