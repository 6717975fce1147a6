/** A small firm's own folder: prices in a table, hours by lines, steps and rules as lists; no lexicon, no listed questions. */
import { describe, expect, test } from 'vitest';
import { load } from '../../knowledge/folder.ts';
import { converse } from '../../support/isle.ts';

const HALL = `# Tarn Hall

Tarn Hall is a swimming hall by the old mill. Two swimming pools and a sauna stand open all year.

## Opening hours

Mon–Fri: 6:30 – 21:00
Saturday: 8:00 – 18:00
Sunday: closed

## Prices

| Ticket | Price | Valid for |
|---|---|---|
| Single swim, adult | 7.50 € | 3 hours |
| Single swim, student | 5 € | 3 hours |
| Ten swims | 62 € | 1 year |
| Sauna | 14 € | 4 hours |

## How to rent a locker

1. Ask for a key at the desk.
2. Leave 10 € as a deposit
3. Lock your things and keep the key on your wrist.
4. Give the key back before you go.

## House rules

- Shower before you swim.
- No glass by the water.
- Children under eight swim with an adult.
`;

const REPORT = `By Mara Lindqvist

# The mill and the water

Written in the winter of the great flood. The mill drove two hammers before it drove a pump.
`;

const hall = async (extra: Record<string, string> = {}) =>
  converse(await load({ 'hall.md': HALL, ...extra }));

describe('a table', () => {
  test.each([
    ['what is the cheapest ticket?', '5 €'],
    ['which ticket is the most expensive?', '62 €'],
    ['how much is the sauna?', '14 €'],
    ['how much is a single swim for a student?', '5 €'],
  ])('answers "%s" by the row that says so', async (question, price) => {
    const { plain, outcome } = await (await hall())(question);
    expect(outcome).toBe('answered');
    expect(plain.split('.')[0]).toContain(price);
  });

  test('is said without its headers, and without rows of other things', async () => {
    const { plain } = await (await hall())('how much is the sauna?');
    expect(plain).not.toContain(' | ');
    expect(plain).not.toContain('62 €');
  });
});

describe('a list', () => {
  test.each([
    ['what is the 2nd step to rent a locker?', /^Number 2 of 4: leave 10 € as a deposit\./i],
    ['whats the last step to rent a locker?', /^Number 4 of 4: give the key back/i],
    ['how many steps are there to rent a locker?', /^The list names 4\./],
  ])('answers "%s"', async (question, answer) => {
    expect((await (await hall())(question)).plain).toMatch(answer);
  });

  test('is told as a whole, in its order, to who asks for all of it', async () => {
    const { plain } = await (await hall())('what are the house rules?');
    expect(plain).toMatch(/^Shower before.*No glass.*Children under eight/);
  });

  test('that ends before the entry asked for says so', async () => {
    const { plain, outcome } = await (await hall())('what is the 9th step to rent a locker?');
    expect(plain).toMatch(/^The list has only 4 entries/);
    expect(outcome).toBe('abstained');
  });
});

test('the longest of a table is said alone', async () => {
  const { plain } = await (await hall())('which ticket is valid the longest?');
  expect(plain).toBe('Ten swims – Price: 62 €; Valid for: 1 year.');
});

test('an entry is sought in the list that is called so, and its number names nothing else', async () => {
  expect((await (await hall())('whats rule 2')).plain).toBe('Number 2 of 3: no glass by the water.');
});

describe('opening hours by lines', () => {
  test.each([
    ['when do you open on a tuesday?', /^Mon–Fri: 6:30/],
    ['are you open on sundays?', /^(?:No: )?Sunday: closed/i],
    ['opening hours on saturday', /^Saturday: 8:00/],
  ])('answer "%s" by the line of that day', async (question, answer) => {
    expect((await (await hall())(question)).plain).toMatch(answer);
  });
});

describe('a plain text of lines', () => {
  const SHED = `The Shed

A workshop where neighbours share tools and tea.

Opening times
April to October: Tuesday to Sunday, 10:00-17:30, later on the long evenings of June
November to March: Friday to Sunday, 11:00-16:00
Closed on Mondays (except bank holidays), 24-26 December and 1 January

Tickets
Adult: £8.50
Concession (over 65, students, unemployed): £6
Under 5: free`;
  const shed = async () => converse(await load({ 'shed.txt': SHED }));

  test.each([
    ['opening hours in winter', /^November to March/],
    ['are you open on mondays?', /^(?:No: )?Closed on Mondays/],
  ])('answers "%s" by its line', async (question, answer) => {
    expect((await (await shed())(question)).plain).toMatch(answer);
  });
});

test('the cheapest of columns is told by the row of prices', async () => {
  const plans =
    '# Plans\n\n| | Solo | Studio |\n|---|---|---|\n| Monthly price | $9 | $29 |\n| Users | 1 | 5 |';
  const { plain } = await converse(await load({ 'plans.md': plans }))('whats the cheapest plan');
  expect(plain).toBe('Monthly price – Solo: $9; Studio: $29.');
});

test('a difference is told first by the sentence that sets the two apart, and once', async () => {
  const fuels =
    '# Fuels\n\n## Coal\n\nCoal is dug in the north and burns for hours. Coal needs a dry shed. The difference between coal and peat: coal gives more heat, while peat smokes less.\n\n## Peat\n\nPeat is cut in May and dried until autumn.';
  const { plain } = await converse(await load({ 'fuels.md': fuels }))('How is peat different from coal?');
  expect(plain).toMatch(/^The difference between coal and peat: /);
  expect(plain.match(/The difference between/g)).toHaveLength(1);
});

describe('a question about the article itself', () => {
  test('names who wrote it by the line that says so', async () => {
    const ask = converse(await load({ 'report.md': REPORT }));
    expect((await ask('who wrote this?')).plain).toMatch(/Mara Lindqvist/);
  });

  test('names whom the front matter names', async () => {
    const ask = converse(
      await load({ 'hall.md': `---\nauthor: Ole Brandt\ndate: 2026-01-05\n---\n${HALL}` }),
    );
    expect((await ask('who wrote this?')).plain).toBe('“Tarn Hall” was written by Ole Brandt.');
    expect((await ask('when was this written?')).plain).toBe('“Tarn Hall” is dated 2026-01-05.');
  });

  test('is told that the file does not say so, rather than anything else', async () => {
    const { plain, outcome } = await (await hall())('who wrote this article?');
    expect(plain).toMatch(/^The article does not say who wrote it/);
    expect(outcome).toBe('abstained');
  });

  test('means the article cited last where there are several', async () => {
    const ask = await hall({ 'report.md': REPORT });
    expect((await ask('what did the mill drive?')).outcome).toBe('answered');
    expect((await ask('who wrote that?')).plain).toMatch(/Mara Lindqvist/);
  });

  test('names the writer of the article whose title is named', async () => {
    const club =
      '---\ntitle: The rowing club at dawn\nauthor: Ida Falk\n---\nWrite to the club. Dues are written off.';
    const ask = await hall({ 'club.md': club });
    expect((await ask('who wrote the article on the rowing club?')).plain).not.toMatch(/Ole|Mara/);
    expect((await (await hall({ 'club.md': club }))('who wrote the rowing club post')).plain).toBe(
      '“The rowing club at dawn” was written by Ida Falk.',
    );
  });

  test('tells the title, and how it opens', async () => {
    const { plain } = await (await hall())('what is this about?');
    expect(plain).toMatch(/^It is called “Tarn Hall”\. Tarn Hall is a swimming hall/);
  });
});
