/** The career tools in the thread of a conversation: choices, times, what is lacked, and a test that is left. */
import { beforeAll, expect, test } from 'vitest';
import { openTalks, type Talk } from './talk.ts';

let open: () => Talk;
beforeAll(async () => {
  open = await openTalks();
});

/** Says all lines in a new conversation, and gives the last reply. */
function last(...lines: string[]) {
  const talk = open();
  return lines.map((line) => talk.say(line)).at(-1) as ReturnType<Talk['say']>;
}

test.each([
  'so which one for me?',
  'so which?',
  'which path for someone like me',
  'what would you recommend',
  'just tell me which fits',
  "no, I don't want a test now",
])('"%s" gives a leaning by what was said before', (choice) => {
  expect(last('I hate maths', choice).text).toMatch(/it leans to AI engineering/);
});

test('who has said nothing of herself gets no leaning for declining a test', () => {
  expect(last("I don't want a test now").text ?? '').not.toMatch(/leans/);
});

test('what is lacked is not what stands behind the next "and"', () => {
  const levelOf = (text: string) =>
    (last(text).memory.skills as { skillId: string; level: number }[]).find(
      ({ skillId }) => skillId === 'software-development',
    )?.level;
  expect(levelOf('I have no degree and work as a backend dev')).toBeGreaterThan(0);
  expect(levelOf('no degree, backend dev for 3 years')).toBeGreaterThan(0);
});

test('a skill that is taken back counts no more, and a question claims none', () => {
  const skills = (...lines: string[]) => last(...lines).memory.skills as { skillId: string; level: number }[];
  expect(skills('I know Python', "actually I don't know Python")).toMatchObject([
    { skillId: 'python', level: 0 },
  ]);
  expect(skills('do I need Python?')).toEqual([]);
});

test('a test that is left without a question ends in what can be said without it', () => {
  const { text } = last('I work as a backend dev', 'which role fits me', 'no I meant without doing the test');
  expect(text).toMatch(/it leans to AI engineering/);
});

test('hours a week make a question about the time', () => {
  expect(last('how long will it take me with 6 hours a week').text).toMatch(/No source gives one number/);
});

test('"and ML?" after a time asks for the time of the other', () => {
  const { text } = last('I am a back-end developer', 'how long would AI take me?', 'and ML?');
  expect(text).toMatch(/no estimate of how long/);
});
