/** What visitors of any house ask: for somebody of an age, on a day, for a price, in other words than its owner's. */
import { describe, expect, test } from 'vitest';
import { load } from '../../knowledge/folder.ts';
import { converse } from '../../support/isle.ts';

const RINK = `# Ice rink

The rink has two pads. The small pad is kept at minus 4 degrees. Skates are rented at the counter.

## Prices

- Adult £8.40
- Under 5s go free with a helper
- Over 60s £6.10, bring a card
- Locker £1.20

## Timetable

| | Public skating | Hockey |
|---|---|---|
| Thu | 10:00–16:00 | 18:00 |
| Fri | 10:00–20:00 | – |

## Rules

From the age of 9 children may skate by themselves. Guardians watch from the stand, since the pad is for skaters.

You cannot book a pad when a league game is on. Pads are booked by the hour.

## Staff

The caretaker rides a resurfacer called Hilda. Ask Bo for 20 cones.

## Cancelling

Cancelling is free until two days before. Later than that we keep half of the price.
`;

const rink = async () => converse(await load({ 'rink.md': RINK }));

describe('a visitor of a folder without a lexicon', () => {
  test.each([
    ["i'm 64 what do i pay", /^Over 60s £6\.10/],
    ['do i need to pay for my 3 year old', /Under 5s go free/],
    ['can my 10 year old skate by himself', /^From the age of 9/],
    ['how cold is the small pad', /minus 4 degrees/],
    ['is there hockey on friday', /Fri – .*Hockey: –/],
    ["why can't i book a pad", /^You cannot book a pad when/],
    ["what's the name of the resurfacer", /Hilda/],
    ['what if i cancel one day before', /until two days before\. Later than that/],
    ['can little ones skate by themselves', /children may skate by themselves/],
  ])('gets for "%s" what is told', async (question, answer) => {
    const { plain, outcome } = await (await rink())(question);
    expect(outcome).toBe('answered');
    expect(plain).toMatch(answer);
  });

  test('is not told that a child pays nothing by a sentence about others', async () => {
    const { plain } = await (await rink())('is it free for my 12 year old');
    expect(plain).not.toMatch(/^(?:Yes|No)\b/);
  });

  test('finds no 20 in a price of 1.20', async () => {
    expect((await (await rink())('who has 20 cones')).plain).toMatch(/^Ask Bo for 20 cones/);
  });
});
