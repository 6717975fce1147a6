import { expect, test } from 'vitest';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { isle } from '../support/isle.ts';
import { knowledgeOf } from './knowledge.ts';

const { respell } = createRetriever(isle());

test.each([
  ['Whihc lamps burn fsh oil?', 'which lamps burn fsh oil?'],
  ['The diffrence betwen a keper and a rinegr', 'The difference between a keeper and a ringer'],
  // What English or the knowledge knows, names, and what holds a digit stay as they are.
  ['Do ringers polish Mirrorz in colour at lamp2?', 'Do ringers polish Mirrorz in colour at lamp2?'],
])('"%s" is read as "%s"', (typed, read) => {
  expect(respell(typed).toLowerCase()).toBe(read.toLowerCase());
});

test('a form of another word is no typing error', () => {
  const other = createRetriever(
    knowledgeOf(['Write to the keeper, who will bring the lamp and think of you.']),
  );
  expect(other.respell('who wrote that he brought it')).toBe('who wrote that he brought it');
});

test('a word of English is no error for one of the knowledge', () => {
  const other = createRetriever(knowledgeOf(['Every manager learns to analyse what keepers bring.']));
  expect(other.respell('can an analyst manage it')).toBe('can an analyst manage it');
  expect(other.respell('can a manger bring it')).toBe('can a manager bring it');
});

test('what is done again is no error for another word', () => {
  const other = createRetriever(knowledgeOf(['The manager may refuse what is left.']));
  expect(other.respell('what can i reuse of what is left')).toBe('what can i reuse of what is left');
});

test('a known word goes on or ends otherwise than the one that the knowledge writes', () => {
  const other = createRetriever(knowledgeOf(['The manager rests on a weekend.']));
  expect(other.respell('who will manage the lamps on weekends')).toBe(
    'who will manage the lamps on weekends',
  );
});

test.each([
  ['wtf is a bell ringer', 'what is a bell ringer'],
  ['Some bloke nicked the lamps w/ his kids', 'Some person stolen the lamps with his children'],
  ['do keepers hang on to their crowns?', 'do keepers keep their crowns?'],
  ['how on earth do i get my head round the rhymes', 'how do i understand the rhymes'],
  ['walk me through the rhymes', 'explain the rhymes'],
  ['how many bells should i brace myself for', 'how many bells should i expect'],
  ["what's all the fuss about the bell?", 'what is the bell?'],
  ['will mirrors put the keepers out of work?', 'will mirrors replace the keepers?'],
  ['Is ringing an endangered species or a pipe dream?', 'Is ringing dying or not realistic?'],
  ["what's the quickest way to climb the tower", 'how to climb the tower'],
  ['I never rang. Do I stand a chance?', 'I never rang. is it realistic?'],
  ['I never rang. Any hope for me?', 'I never rang. is it realistic for me?'],
  ['is there a chance of fog', 'is there a chance of fog'],
  ["will mirrors eat the keepers' jobs?", 'will mirrors replace the keepers?'],
  // A name, and what the knowledge or its lexicon says itself.
  ['Does Nick grumble about dosh?', 'Does Nick complain about money?'],
  ['What is a wage in crowns, mate?', 'What is a wage in crowns, mate?'],
])('slang is read in plain words: "%s"', (typed, read) => {
  expect(respell(typed)).toBe(read);
});

test('a slang word that the knowledge uses stays as it is', () => {
  const { respell: inSmithy } = createRetriever(knowledgeOf(['A nick in each blade, cut with wee tongs.']));
  expect(inSmithy('what is a nick for, and why are the tongs so wee and pricey?')).toBe(
    'what is a nick for, and why are the tongs so wee and expensive?',
  );
});
