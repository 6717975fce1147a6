import { expect, test } from 'vitest';
import { withoutNotes } from '../../src/knowledge/notes.ts';
import { startCost } from '../support/clock.ts';
import { load } from './folder.ts';

test.each([
  ['The band was formed in 1960.[1]', 'The band was formed in 1960.'],
  ['It is widely known.[2][3] Its first single[note 4] sold.', 'It is widely known. Its first single sold.'],
  ['They recorded at Abbey Road [6].', 'They recorded at Abbey Road.'],
  ['Oil burns [3, 4], wicks smoke [5]–[7].', 'Oil burns, wicks smoke (5)–(7).'],
  ['Nobody knows.[citation needed]', 'Nobody knows.'],
  ['[12] Keeper, A. (1901). On oil.', ' Keeper, A. (1901). On oil.'],
  ['Press [1] to hear the bells.', 'Press (1) to hear the bells.'],
  ['A list [ ] with [a box] stays.', 'A list [ ] with [a box] stays.'],
])('%s', (text, without) => {
  expect(withoutNotes(text)).toBe(without);
});

test('reads hostile text in time', () => {
  const cost = startCost();
  for (const piece of ['[1', '[1,', ' [1] ', 'a[1]', '[', 'a[note ', '[1–'])
    withoutNotes(piece.repeat(20_000));
  expect(cost()).toBeLessThan(2000);
});

test.each(['md', 'txt', 'jsonl'])('no passage of a .%s holds what looks like a citation', async (ending) => {
  const text = 'The *band*[2] was formed in 1960.[1] They recorded at Abbey Road [6].';
  const file = ending === 'jsonl' ? JSON.stringify({ _id: 'a', title: '', text }) : text;
  const { passages } = await load({ [`band.${ending}`]: file });
  expect(passages[0]?.text.replaceAll('*', '')).toBe(
    'The band was formed in 1960. They recorded at Abbey Road.',
  );
});
