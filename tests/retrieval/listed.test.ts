import { describe, expect, test } from 'vitest';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { knowledgeOf } from './knowledge.ts';

const HOLDS = 'A keeper has tools in a shed behind the tower, which nobody may enter after dark.';

function firstFor(question: string, section: { headings?: string[]; questions?: string[] }) {
  const retriever = createRetriever(
    knowledgeOf([{ text: HOLDS }, { text: 'Scissors, a can and a cloth will do for years.', ...section }]),
  );
  return retriever.search({ question }).hits[0]?.passage.id;
}

describe('a section that says it answers the question', () => {
  test.each([
    ['by its heading', { headings: ['Which tools does a keeper need?'] }],
    ['by a question that it lists', { questions: ['What tools do keepers need?'] }],
  ])('comes before one that holds its words: %s', (_, section) => {
    expect(firstFor('what tools does a keeper need', {})).toBe('doc#1');
    expect(firstFor('what tools does a keeper need', section)).toBe('doc#2');
  });

  test('stays where it is when it answers another question', () => {
    expect(firstFor('what tools does a keeper need', { headings: ['Which tools are stolen most?'] })).toBe(
      'doc#1',
    );
  });

  test.each(['What does a keeper do?', 'What does a keeper not have to do?', 'Why is a keeper needed?'])(
    'is told from one that asks another thing in the same words of topic: "%s"',
    (question) => {
      const sections = [
        'What does a keeper do?',
        'What does a keeper not have to do?',
        'Why is a keeper needed?',
      ];
      const retriever = createRetriever(
        knowledgeOf(
          sections.map((heading) => ({ text: 'The keeper looks after the lamp.', questions: [heading] })),
        ),
      );
      expect(retriever.search({ question }).hits[0]?.passage.questions).toEqual([question]);
    },
  );

  test('is found where its question has no word of topic of its own', () => {
    const others = Array.from({ length: 20 }, (_, i) => ({ text: `The keeper and the pilot, part ${i}.` }));
    const retriever = createRetriever(
      knowledgeOf([...others, { text: 'No.', questions: ['Is the keeper the same as the pilot?'] }]),
    );
    const [first] = retriever.search({ question: 'is the pilot the same as the keeper' }).hits;
    expect(first?.passage.text).toBe('No.');
  });
});
