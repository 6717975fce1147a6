import { expect, test } from 'vitest';
import { nounsOf } from '../../src/understanding/nouns.ts';

const nouns = (question: string) => nounsOf(question).map(({ word }) => word);

test.each([
  ["What does a keeper's dog eat?", ['keeper', 'dog']],
  ['Is the ringers union strong?', ['ringers', 'union', 'strong']],
  // Only the sentence that asks counts.
  ['I come from a farm. Is there a lamp museum?', ['lamp', 'museum']],
  // A verb behind its subject, a gerund, and words that only describe.
  ['Why do the skins of my tomatoes crack?', ['skins', 'tomatoes']],
  ['Is there any free way of beating slugs?', ['slugs']],
  ['What is the main difference?', []],
  // Behind "which" and "what" only where a verb follows; who says something is not asked for.
  ['Which football team do ringers support?', ['football', 'team', 'ringers']],
  ['What helps with slugs?', ['slugs']],
  ['What music helps with slugs?', ['music', 'slugs']],
  ['What does the author say about whales?', ['whales']],
  // Right behind an opening verb, and a plural at the end.
  ['Does Harborcorp use lamps?', ['harborcorp', 'lamps']],
  ['Do keepers work weekends?', ['keepers', 'weekends']],
  // Who does it stands behind "does", what it is done to behind the verb.
  ['How long does mortar keep?', ['mortar']],
  ['Can I keep geese in the tower?', ['geese', 'tower']],
])('the nouns of "%s" are %j', (question, expected) => {
  expect(nouns(question)).toEqual(expected);
});
