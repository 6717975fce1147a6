import { expect, test } from 'vitest';
import { sideOf } from '../../../src/answer/rules/polarity.ts';
import { createRetriever } from '../../../src/retrieval/retrieve.ts';
import { isle } from '../../support/isle.ts';

const CLEAR: [question: string, sentence: string, side: string][] = [
  // What works without.
  ['Can I join with no oath?', 'People without an oath can still join, but later.', 'yes'],
  // A hedge of another claim is none of this one.
  [
    'Must a keeper trim the wicks?',
    'A keeper has to trim the wicks, because oil is never fully pure.',
    'yes',
  ],
  // What comes first.
  [
    'Should I rinse the rice before cooking it?',
    'Rinse the rice before cooking, which removes loose starch.',
    'yes',
  ],
  ['Can I paint before sanding?', 'Sand the wood before painting.', 'no'],
  ['Should the primer go on after the paint?', 'The primer goes on before the paint.', 'no'],
  // Which is more so.
  ['Is gold heavier than lead?', 'Gold is heavier than lead.', 'yes'],
  ['Is the red line faster than the blue one?', 'The blue line is faster than the red line.', 'no'],
  ['Are trains slower than buses?', 'Trains are faster than buses.', 'no'],
  // How many, and how often.
  ['Do visitors usually book ahead?', 'Only one visitor in ten books ahead.', 'no'],
  ['Do most members own a boat?', 'Few members own a boat.', 'no'],
  ['Do students usually finish in three years?', 'Most students finish in three years.', 'yes'],
  ['Do adults usually walk there?', 'Of all adults, 12 % walk there.', 'no'],
  ['Does everybody get a discount?', 'Only members get a discount.', 'not always'],
  // What it costs.
  ['Is parking free?', 'Parking costs 3 euros an hour.', 'no'],
  ['Do children pay?', 'Children under six enter free of charge.', 'no'],
  ['Is breakfast included?', 'Breakfast costs 12 euros extra.', 'no'],
  // Whether it is good for something.
  ['Is bleach ok for wooden floors?', 'Bleach ruins wooden floors.', 'no'],
  ['Is vinegar any good for limescale?', 'Vinegar dissolves limescale within an hour.', 'yes'],
  ['Would a dishwasher be bad for knives?', 'The dishwasher blunts knives and loosens their handles.', 'yes'],
  // Whether it works without.
  ["I'm bad at sums, can I still join the guild?", 'You need no sums to join the guild.', 'yes'],
  ['I never learnt to swim. Is that a problem for the crew?', 'The crew do not have to swim.', 'no'],
  ['Could I become a guide without a licence?', 'A licence is not required of guides.', 'yes'],
  // On which days.
  ['Can I camp on Mondays?', 'Camping is allowed from Friday to Sunday, never on Mondays.', 'no'],
  ['Is swimming possible on Saturday?', 'Swimming is possible each day, except on Saturdays.', 'no'],
  // Which claim of two it is about.
  ['Is breakfast free?', 'Breakfast is free; a lunch box costs 8 euros.', 'yes'],
  // "Not A, B or C" denies each.
  ['Do guides sell tickets?', 'Guides do not have to drive, sell tickets or clean.', 'no'],
  // What is asked with a word that forbids.
  ['Is it illegal to camp there?', 'Camping is forbidden in the park.', 'yes'],
  ['Will the price rise next year?', 'The price stays the same next year.', 'no'],
];

const OPEN: [question: string, sentence: string][] = [
  ["I'm bad at sums, can I still join the guild?", 'You need no oath to join the guild.'],
  ['Does a guide write code?', 'A guide shows code instead of written rules.'],
  ['Can I camp on Mondays?', 'Camping is allowed from Friday to Sunday, and on holidays.'],
  [
    'Can I bring my own saw for the bench?',
    'You may bring your own saw, but glue is not allowed on the bench.',
  ],
  ['Is a boat worth it?', 'A good boat costs 900 euros.'],
  ['Does the article recommend boats?', 'Boats are expensive, the article says.'],
  ['Should I water the lawn before mowing it?', 'Mow the lawn once a week in summer.'],
  ['Is gold heavier than lead?', 'Gold is heavier than copper.'],
  ['Do guides work longer hours than drivers?', 'Guides take longer to train than drivers.'],
  [
    'Is plain oil better than fine-tuning the wick?',
    'The wick helps once fine-tuning and plain oil have failed.',
  ],
  ['Is silver more expensive than copper?', 'Silver is harder than copper.'],
  ['Do you burn real whale oil?', 'The smell is real: we burn rapeseed oil each morning, never whale.'],
  ['Can I cut it while it is hot?', 'Let it cool for an hour before you cut it.'],
  ['Is it safe to swim after eating?', 'Swimming after dark is forbidden.'],
  ['Do most members own a boat?', 'Most members live in the town.'],
  ['Do guides often speak French?', 'Guides speak English, and one speaks French.'],
  ['Is the entrance fee included in the pass?', 'The pass costs 30 euros.'],
  ['Do children pay?', 'Adults pay 12 euros.'],
  ['Is a helmet worth it for children?', 'Children can rent a helmet.'],
  ['Are badges worth it?', 'The guild rates one good report above several badges.'],
  ['Is it wise to prune roses in autumn?', 'In autumn, roses drop their leaves.'],
];

/** An isle that knows of all this, one sentence a section. */
function everyday() {
  const knowledge = isle({ concepts: [], opposites: [] });
  const [passage] = knowledge.passages;
  if (!passage) throw new Error('The isle holds no passage.');
  const told = [...CLEAR, ...OPEN].map(([, text], i) => ({
    ...passage,
    id: `everyday-${i}`,
    text,
    headings: ['Everyday'],
    questions: [],
  }));
  return { ...knowledge, passages: told };
}

const retriever = createRetriever(everyday());

function side(question: string, sentence: string) {
  const { terms } = retriever.search({ question });
  return sideOf({ question, sentence, about: 'Everyday', terms, lexicon: retriever.lexicon });
}

test.each(CLEAR)('"%s": "%s" says %s', (question, sentence, expected) => {
  expect(side(question, sentence)).toBe(expected);
});

test.each(OPEN)('"%s": "%s" says neither', (question, sentence) => {
  expect(side(question, sentence)).toBeUndefined();
});
