import { expect, test } from 'vitest';
import { splitClauses } from '../../../src/answer/rules/clauses.ts';
import { sideOf } from '../../../src/answer/rules/polarity.ts';
import { createRetriever } from '../../../src/retrieval/retrieve.ts';
import { isle } from '../../support/isle.ts';

const retriever = createRetriever(isle());

function side(question: string, sentence: string, about = '') {
  const { terms } = retriever.search({ question });
  return sideOf({ question, sentence, about, terms, lexicon: retriever.lexicon });
}

test.each([
  ['Do lamp keepers read music?', 'Lamp keepers read music.', 'yes'],
  ['Do lamp keepers read music?', 'Lamp keepers do not read music.', 'no'],
  ['Do lamp keepers read music?', "Lamp keepers don't read music.", 'no'],
  // A question that denies is answered as the question without its denial would not be.
  ["Isn't the guild hard to join?", 'The guild is hard to join.', 'yes'],
  // The denial belongs to another clause.
  ['Do lamp keepers polish mirrors?', 'Lamp keepers polish mirrors, but they never sleep.', 'yes'],
  // Contraries, and a denied contrary.
  ['Is the guild easy to join?', 'The guild is hard to join.', 'no'],
  ['Is the guild easy to join?', 'The guild is not hard to join.', 'yes'],
  // Of two things, the clause about the one that is asked about.
  ['Was the tower built by the guild?', 'The tower was built by the old guild.', 'yes'],
  ['Do bell ringers read music?', 'Lamp keepers do not read music, while bell ringers read music.', 'yes'],
  ['Do lamp keepers read music?', 'Lamp keepers do not read music, while bell ringers read music.', 'no'],
  // What is demanded must be said as well, in any of its words, and its denial may be hedged.
  ['Do lamp keepers need music?', 'Music is required of lamp keepers.', 'yes'],
  ['Do lamp keepers need music?', 'Music is not strictly required of lamp keepers.', 'not always'],
  ['Can one keep a lamp without music?', 'To keep a lamp, music is not required.', 'yes'],
  // To need it with help is to need it, and what is needed stands behind the need.
  ['Do lamp keepers need music?', 'Lamp keepers need music, with help at first.', 'yes'],
  ['Do lamp keepers need music?', 'For lamp keepers music helps.', 'not always'],
  ['Is music needed?', 'Music must be kept short.', 'yes'],
  ['Is music needed?', 'Music must be short.', undefined],
  ['Is music needed?', 'Music needs silence.', undefined],
  // What "it" is stands in the claim about the other thing.
  ['Is music needed?', 'Lamp keepers need music, while bell ringers only need to know of it.', 'depends'],
  // To know a thing, or to do without it, is to have or lack what is demanded.
  ['Do lamp keepers need to know music?', 'Lamp keepers need music.', 'yes'],
  ['Can lamp keepers skip music?', 'Lamp keepers need music.', 'no'],
  ['Can lamp keepers skip music?', 'Lamp keepers hardly need music.', 'yes'],
  // Asked for, but not as a must; of one thing and not of the other.
  ['Do lamp keepers need music?', 'Lamp keepers benefit from music.', 'not always'],
  ['Is music needed?', 'Bell ringers need music, while lamp keepers hardly need it.', 'depends'],
  // Whether more of it is better, no sentence about it tells.
  ['Should lamp keepers polish more?', 'Lamp keepers should polish, for polishing is no sin.', undefined],
  // What a follow-up is about is not what it asks.
  ['Is it expensive? (polishing mirrors)', 'Polishing mirrors means rubbing them.', undefined],
  ['Is it real work? (polishing mirrors)', 'Real work helps lamp keepers.', undefined],
  // Contraries of general English need no lexicon.
  ['Is the tower open on Mondays?', 'The tower is closed on Mondays and in storms.', 'no'],
  // What only a further part of the sentence holds, and denies.
  ['Can I clean the mirror with salt?', 'Clean the mirror with rain, never with salt.', 'no'],
  // A hedge of the other thing is none of this one.
  [
    'Do lamp keepers need music?',
    'Lamp keepers need no music, and for bell ringers music is not strictly required.',
    'no',
  ],
  ['Lamp keepers hardly ever read music, correct?', 'Lamp keepers do not read music.', 'yes'],
  // What is hung behind a statement asks nothing, and denies nothing.
  ["Lamp keepers read music, don't they?", 'Lamp keepers do not read music.', 'no'],
  ["Lamp keepers read music, don't they?", 'Lamp keepers read music.', 'yes'],
  ['Lamp keepers read music, no?', 'Lamp keepers read music.', 'yes'],
  ["Lamp keepers don't read music, right?", 'Lamp keepers do not read music.', 'yes'],
])('"%s": "%s" says %s', (question, sentence, expected) => {
  expect(side(question, sentence)).toBe(expected);
});

