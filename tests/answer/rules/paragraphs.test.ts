import { expect, test } from 'vitest';
import { converse, isle } from '../../support/isle.ts';

/** A section of two paragraphs, its questions listed above the first. */
function guild() {
  const knowledge = isle();
  const [first] = knowledge.passages;
  if (!first) throw new Error('the isle has passages');
  const section = { ...first, headings: ['The feast'] };
  const paragraphs = [
    {
      ...section,
      id: 'isle#feast1',
      questions: ['What is the unwritten rule of the feast?'],
      text: 'The feast of the isle is held in autumn. All trades meet on the quay for it.',
    },
    {
      ...section,
      id: 'isle#feast2',
      questions: [],
      text: 'Fires are lit at nine. The unwritten rule of the feast is to bring bread for a stranger.',
    },
  ];
  return { ...knowledge, passages: [...knowledge.passages, ...paragraphs] };
}

test('a section is led by its paragraph that holds the question, wherever the question is listed', async () => {
  const { plain } = await converse(guild())('What is the unwritten rule at the feast?');
  expect(plain).toMatch(/^The unwritten rule of the feast/);
});

test('a paragraph below the listed question leads where no other holds more', async () => {
  const { plain } = await converse(guild())('What is the feast?');
  expect(plain).toMatch(/^The feast of the isle/);
});
