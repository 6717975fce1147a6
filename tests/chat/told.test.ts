import { expect, test } from 'vitest';
import { converse } from '../support/isle.ts';

test.each([
  ["I'm a welder from Portugal and 38, how much does a bell ringer earn?", /^A bell ringer earns 85 crowns/],
  [
    'I have been a chef for 12 years in Leeds, how long do bell ringers train?',
    /^Bell ringers train for two years/,
  ],
  ["hi, I'm Priya, 29, nurse by training. Why do the lamps burn fish oil?", /because whale oil was banned/],
  ['got laid off in june, 9 yrs of welding. how much does a bell ringer earn?', /^A bell ringer earns 85/],
  [
    'My daughter is good at sums and 16. How long do bell ringers train?',
    /^Bell ringers train for two years/,
  ],
])('what is told of oneself is not taken for what is asked: "%s"', async (question, answer) => {
  const { outcome, plain } = await converse()(question);
  expect(outcome).toBe('answered');
  expect(plain).toMatch(answer);
});

test('"he" is whom the visitor told of right before, and what is told of him is not asked', async () => {
  const ask = converse();
  await ask('What does a bell ringer earn?');
  const { query } = await ask('My youngest is 4, does he need a licence?');
  expect(query.text).not.toContain('youngest');
});

test('a question that nothing answers is not answered for what is told before it', async () => {
  expect(
    (await converse()('I am a father of two who sleeps badly, which chess opening should I play?')).outcome,
  ).toBe('abstained');
});
