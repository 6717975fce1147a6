import { expect, test } from 'vitest';
import { wayOf } from '../../../src/answer/rules/direction.ts';
import { createLexicon } from '../../../src/text/lexicon.ts';
import { converse, isle, WORDS } from '../../support/isle.ts';

const lexicon = createLexicon(WORDS);

test.each([
  ['Can a bell ringer become a lamp keeper?', 1],
  ['How do I go from ringer to keeper?', 1],
  ['Could a keeper turn into a bell ringer?', -1],
  ['Should keepers switch to ringing?', -1],
  ['What does a lamp keeper do?', undefined],
])('"%s" asks of the way from ringer to keeper: %s', (question, expected) => {
  expect(wayOf(question, lexicon)?.('The step from ringer to keeper is short.')).toBe(expected);
});

test('without a lexicon the words themselves tell the two ends', () => {
  const way = wayOf('Can a potter become a smith?', createLexicon());
  expect(way?.('When a potter becomes a smith, the clay stays behind.')).toBe(1);
  expect(way?.('From smith to potter')).toBe(-1);
  expect(way?.('Smiths and potters work with fire.')).toBe(0);
});

test('an answer tells of the way asked about before the way back', async () => {
  const knowledge = isle();
  const [first] = knowledge.passages;
  if (!first) throw new Error('the isle has passages');
  const told = (text: string, i: number) => ({
    ...first,
    id: `isle#way${i}`,
    headings: ['Changing trade'],
    questions: [],
    text,
  });
  const ways = [
    'A bell ringer can become a lamp keeper within a summer.',
    'A lamp keeper can become a bell ringer within two winters.',
  ].map(told);
  const ask = converse({ ...knowledge, passages: [...knowledge.passages, ...ways] });
  expect((await ask('Can a lamp keeper become a bell ringer?')).plain).toMatch(/two winters/);
  const again = converse({ ...knowledge, passages: [...knowledge.passages, ...ways] });
  expect((await again('Can a bell ringer turn into a lamp keeper?')).plain).toMatch(/^[^.]*within a summer/);
});
