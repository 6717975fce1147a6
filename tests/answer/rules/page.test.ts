/** A web page as its owner pastes it in: no lexicon, no listed questions, "you" throughout, and a footer that advertises. */
import { expect, test } from 'vitest';
import type { Knowledge } from '../../../src/domain.ts';
import { chunk } from '../../../src/knowledge/chunk.ts';
import { parsePlain } from '../../../src/knowledge/plain.ts';
import { sideBySide } from '../../../src/knowledge/side-by-side.ts';
import { converse } from '../../support/isle.ts';

const PAGE = `Kiln Keeper vs Glaze Maker

Potters love to quarrel about who has the harder job. What matters is which work you like.

What Kiln Keepers Really Do

Kiln keepers fire the pots of a whole village. You're stacking shelves and reading cones.

This habit goes back to the old kiln keepers of the valley, whose kiln keepers' songs are known.

What Glaze Makers Really Do

Glaze makers grind minerals and mix glazes. You need a steady hand and a good nose.

Getting In

Becoming a kiln keeper is open to anybody. You don't need a guild letter. You need strong arms.

Want to meet other kiln keepers? Join our circle of kiln keepers, where kiln keepers meet.

Watch a kiln keeper at work: kiln keepers on film`;

function page(): Knowledge {
  const { title, sections } = parsePlain(PAGE);
  return {
    version: 'page',
    documents: new Map([
      ['page', { id: 'page', title: title ?? '', kind: 'article', sources: [], path: 'page.txt' }],
    ]),
    passages: chunk('page', sections),
  };
}

test('a heading that says what is asked is answered from where its section opens', async () => {
  const ask = converse(page());
  expect((await ask('What do kiln keepers do?')).plain).toMatch(/^Kiln keepers fire the pots/);
  expect((await ask('What do glaze makers do?')).plain).toMatch(/^Glaze makers grind minerals/);
});

test('what a page asks of its readers answers nothing, unless it is what they ask about', async () => {
  const { plain } = await converse(page())('Tell me about kiln keepers');
  expect(plain).not.toMatch(/Want to meet|Join our circle|Watch a kiln/);
  expect((await converse(page())('Which circle can I join?')).plain).toMatch(/Join our circle/);
});

test('a title that sets two things side by side says which two are meant', async () => {
  const lexicon = sideBySide(['Kiln Keeper vs Glaze Maker']);
  const { outcome, query } = await converse({ ...page(), ...(lexicon ? { lexicon } : {}) })(
    'what is the difference between the two?',
  );
  expect(query.text).toBe('what is the difference between Kiln Keeper and Glaze Maker?');
  expect(outcome).toBe('answered');
});
