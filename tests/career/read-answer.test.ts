import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../src/career/read-answer.ts';
import { ownCareer, questionOf } from './data.ts';

const career = await ownCareer();
const read = (questionId: string, text: string) =>
  readAnswer(career.assessment, questionOf(career, questionId), text, { excites: 'ship', day: 'tune' });

describe('an option', () => {
  test.each([
    ['b'],
    ['B'],
    ['b)'],
    ['(b)'],
    ['2'],
    ['2.'],
    ['option b'],
    ['answer 2'],
    ['the second one'],
    ["I'd say the second"],
    ['b, because it sounds fun'],
  ])('is chosen by "%s"', (text) => {
    expect(read('day', text)).toEqual({ kind: 'answer', answerId: 'tune' });
  });

  test('is not chosen by a number past the last one', () => {
    expect(read('day', '5')).toEqual({ kind: 'unclear' });
  });

  test('is chosen by the text of its button, whichever it is', () => {
    for (const question of career.assessment.questions) {
      for (const { id, label } of question.answers) {
        expect(readAnswer(career.assessment, question, label)).toEqual({ kind: 'answer', answerId: id });
        expect(readAnswer(career.assessment, question, label.toLowerCase())).toEqual({
          kind: 'answer',
          answerId: id,
        });
      }
    }
  });
});

describe('plain words', () => {
  test.each([
    ['day', 'I love tuning', 'tune'],
    ['day', 'users, definitely', 'integrate'],
    ['day', 'not sure', 'unsure'],
    ['day', "I don't know", 'unsure'],
    ['excites', 'shiping features', 'ship'],
    ['excites', 'both', 'both'],
    ['excites', 'making models more accurate... better metrics', 'improve'],
    ['theory', 'not really', 'avoid'],
    ['theory', 'nah', 'avoid'],
    ['theory', 'I really enjoy proofs', 'love'],
    ['theory', "I don't mind", 'fine'],
    ['maths', 'rusty', 'rusty'],
    ['maths', 'pretty good', 'solid'],
    ['maths', 'not good', 'weak'],
    ['maths', 'not bad', 'solid'],
    ['maths', 'I suck at it', 'weak'],
    ['software', 'a bit', 'some'],
    ['software', 'not really', 'none'],
    ['software', '5 years of java', 'solid'],
    ['competition', 'no way', 'avoid'],
    ['competition', 'I have a PhD in statistics', 'background'],
    ['learning', 'by doing', 'building'],
    ['place', 'a startup', 'product'],
    ['place', 'research', 'research'],
  ])('%s: "%s" is %s', (questionId, text, answerId) => {
    expect(read(questionId, text)).toEqual({ kind: 'answer', answerId });
  });

  test.each([
    ['theory', 'purple'],
    ['theory', ''],
    ['theory', 'what is a derivation?'],
    ['maths', 'How much maths do I need?'],
  ])('%s: "%s" is unclear', (questionId, text) => {
    expect(read(questionId, text)).toEqual({ kind: 'unclear' });
  });
});

describe('steering', () => {
  test.each(['skip', 'next', 'next question please', 'pass', "I'd rather not say"])('"%s" skips', (text) => {
    expect(read('maths', text)).toEqual({ kind: 'skip' });
  });

  test('not knowing skips a question that has no answer for it', () => {
    expect(read('maths', "I don't know")).toEqual({ kind: 'skip' });
  });

  test.each(['stop', 'quit', "that's enough", 'show me the result', 'Show the result', 'result'])(
    '"%s" stops',
    (text) => {
      expect(read('maths', text)).toEqual({ kind: 'stop' });
    },
  );

  test('"go back" names the last question answered', () => {
    expect(read('maths', 'go back')).toEqual({ kind: 'change', questionId: 'day' });
  });

  test('"go back" at the first question names none', () => {
    expect(readAnswer(career.assessment, questionOf(career, 'day'), 'go back', {})).toEqual({
      kind: 'change',
    });
  });

  test('a change names its question, and the new answer where it was said', () => {
    expect(read('theory', 'change my answer about maths')).toEqual({ kind: 'change', questionId: 'maths' });
    expect(read('theory', 'Can I change my answer about maths to solid')).toEqual({
      kind: 'change',
      questionId: 'maths',
      answerId: 'solid',
    });
    expect(read('theory', 'I want to change an answer')).toEqual({ kind: 'change' });
  });

  test('every question can be named by each of its topics', () => {
    for (const { id, topic } of career.assessment.questions) {
      for (const name of topic) {
        expect(read('theory', `change my answer about ${name}`)).toMatchObject({
          kind: 'change',
          questionId: id,
        });
      }
    }
  });

  test('a control word inside an answer does not steer', () => {
    expect(read('theory', 'I hate proofs and stop reading when one comes next')).toEqual({
      kind: 'answer',
      answerId: 'avoid',
    });
  });
});
