/** Reactions to an answer, on an invented folder about kites: reasons, sources, exceptions, examples, more. */
import { describe, expect, test } from 'vitest';
import type { Knowledge } from '../../../src/domain.ts';
import { converse } from '../../support/isle.ts';

const SECTIONS: [heading: string, text: string][] = [
  [
    'The sail',
    'A kite sail is cut from silk. Paper sails are not used here, because paper tears in wet wind. A silk sail lasts five years. Some children still fly paper kites on dry days.',
  ],
  [
    'The string',
    'The string of a kite is waxed linen. It is wound on a wooden reel with forty notches. Beginners get by with short strings, for example those of a broken kite.',
  ],
  ['The festival', 'The kite festival takes place on the chalk hill in April. Entry is free.'],
];

const kites = (): Knowledge => ({
  version: 'kites',
  documents: new Map([
    [
      'kites',
      {
        id: 'kites',
        title: 'Kites of Marrow Down',
        kind: 'notes',
        asOf: '2026-02-03',
        sources: [{ title: 'Old Tam: The Kite Book' }],
        path: 'kites.md',
      },
    ],
  ]),
  passages: SECTIONS.map(([heading, text], at) => ({
    id: `kites#${at}`,
    documentId: 'kites',
    headings: [heading],
    text,
    range: { start: 0, end: text.length },
    questions: [],
  })),
});

async function reactTo(first: string, ...reactions: string[]) {
  const ask = converse(kites());
  const said = await ask(first);
  let answer = said;
  for (const reaction of reactions) answer = await ask(reaction);
  return { first: said, answer };
}

describe('a reaction to an answer', () => {
  test.each(['why?', 'why not?', 'but why is that?', 'how come'])('"%s" gives the reason', async (why) => {
    const { answer } = await reactTo('Are paper sails used?', why);
    expect(answer.outcome).toBe('answered');
    expect(answer.plain).toMatch(/because paper tears/);
  });

  test('"why?" without a reason in the documents says so, and shows what stands beside it', async () => {
    const { answer } = await reactTo('When is the kite festival?', 'why?');
    expect(answer.plain).toMatch(/no reason|do not say why/);
  });

  test.each([
    'says who?',
    'Source for that?',
    'any references?',
    'can I get a source',
    'where is that from?',
    'source?',
    'how do you know that',
    'are you guessing?',
    'can I trust that?',
    'is that up to date?',
  ])('"%s" names the document, its source and its day, and cites the sentence', async (asked) => {
    const { answer } = await reactTo('How long does a silk sail last?', asked);
    expect(answer.plain).toMatch(/additional notes “Kites of Marrow Down”, “The sail”/);
    expect(answer.plain).toMatch(/Old Tam: The Kite Book; checked on 2026-02-03/);
    expect(answer.plain).toMatch(/five years/);
    expect(answer.citations).toHaveLength(1);
  });

  test('"are you sure?" confirms what was said first, with its place', async () => {
    const { first, answer } = await reactTo('How long does a silk sail last?', 'are you sure?');
    expect(answer.plain).toMatch(/^Yes, that is what “Kites of Marrow Down”, “The sail” says: /);
    expect(first.plain).toContain(answer.citations[0]?.quote);
  });

  test.each(['but sometimes?', 'always?', 'are there exceptions?'])(
    '"%s" finds the exception',
    async (asked) => {
      const { answer } = await reactTo('Are paper sails used?', asked);
      expect(answer.plain).toMatch(/Some children still fly paper kites/);
    },
  );

  test('"for example?" gives the example, and where there is none says so', async () => {
    expect((await reactTo('What string is used?', 'for example?')).answer.plain).toMatch(/broken kite/);
    const { answer } = await reactTo('When is the kite festival?', 'can you give me an example');
    expect(answer.plain).toMatch(/no example|That is all/);
  });

  test('"shorter" keeps the yes or no and the sentence that said it', async () => {
    const ask = converse();
    const long = await ask('Do lamp keepers need to read music?');
    const short = await ask('shorter');
    expect(short.plain.startsWith('No: ')).toBe(long.plain.startsWith('No: '));
  });

  test('"more" goes on in the same section and ends there', async () => {
    const ask = converse(kites());
    const said = [(await ask('How long does a silk sail last?')).plain];
    for (let round = 0; round < 4; round++) said.push((await ask('more')).plain);
    expect(said.at(-1)).toMatch(/^That is all/);
    expect(said.join(' ')).toMatch(/Paper sails are not used/);
    expect(said.join(' ')).not.toMatch(/festival/);
  });
});