test('"it" is what stands above, unless the sentence named something else that it may be', () => {
  const sideUnder = (sentence: string) =>
    side('Is polishing a mirror allowed?', sentence, 'Polishing a mirror');
  expect(sideUnder('The guild never allows it.')).toBe('no');
  expect(sideUnder('The guild asks for your oath and never allows it.')).toBe(undefined);
});

test.each([
  ['Do lamp keepers read music?', 'Lamp keepers polish mirrors.'],
  ['Do lamp keepers read music before they sign?', 'Lamp keepers read music.'],
  // All the words are there, but nothing says that it may be.
  ['Can I use a metal brush on the mirror?', 'A metal brush scratches the mirror.'],
  // A denial, and whether it denies what is asked cannot be told.
  ['Are mirrors covered by the oath?', 'In the oath the mirrors are not named.'],
  ['Do lamp keepers only read music?', 'Lamp keepers read music.'],
  // What it should do is not that it must be there.
  ['Do lamp keepers need a mirror?', 'Each mirror should show another lamp.'],
  // What is said of another thing in the same breath.
  ['Do bell ringers polish mirrors?', 'Lamp keepers polish mirrors, while bell ringers pull ropes.'],
  ['Do bell ringers get a salary?', 'Lamp keepers get a salary, while bell ringers get money for each fog.'],
  ['Do captains prefer lamp keepers to bell ringers?', 'Captains prefer lamp keepers who sing.'],
  ['Do bell ringers polish mirrors?', 'Lamp keepers polish mirrors and bell ringers pull ropes.'],
  ['Can I be a lamp keeper without music?', 'A lamp keeper without music misses most concerts.'],
  ['Do you use a mirror?', 'A mirror is a sheet of glass that throws light back.'],
  // Who did it, and what it does to itself.
  ['Was the tower built by the ringers?', 'The tower was built by the harbour, where the ringers sleep.'],
  ['Will the lamps light themselves?', 'Lamp keepers light the lamps by themselves.'],
  ['Are whistles allowed?', 'Using a banned whistle may cost the oath.'],
  ['Is it easy?', 'It is easy for keepers of one lamp and hard for those of two.'],
  ['Do lamp keepers ring bells?', 'Lamp keepers like trimming wicks more than ringing bells.'],
  ['Do lamp keepers need boat times?', 'Lamp keepers need a boat at all times.'],
  // Nothing here speaks of varnish; and a heading alone is not what its sentences say.
  ['Are the lamps varnished?', 'The lamps are at the harbour.'],
  ['Is it wrong to read music?', 'Lamp keepers read music.'],
  [
    'Does tallow harm the wick?',
    'The difference between lye and tallow: lye harms the wick, while tallow spares the wick.',
  ],
  // "Right now" is nothing of rights; and of what no passage ever uses, nothing is said.
  ['Should lamp keepers have rights?', 'Lamp keepers are wanted right now.'],
  ['Will lamps devour the harbour?', 'Lamps brighten the harbour.'],
  ['Is the tower more fun?', 'The tower is fun.'],
  // Which of two is more so, by how much and in what.
  ['Is the guild harder for keepers to join than for ringers?', 'The guild is hard to join for ringers.'],
  ['Were lamp keepers ringers?', 'Fighting the ringers, lamp keepers slept.'],
])('"%s": "%s" takes no side', (question, sentence) => {
  expect(side(question, sentence)).toBeUndefined();
});

test('what only the heading says counts as said, too', () => {
  expect(side('Do lamp keepers read music?', 'Lamp keepers read it daily.', 'Music')).toBe('yes');
});

test.each([
  ['Keepers light lamps, but ringers do not', ['Keepers light lamps', ' ringers do not']],
  ['The patch, a sort of rot, is no disease', ['The patch', ' a sort of rot is no disease']],
  ['With a bush, leave the shoots alone', ['With a bush leave the shoots alone']],
])('"%s" is split to its clauses', (sentence, clauses) => {
  const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();
  expect(splitClauses(sentence).map(({ text }) => squeeze(text))).toEqual(clauses.map(squeeze));
});

test.each([
  ['Ringers must read music', ''],
  ['Ringers need no oil', 'no oil'],
  ['Leave the shoots alone', 'Leave the shoots alone'],
])('of "%s", "%s" is denied', (sentence, denied) => {
  const [clause] = splitClauses(sentence);
  expect(clause?.text.slice(clause.deniedFrom)).toBe(denied);
});
