/** The age that a question tells, and the ages that a sentence is about. */
import { describe, expect, test } from 'vitest';
import { ageIn, bandsIn } from '../../src/text/ages.ts';

describe('the age in a question', () => {
  test.each([
    ["I'm 67, what do I pay?", 67],
    ['do i need to pay for my 3 year old', 3],
    ['can my 9yo come alone', 9],
    ['my daughter is 12, may she?', 12],
  ])('"%s" tells one', (text, years) => {
    expect(ageIn(text)?.years).toBe(years);
  });

  test.each([
    "I'm 5 minutes late",
    'my son is 12 weeks old',
    'we are 12 people',
    'my 3 year old and my 5 year old',
    'she is 20% faster',
  ])('"%s" tells none', (text) => {
    expect(ageIn(text)).toBeUndefined();
  });
});

describe('the ages a sentence is about', () => {
  const up = Number.POSITIVE_INFINITY;
  test.each([
    ['Under 4s go free.', [0, 3]],
    ['Over 65s: 3.90', [65, up]],
    ['You have to be sixteen to row.', [16, up]],
    ['From the age of 8 children may come alone.', [8, up]],
    ['Rhyme time (0–3): Mondays.', [0, 3]],
    ['Soldering for kids (8+)', [8, up]],
    ['Drivers between 19 and 21 pay more.', [19, 21]],
  ])('are read from "%s"', (text, band) => {
    expect(bandsIn(text)).toContainEqual(band);
  });

  test.each([
    'Mon, Tue 9–19',
    'The club trains early (5:15 to 6:30).',
    'Prints over six hours need a watcher.',
    'It cuts up to 8 mm, under 8 mm as well.',
    'Two to four days before.',
    'over 40 kg',
  ])('are none in "%s"', (text) => {
    expect(bandsIn(text)).toEqual([]);
  });
});
