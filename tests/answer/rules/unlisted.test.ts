/** What visitors ask of a folder without a lexicon, in words that it does not use. */
import { describe, expect, test } from 'vitest';
import { load } from '../../knowledge/folder.ts';
import { converse } from '../../support/isle.ts';

const YARD = `# Boatyard

Sign up at the gate with your name and a boat; no deposit is asked for during the first week. Boats are moored on the north quay.

## Plans

| | Dinghy | Yacht |
|---|---|---|
| Berth per month | $20 | $90 |
| Crane lifts | no | yes |
| Night watch | yes | yes |

## Help

**Can my berth be cancelled?**
Yes: only the holder of a berth can cancel it, in writing.

**Do you have a deep-water ramp?**
It is planned for the south quay.

The crane goes with wages: from grade five on, night work is covered by the salary.

- **K12** – the winch is blocked: release the brake
- **K17** – the gate is shut: ring the bell
- **K20** – the pump is dry: fill it

On Saturdays the youth crew rows. The whole quay can be hired from Sunday to Thursday.
`;

const yard = async () => converse(await load({ 'yard.md': YARD }));

describe('a folder without a lexicon', () => {
  test.each([
    ['do i need to leave a deposit', /^(?:No: )?Sign up .* no deposit/i],
    ['does a dinghy berth come with crane lifts', /^No: Crane lifts – Dinghy: no/],
    ['what does error K17 mean', /^K17 – the gate is shut/],
    ['difference between dinghy and yacht', /Dinghy: .*Yacht: /],
  ])('answers "%s" by the sentence that says so', async (question, answer) => {
    const { plain, outcome } = await (await yard())(question);
    expect(outcome).toBe('answered');
    expect(plain).toMatch(answer);
  });

  test.each(['can my colleague cancel the berth', 'do you have a deep-water ramp', 'is night work paid'])(
    'says no plain yes to "%s"',
    async (question) => {
      expect((await (await yard())(question)).plain).not.toMatch(/^Yes/);
    },
  );

  test.each([
    'are there toilets on the north quay',
    'do you have a fuel pontoon for yachts',
    'can i keep geese on the north quay',
    'who was the sculptor of the north quay',
  ])('does not take "%s" for told because its place is', async (question) => {
    expect((await (await yard())(question)).outcome).toBe('abstained');
  });

  test('prefers what it tells of the thing to what else it tells of the day', async () => {
    const { plain } = await (await yard())('can i hire the whole quay on a saturday');
    expect(plain).toMatch(/^(?:No: )?The whole quay can be hired from Sunday to Thursday/);
  });
});

test('two entries of a list are told of by themselves where they are to be told apart', async () => {
  const text =
    '# Leave\n\n| Leave | Length | Pay |\n|---|---|---|\n| Maternity | 52 weeks | half |\n| Adoption | as maternity | as maternity |\n| Parental (child under 8) | 18 weeks | none |';
  const { plain } = await converse(await load({ 'leave.md': text }))(
    'difference between maternity and parental leave',
  );
  expect(plain).toMatch(
    /^Maternity – Length: 52 weeks; Pay: half\. Parental \(child under 8\) – Length: 18 weeks/,
  );
});

test('a soup that is gluten-free does not contain gluten', async () => {
  const ask = converse(
    await load({ 'soup.md': '# Lentil soup\n\nThe soup is vegan, gluten-free and cheap.' }),
  );
  expect((await ask('does the soup contain gluten?')).plain).toMatch(/^No: /);
});

test('that others may do a thing is no promise to do it', async () => {
  const text = '# Tax\n\nMarried couples may file together. Every file is read twice by the office.';
  const { plain } = await converse(await load({ 'tax.md': text }))('can you file for me?');
  expect(plain).not.toMatch(/^Yes/);
});

test('steps are counted in the list that tells how it is done', async () => {
  const text =
    '# Rye bread\n\n## Ingredients\n\n- rye flour\n- water\n- salt\n\n## Method\n\n1. Mix it all.\n2. Wait a day.\n3. Bake it hot.';
  const { plain } = await converse(await load({ 'bread.md': text }))('what is the 3rd step for rye bread?');
  expect(plain).toMatch(/Number 3 of 3: bake it hot/i);
});

