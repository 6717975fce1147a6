import { expect, test } from 'vitest';
import { isAboutChat } from '../../src/understanding/self.ts';

test.each([
  'Do you store my questions?',
  'who built you',
  'Where do your answers come from?',
  'is this chat recorded',
  'How do you decide that something is not covered?',
])('"%s" asks about the chat', (question) => {
  expect(isAboutChat(question)).toBe(true);
});

test.each([
  'Do you need a degree to ring bells?',
  'What would you recommend?',
  'Which bells are not covered by the roof?',
  'Can you keep goats on the isle?',
])('"%s" does not', (question) => {
  expect(isAboutChat(question)).toBe(false);
});
