import { expect, test } from 'vitest';
import { borderOf, findGap } from '../../src/answer/covered.ts';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { isle } from '../support/isle.ts';

const retriever = createRetriever(isle());
const gapOf = (question: string) => findGap(question, retriever.search({ question }), retriever.lexicon);

test.each([
  'What does a bell ringer do?',
  'Why do the lamps burn fish oil?',
  'How much does a lamp keeper earn?',
  'How long do bell ringers train?',
])('"%s" is covered', (question) => {
  expect(gapOf(question)).toBeUndefined();
});

test.each([
  ['How do I bake sourdough?', 'little evidence'],
  ['Who won the football cup?', 'little evidence'],
  ['When does the ferry leave?', 'outside'],
  // Every passage knows the keepers, and none of them the dog.
  ["What does a lamp keeper's dog eat?", 'not told'],
  ['Do lamp keepers have a parrot?', 'not told'],
  ['What soup do bell ringers enjoy?', 'not told'],
  ['Does Harborcorp use lamp keepers?', 'not told'],
  ['Do lamp keepers wear uniforms?', 'not told'],
  ['Do lamp keepers get free lunch?', 'not told'],
  // That they are told of says nothing of a record.
  ['Who holds the world record of the bell ringers?', 'not told'],
  ['Do lamp keepers sail to Zanzibar?', 'not told'],
  // Nothing asked for is known at all, whatever the demand.
  ['Do I need to understand zithers?', 'little evidence'],
  ['Who invented the bell ringers?', 'not told'],
  // What is done counts like what it is done to: the passages that name the ringers hold neither.
  ['Which team do bell ringers cheer for?', 'not told'],
  ['Can a bell ringer swim?', 'not told'],
  // A dictionary's word alike ("taught", of "trained") is no sign that this is told.
  ['Is a lamp keeper drilled?', 'not told'],
  // The section on pay says that it answers "How much do they earn?", which is a figure of another kind.
  ['How many parrots does a lamp keeper own?', 'not told'],
  ['How tall are lamp keepers?', 'no such figure'],
  ['How old are the fog bells?', 'no such figure'],
  ['How thick are the wicks of the lamps?', 'no such figure'],
  // Near the topic, and narrowed to what no passage holds.
  ['How much does a lamp keeper earn in berlin?', 'not told'],
  ['Do lamp keepers earn more than plumbers?', 'not told'],
  ['Who is the richest lamp keeper ever?', 'not told'],
  ['What percentage of lamp keepers are left-handed?', 'no such figure'],
])('"%s" is not: %s', (question, reason) => {
  expect(gapOf(question)?.reason).toBe(reason);
});

test('the border lies lower where the best passages hold what is asked', () => {
  const border = (question: string) => borderOf(question, retriever.search({ question }), retriever.lexicon);
  expect(border('What do the lamps burn?')).toBeLessThan(border('What do the lamps cost?'));
  expect(border('What do lamp keepers do?')).toBe(border('What is the best thing about lamp keepers?'));
});

test('words that only colour a question are not missed', () => {
  expect(gapOf('honestly mate, what on earth do those whole bloody lamps burn')).toBeUndefined();
});
