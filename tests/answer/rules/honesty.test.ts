/** Answers to questions that lean the wrong way: false premises, demands, reasons; on an invented isle. */
import { describe, expect, test } from 'vitest';
import { converse, isle } from '../../support/isle.ts';

describe('a false premise', () => {
  test.each([
    'Since lamp keepers must read music, which notes do they learn?',
    'Lamp keepers need to read music, so how do they learn it?',
  ])('"%s" is put right before anything else', async (question) => {
    const { plain, outcome } = await converse()(question);
    expect(outcome).toBe('answered');
    expect(plain).toMatch(/^That is not so: lamp keepers do not need to read music/i);
  });

  test('of a yes/no question is answered with no', async () => {
    const { plain } = await converse()(
      'Because joining the guild is hard for lamp keepers, should I ring bells?',
    );
    expect(plain).toMatch(/^No: joining the guild is easy for lamp keepers/i);
  });

  test('is put right without a lexicon, too', async () => {
    const { plain } = await converse(isle(undefined))(
      'Since lamp keepers must read music, which notes do they learn?',
    );
    expect(plain).toMatch(/^That is not so: lamp keepers do not need to read music/i);
  });

  test('that holds is not mentioned', async () => {
    const { plain } = await converse()('Since bell ringers must read music, how long do they train?');
    expect(plain).not.toMatch(/not so|^No/);
  });
});

describe('a question put to one thing only', () => {
  test('is not padded with sentences of other sections that share but its name', async () => {
    const { plain } = await converse()('How long do bell ringers train?');
    expect(plain).not.toMatch(/crowns|guild|old rhymes/);
  });
});

describe('a demand', () => {
  test('that is said of one thing and denied of the other depends', async () => {
    const { plain } = await converse()('Is it necessary to read music?');
    expect(plain).toMatch(/^It depends: lamp keepers do not need to read music, while bell ringers must/i);
  });

  test('behind a colon is still a demand', async () => {
    const { plain } = await converse()('Reading music: do lamp keepers need it?');
    expect(plain).toMatch(/^No: /i);
  });
});

describe("a section's own no", () => {
  const knowledge = isle();
  const [passage] = knowledge.passages;
  if (!passage) throw new Error('The isle holds no passage.');
  const section = {
    ...passage,
    id: 'bell',
    headings: ['May a lamp keeper ring the fog bell in the tower at dusk?'],
    questions: ['May a lamp keeper ring the fog bell in the tower at dusk?'],
    text: 'No, a lamp keeper leaves that to others.',
  };
  const ask = converse({ ...knowledge, passages: [...knowledge.passages, section] });

  test('answers its question', async () => {
    expect((await ask('May a lamp keeper ring the fog bell in the tower at dusk?')).plain).toMatch(/^No: /);
  });

  test('is no answer to a question that comes down to something else', async () => {
    const { plain } = await ask('May a lamp keeper ring the fog bell in the tower for crowns?');
    expect(plain).not.toMatch(/^No\b/);
  });
});
