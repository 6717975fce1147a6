import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { createRetriever, MAX_TOP, type Retriever } from '../../src/retrieval/retrieve.ts';
import { knowledgeOf } from './knowledge.ts';

describe('search', () => {
  const retriever = createRetriever(
    knowledgeOf([
      { text: 'Slugs eat lettuce at night. They hide by day.', headings: ['Slugs'] },
      { text: 'Tomatoes need warm soil. Lettuce does not.', headings: ['Tomatoes'] },
      { text: 'Compost is ready when it smells of earth.', headings: ['Compost'] },
    ]),
  );

  test('says of each hit what matched and how much of the question it covers', () => {
    const [hit] = retriever.search({ question: 'When do slugs eat lettuce?' }).hits;
    expect(hit).toMatchObject({ coverage: 1, matchedTerms: ['slugs', 'eat', 'lettuce'] });
    expect(hit?.passage.id).toBe('doc#1');
    expect(hit?.document.id).toBe('doc');
  });

  test('a word that stands nowhere lowers the coverage', () => {
    const { hits } = retriever.search({ question: 'Do slugs eat hydrangeas?' });
    expect(hits[0]?.coverage).toBeGreaterThan(0);
    expect(hits[0]?.coverage).toBeLessThan(0.9);
    expect(hits[0]?.matchedTerms).not.toContain('hydrangeas');
  });

  test.each([
    [
      'words that stand side by side win over the same words apart',
      'A vector crashed one long and warm day in a database.',
      'A vector database crashed one long and warm day.',
    ],
    [
      'words in one sentence win over the same words in two, however long it is',
      'A vector. Red, blue, green, black, white, brown, grey, pink, gold. A database.',
      'A vector, red, blue, green, black, white, brown, grey, pink, gold, a database.',
    ],
  ])('%s', (_, apart, together) => {
    const words = createRetriever(knowledgeOf([apart, together]));
    expect(words.search({ question: 'vector database' }).hits[0]?.passage.id).toBe('doc#2');
  });

  test.each(['', '   ', '???', 'what is it', '\u0000'])(
    'a question without content words ("%s") finds nothing',
    (question) => {
      const found = retriever.search({ question });
      expect(found).toMatchObject({ hits: [], terms: [], corrections: [] });
      expect(found.evidence.logOdds).toBeLessThan(0);
    },
  );

  test('returns as many as asked for, 8 unless told otherwise', () => {
    const many = createRetriever(knowledgeOf(Array.from({ length: 50 }, (_, i) => `Soil sample ${i}.`)));
    expect(many.search({ question: 'soil' }).hits).toHaveLength(8);
    expect(many.search({ question: 'soil', top: 40 }).hits).toHaveLength(40);
    expect(many.search({ question: 'soil', top: 1 }).hits).toHaveLength(1);
    expect(many.search({ question: 'soil', top: MAX_TOP }).hits).toHaveLength(50);
  });

  test('carried words help a question that cannot stand alone, at their own weight', () => {
    const carried = [{ text: 'slugs', weight: 0.5 }];
    const { terms, hits } = retriever.search({ question: 'lettuce?', carried });
    expect(terms.map(({ word, weight }) => [word, weight])).toEqual([
      ['lettuce', 1],
      ['slugs', 0.5],
    ]);
    expect(hits[0]?.passage.id).toBe('doc#1');
  });

  test('a carried word never lowers the weight of the same word asked now', () => {
    const { terms } = retriever.search({ question: 'slugs', carried: [{ text: 'slugs', weight: 0.2 }] });
    expect(terms.map(({ weight }) => weight)).toEqual([1]);
  });

  test('any question at all gets finite numbers, best first', () => {
    const word = fc.constantFrom(
      'slugs',
      'lettuce',
      'soil',
      'xylophone',
      'constructor',
      '__proto__',
      'the',
      '?',
    );
    const question = fc.oneof(
      fc.array(word, { maxLength: 12 }).map((list) => list.join(' ')),
      fc.string({ unit: 'grapheme', maxLength: 120 }),
    );
    fc.assert(
      fc.property(question, question, (question, earlier) => {
        const { hits, evidence } = retriever.search({ question, carried: [{ text: earlier, weight: 0.5 }] });
        for (const value of Object.values(evidence)) expect(Number.isFinite(value)).toBe(true);
        for (const [i, hit] of hits.entries()) {
          expect(hit.score).toBeLessThanOrEqual(hits[i - 1]?.score ?? hit.score);
          expect(hit.coverage).toBeGreaterThanOrEqual(0);
          expect(hit.coverage).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });
});

describe('evidence, on a small folder about gardening', () => {
  let retriever: Retriever;
  beforeAll(async () => {
    const folder = fileURLToPath(new URL('../eval/sets/gardening', import.meta.url));
    retriever = createRetriever(await loadKnowledge(folder));
  });
  const logOdds = (question: string) => retriever.search({ question }).evidence.logOdds;

  const answerable = [
    'How do I keep slugs off my lettuce?',
    'Why do the skins of my tomatoes split?',
    'What must not go on the compost?',
    'How often should tomatoes be watered?',
    'When is compost ready to use?',
  ];
  const offTopic = [
    'Who won the football world cup in 1998?',
    'How do I bake sourdough bread?',
    'What is the capital of Mongolia?',
    'Which visa do I need for Canada?',
    'Write a poem about the stock exchange',
    'How do I cool my computer with water?',
    'How do I kill a process in Linux?',
    'Is the stock market too hot to buy?',
  ];

  test('every answerable question has more of it than any off-topic one', () => {
    expect(Math.min(...answerable.map(logOdds))).toBeGreaterThan(Math.max(...offTopic.map(logOdds)));
  });

  test.each(offTopic)('"%s" is not carried', (question) => {
    expect(logOdds(question)).toBeLessThan(0);
  });

  test.each(answerable)('"%s" is carried', (question) => {
    expect(logOdds(question)).toBeGreaterThan(0);
  });
});
