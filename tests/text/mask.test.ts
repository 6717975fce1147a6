import { expect, test } from 'vitest';
import { maskPersonal } from '../../src/text/mask.ts';
import { startCost } from '../support/clock.ts';

const ENGLISH = new Set(
  'a ai an called engineer frustrated with my job stuck is how do new to and from leeds nurse'.split(' '),
);
const mask = (text: string) => maskPersonal(text, (word) => ENGLISH.has(word));

test.each([
  ['write to priya.n+jobs@mail.example.co.uk please', 'write to [e-mail] please'],
  ['my profile is https://site.example/in/priya?x=1 ok', 'my profile is [link] ok'],
  ['ask @priya_n about it', 'ask [name] about it'],
  ['call +44 (0)20 7946 0958 or 07700 900123.', 'call [number] or [number].'],
  ['my student number 4711023', 'my student number [number]'],
  ['my card 4111-1111-1111-1111?', 'my card [number]?'],
  ['is sk-abc123def456ghi789 my key', 'is [code] my key'],
  ["I'm Priya, a nurse from Leeds", "I'm [name], a nurse from Leeds"],
  ['I’m Mary-Ann O’Neill and new', 'I’m [name] and new'],
  ['im Priya', 'im [name]'],
  ["i'm priya and stuck", "i'm [name] and stuck"],
  ['My name is grace hopper', 'My name is [name] hopper'],
  ['my name is Jean Luc Picard, engineer', 'my name is [name], engineer'],
  ['I am called Émile', 'I am called [name]'],
  ['hi, this is Dr Nkemelu. how do I start?', 'hi, this is [name]. how do I start?'],
])('%j is read as %j', (text, masked) => {
  expect(mask(text)).toBe(masked);
});

test.each([
  "I'm frustrated with my job",
  'I am a nurse',
  'I am AI engineer',
  'Is 2020-2025 or 2020/21 a good time?',
  'Do I need 3 years and 4 projects, or 1,500 hours?',
  'What is C++17 in 2024?',
])('%j is nobody and stays', (text) => {
  expect(mask(text)).toBe(text);
});

test('a hostile text takes no longer than its length', () => {
  for (const part of ['1 ', 'a1-', "I'm I'm ", 'a.', '@', 'my name is ']) {
    const cost = startCost();
    mask(part.repeat(2000 / part.length));
    expect(cost()).toBeLessThan(500);
  }
});
