import { expect, test } from 'vitest';
import { briefly } from '../../src/career/brief.ts';
import type { PastTurn } from '../../src/domain.ts';
import { isle } from '../support/isle.ts';

const turn = (answer: string, outcome: PastTurn['outcome'] = 'answered'): PastTurn => ({
  turnId: 'turn',
  question: 'Make me a plan',
  answer,
  answerer: 'rules',
  outcome,
  citations: [
    {
      marker: 2,
      passageId: 'isle#2',
      documentId: 'isle',
      title: 'The isle of Orrin',
      heading: 'Training',
      kind: 'article',
      quote: 'The training of a lamp keeper takes three months.',
    },
  ],
  standaloneQuery: 'How do I become a lamp keeper?',
});
const shortOf = (answer: string) =>
  briefly(isle(), turn(answer))?.statements.map(({ text, source }) => [text, source?.passage.id]);

test('keeps the first two sentences with what they stand on, without what the visitor said herself', () => {
  const answer =
    'You said that you row.\n\nA plan towards lamps. It takes three months. [2] It is hard.\n\n- Wicks: Trim them. [2]';
  expect(shortOf(answer)).toEqual([
    ['A plan towards lamps.', undefined],
    ['It takes three months.', 'isle#2'],
  ]);
});

test('keeps the first rows of what is set side by side', () => {
  const answer =
    'Side by side:\n\n- Pay: 60. [2]\n- Day: Night. [2]\n- Way in: A book. [2]\n- Tools: Shears. [2]';
  expect(shortOf(answer)?.map(([text]) => text)).toEqual([
    'Side by side:',
    'Pay: 60.',
    'Day: Night.',
    'Way in: A book.',
  ]);
});

test('shortens no question back', () => {
  expect(briefly(isle(), turn('Which day would you rather have?', 'smalltalk'))).toBeUndefined();
});
