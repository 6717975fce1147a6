/** Which questions are offered after an answer, from an invented harbour. */
import { expect, test } from 'vitest';
import { followUps } from '../../src/answer/follow-ups.ts';
import type { Knowledge } from '../../src/domain.ts';
import { createRetriever } from '../../src/retrieval/retrieve.ts';

const SECTIONS: [heading: string, questions: string[], text: string][] = [
  ['Ferries', ['When do ferries leave?'], 'Ferries leave the harbour at six and at noon.'],
  [
    'Fares',
    ['What does a ferry cost?'],
    'A ferry from the harbour costs two shells, a ferry with a mule three.',
  ],
  [
    'Storms',
    ['Do ferries leave in a storm?'],
    'In a storm no ferry leaves the harbour until the flag is down.',
  ],
  [
    'Mules',
    ['I have a mule, may it come?', 'May mules come aboard?'],
    'Mules may come aboard a ferry when they are tied.',
  ],
  ['Bakery', ['What does bread cost?'], 'The bakery sells bread for one shell and opens at dawn.'],
  [
    'This chat',
    ['What are your sources?'],
    'This chatbot answers from the harbour book, ferries and bakery alike.',
  ],
];

const knowledge: Knowledge = {
  version: 'harbour',
  documents: new Map([
    ['harbour', { id: 'harbour', title: 'The harbour', kind: 'article', sources: [], path: 'harbour.md' }],
  ]),
  passages: SECTIONS.map(([heading, questions, text], at) => ({
    id: `harbour#${at}`,
    documentId: 'harbour',
    headings: [heading],
    text,
    range: { start: 0, end: text.length },
    questions,
  })),
};
const search = createRetriever(knowledge);

function offered(question: string, cites: number[], before: string[] = []) {
  const { hits } = search.search({ question });
  const cited = new Set(cites.map((at) => `harbour#${at}`));
  return followUps({ hits, cited, asked: [...before, question], search });
}

test('what stands near the answer comes first, also where only the answer speaks of it', () => {
  expect(offered('What does a ferry cost?', [1])[0]).toBe('May mules come aboard?');
});

test('nothing is offered that was asked, in these or other words, or that the answer just told', () => {
  expect(offered('when do the ferries leave', [0])).not.toContain('When do ferries leave?');
  expect(offered('What does a ferry cost?', [1], ['and do ferries leave in storms?'])).not.toContain(
    'Do ferries leave in a storm?',
  );
  expect(offered('May a mule come along?', [3, 1])).not.toContain('What does a ferry cost?');
});

test('no words are put into the mouth of a visitor', () => {
  expect(offered('When do ferries leave?', [0]).join()).not.toContain('I have');
});

test('questions about the chat are offered to those who ask about it', () => {
  expect(offered('When do ferries leave?', [0])).not.toContain('What are your sources?');
  expect(offered('Which chatbot is this, and who made you?', [0])).toContain('What are your sources?');
});