test('a price asked of one thing is not told by the price of another', async () => {
  const text =
    '# Soup\n\nThe soup costs less than 2 pounds a head.\n\n# Us\n\nOur cookery book came out in spring and is sold out.';
  const { outcome } = await converse(await load({ 'us.md': text }))('how much does the cookery book cost?');
  expect(outcome).toBe('abstained');
});

const ROPE = `# Rope care

## Mould

Mould is a grey film that smells of cellar. It comes from ropes that were coiled wet. Brush it off in the sun and hang the rope up for two days. It is mostly gone within three weeks.

## Keys

The store is run by our warden, Ilse Korb. Leave the key with Ilse by noon. Each rope is charged to your berth, but never to that of a child.

## Fenders

Fenders are stored by boat and not by owner. Two signed forms a boat are kept at the store. Each boat carries four fenders, and big boats also carry lines. Hang the fenders out before the boat comes in.

## Lost keys

Lost keys happen each summer, mostly at the beach. If a key is lost, we charge 20 euros.

## Signing on

Bo Lind keeps the roll of the crew and rows the gig. To sign on, come to the quay with:

- a passport
- two photos
- the signature of a skipper

You get your number on the spot.

## Sundays

The store is shut on Sundays.
`;

const rope = async () => converse(await load({ 'rope.md': ROPE }));

describe('what a section is about need not be said in each of its sentences', () => {
  test.each([
    ['how do i get rid of mould', /Brush it off/],
    ['how long until mould is gone', /three weeks/],
    ['how many fenders does a boat carry', /four fenders/],
    ['what if i lose my key', /^If a key is lost/],
  ])('"%s"', async (question, answer) => {
    const first = (await (await rope())(question)).plain
      .split(/(?<=\.) /)
      .slice(0, 2)
      .join(' ');
    expect(first).toMatch(answer);
  });
});

test('"who is X?" is led by the sentence that says it', async () => {
  expect((await (await rope())('who is Ilse?')).plain).toMatch(/^The store is run by our warden/);
});

test('"where does it come from?" asks for the source, "where do they come from?" for theirs', async () => {
  const ask = await rope();
  await ask('what is mould?');
  expect((await ask('where do they come from?')).plain).not.toMatch(/^That comes from the article/);
});

test('somebody at the desk is no question about who answers', async () => {
  const { plain } = await (await rope())('is there someone in the store on sundays?');
  expect(plain).toMatch(/shut on Sundays/);
});

test('entries of a list are told behind the line that leads in to them', async () => {
  const ask = await rope();
  for (const question of ['what do i have to bring to sign on', 'signing on'])
    expect((await ask(question)).plain).toMatch(/^To sign on, come to the quay with: a passport/);
  // Who asks for one of them, or for what is told before them, is not told of all.
  expect((await ask('who is Bo Lind?')).plain).toMatch(/^Bo Lind keeps the roll/);
  expect((await ask('do i need two photos to sign on?')).plain).not.toMatch(/with: a passport/);
});

test('what is only doubted behind an "or" is not asked', async () => {
  const text = '# Coils\n\nCoiling is a real craft. A title tells nothing: some call it hype, and some art.';
  const ask = converse(await load({ 'coils.md': text }));
  expect((await ask('is coiling a real craft or just hype?')).plain).toMatch(/Coiling is a real craft/);
  expect((await ask('is coiling a real craft or is it all hype?')).plain).toMatch(/Coiling is a real craft/);
});

test('a row of another thing affirms nothing of what "it" is', async () => {
  const text =
    '# Huts\n\nThe birch huts lie at the lake. They have no stove, as the wood would not last.\n\n## Prices\n\n| Item | Price |\n|---|---|\n| Birch hut | 40 euros |\n| Pine hut | 50 euros |\n| Stove | 4 euros |';
  const ask = converse(await load({ 'huts.md': text }));
  await ask('what does a birch hut cost?');
  expect((await ask('does it have a stove?')).plain).not.toMatch(/^Yes/);
});
