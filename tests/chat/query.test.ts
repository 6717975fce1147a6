import { describe, expect, test } from 'vitest';
import { toStandaloneQuery } from '../../src/chat/query.ts';
import type { PastTurn } from '../../src/domain.ts';
import { createLexicon } from '../../src/text/lexicon.ts';
import { WORDS } from '../support/isle.ts';

const ISLE = createLexicon(WORDS);
const NO_WORDS = createLexicon();

function turn(question: string, outcome: PastTurn['outcome'] = 'answered'): PastTurn {
  return {
    turnId: `turn of ${question}`,
    question,
    answer: 'The keepers sign a book in spring.',
    answerer: 'rules',
    outcome,
    citations: [],
    standaloneQuery: question,
  };
}

const followUp = (questions: string[], asked: string, lexicon = ISLE) =>
  toStandaloneQuery(
    asked,
    questions.map((question) => turn(question)),
    lexicon,
  );

/** The query of the last message, each understood with those before it. */
function conversation(questions: string[], asked: string, lexicon = ISLE) {
  const past: PastTurn[] = [];
  for (const question of questions) {
    const { text, focus, sides, topic } = toStandaloneQuery(question, past, lexicon);
    past.push({
      ...turn(question),
      standaloneQuery: text,
      memory: { ...(focus ? { focus } : {}), ...(sides ? { sides } : {}), ...(topic ? { topic } : {}) },
    });
  }
  return toStandaloneQuery(asked, past, lexicon);
}

describe('a question that leans on the one before', () => {
  test.each([
    ['What does a bell ringer earn?', 'and the other one?', /lamp keeper/],
    ['What does a bell ringer earn?', 'And a lamp keeper?', /lamp keeper.*earn|earn.*lamp keeper/],
    ['What does a bell ringer earn?', 'why?', /bell ringer.*earn/],
    ['What does a bell ringer earn?', 'and the training?', /training.*bell ringer/],
    ['How is the training of a lamp keeper?', 'Is it hard?', /lamp keeper.*hard|hard.*lamp keeper/],
  ])('after "%s", "%s" is made whole', (before, asked, whole) => {
    const query = followUp([before], asked);
    expect(query.text).toMatch(whole);
    expect(query.dependsOn).toBe(`turn of ${before}`);
  });

  test('the way back is asked of the same two, the other way round', () => {
    const before = 'Can a bell ringer become a lamp keeper?';
    expect(followUp([before], 'and the other way round?').text).toBe(
      'Can a lamp keeper become a bell ringer?',
    );
    expect(followUp([before], 'is the reverse cheaper?').text).toMatch(
      /^Can a lamp keeper become a bell ringer\? \(.*cheaper/,
    );
  });

  test('what is returned to is what "it" stands for', () => {
    const { text } = followUp(
      ['Do they sing?', 'What does it cost?'],
      'back to the oath, do bell ringers take it?',
    );
    expect(text).toMatch(/do bell ringers take the oath/);
  });

  test('"who is he?" asks for whoever the last answer named', () => {
    const named = { ...turn('Who pays?'), answer: 'The bill goes to Hilda Brand, and she pays it.' };
    expect(toStandaloneQuery('and who is she?', [named], NO_WORDS).text).toBe('who is Hilda Brand?');
    expect(toStandaloneQuery('who is she?', [turn('Who pays?')], NO_WORDS).text).not.toMatch(
      /^who is \p{Lu}/u,
    );
  });

  test('the two that stand behind "between" are named in their place', () => {
    expect(toStandaloneQuery('the difference between the two jobs?', [], ISLE).text).not.toMatch(/two jobs/);
  });

  test('what is told of oneself is no part of what a pronoun stands for', () => {
    const asked = 'My son is seventeen and paints boats, is the rope expensive?';
    const { text } = followUp([asked], 'how strong is it?', NO_WORDS);
    expect(text).toContain('rope');
    expect(text).not.toMatch(/son|seventeen|boats/);
  });

  test('a pronoun passes over a question that names only what is done', () => {
    const { text } = followUp(['Where is the tower?', 'How do we book?'], 'can we drive up to it?', NO_WORDS);
    expect(text).toContain('tower');
  });

  test('"the ringer one" names its thing, and "the other one" points', () => {
    expect(followUp(['How is the tower?'], 'what does the ringer one do all day').rule).toBe('as asked');
    expect(followUp(['What does a bell ringer earn?'], 'and the other one?').text).toMatch(/lamp keeper/);
  });

  test('"and for Y?" asks about the thing before, "and Y?" what Y is', () => {
    const asked = (question: string) => followUp(['What do mirrors do?'], question, NO_WORDS);
    const { text, carried } = asked('and for ships?');
    expect([text, ...carried.map((part) => part.text)].join(' ')).toContain('mirrors');
    expect(asked('and wicks?').text).toBe('What do wicks do?');
  });

  test.each([
    ['What does a bell ringer earn?', 'no, I meant lamp keepers', 'What does a lamp keeper earn?'],
    ['How is the training of a lamp keeper?', 'and for both?', /lamp keeper and bell ringer/],
    ['What do a lamp keeper and a bell ringer earn?', 'explain the second one', 'explain bell ringer'],
    ['Is a bell ringer or a lamp keeper paid well?', 'ok, and for keepers?', 'Is a lamp keeper paid well?'],
  ])('after "%s", "%s" is read as it is meant', (before, asked, whole) => {
    expect(followUp([before], asked).text).toMatch(whole);
  });

  test.each([
    [['What does a bell ringer do?'], 'harder than fishing?', /bell ringer/],
    [['What does a bell ringer do?', 'and the night shift?'], 'is it paid?', /night shift/],
    [
      ['Does a lamp keeper need a licence?', 'what about the other one?'],
      'neither?',
      /lamp keeper and bell ringer/,
    ],
  ])('after %j, "%s" is about what was named last', (questions, asked, whole) => {
    expect(conversation(questions, asked).text).toMatch(whole);
  });

  test.each([
    ['Can a bell ringer marry?', 'and without a licence?', 'Can a bell ringer marry without a licence?'],
    ['Can a bell ringer marry?', 'even if the sea freezes?', /marry even if the sea freezes/],
    ['How is oil made?', 'for a beginner?', 'How is oil made for a beginner?'],
    ['What does a bell ringer earn?', 'same for lamp keepers?', 'What does a lamp keeper earn?'],
    [
      'What does a bell ringer earn?',
      'does that apply to lamp keepers too?',
      'What does a lamp keeper earn?',
    ],
    ['What does a bell ringer earn?', 'and for lamp keepers, same thing?', 'What does a lamp keeper earn?'],
    ['The bell keeps ringing, what now?', 'is it dangerous?', /bell/],
    ['What does a bell ringer earn?', 'for both of them?', /lamp keeper and bell ringer/],
    ['What does a bell ringer do?', 'sounds boring, right?', /bell ringer/],
    ['What is tallow?', "what's the difference to wax?", /difference to wax\? \(tallow\)/],
    ['What are wicks?', 'do these replace the lamps?', /wicks/],
    ['What does a bell ringer earn?', 'is there an easier alternative?', /bell ringer/],
    ['What does a bell ringer earn?', 'which should I become if I am deaf?', /lamp keeper or bell ringer/],
  ])('after "%s", "%s" is made whole by general English', (before, asked, whole) => {
    expect(followUp([before], asked).text).toMatch(whole);
  });

  test('a question about the chat itself is about nothing said before', () => {
    expect(followUp(['What does a bell ringer earn?'], 'where do your answers come from?').rule).toBe(
      'as asked',
    );
    expect(followUp(['What does a bell ringer earn?'], 'and why?').rule).toBe('question word');
  });

  test('what follows a question that named nothing is about what its answer brought', () => {
    const { carried } = conversation(
      ['Is a licence worth it?', 'what else then?'],
      'how many of them?',
      NO_WORDS,
    );
    expect(carried.map(({ text }) => text).join(' ')).toContain('sign a book');
  });

  test('a pronoun stands for what is of a thing, where the thing is named behind it', () => {
    const { text, carried } = followUp(['What does a uniform for bell ringers look like?'], 'is it warm?');
    expect(text).toMatch(/is it warm\? \(uniform/);
    expect(carried.map((part) => part.text)).toContain('bell ringer');
  });

  test.each([
    ['Can I just oil the hinge?', 'how often does it squeak?', /\(hinge\)$/],
    ['Is the harbour tower included?', 'how high is it?', /\(harbour tower\)$/],
    ['How many eggs do I get?', 'can I sell some over the fence?', /\(eggs\)$/],
  ])('after "%s", "%s" is asked of the thing, and not of what is done to it', (before, asked, whole) => {
    expect(followUp([before], asked, NO_WORDS).text).toMatch(whole);
  });

  test.each([
    [['What is tallow?', 'and wax?'], 'how do the two differ?', /\(tallow or wax\)/],
    [
      ['What is tallow?', 'and wax?', 'how do the two differ?'],
      'so which one burns longer?',
      /tallow or wax/,
    ],
    [['Is tallow enough or do I need wax?'], 'so which one first?', /\(tallow or wax\)/],
    [['What is tallow?', 'and wax?'], 'which of the two roles is harder?', /lamp keeper or bell ringer/],
    [
      ['What is tallow?', 'and wax?', 'what does a bell ringer do?'],
      'which of the two is harder?',
      /lamp keeper/,
    ],
  ])('after %j, "%s" is asked of what was last set side by side', (questions, asked, whole) => {
    expect(conversation(questions, asked).text).toMatch(whole);
  });

  test.each([
    ['do I need linear algebra', 'and calculus?', 'do I need calculus'],
    ['Can we eat tallow?', 'and what about the wax', 'Can we eat wax?'],
  ])('after "%s", "%s" is asked of the other thing', (before, asked, whole) => {
    expect(followUp([before], asked, NO_WORDS)).toMatchObject({ text: whole, rule: 'same question' });
  });

  test('a message that opens with a thing of the visitor is about that thing', () => {
    const { text } = followUp(['my back wheel came off sideways'], 'how heavy is it?', NO_WORDS);
    expect(text).toBe('how heavy is it? (back wheel)');
  });

  test('"worth it" points at nothing where the thing is named', () => {
    expect(followUp(['What do keepers sign?'], 'is a licence for boats worth it', NO_WORDS).rule).toBe(
      'as asked',
    );
  });

  test('"the second one" is the second of what an answer put in a row', () => {
    const named = {
      ...turn('What do I need?'),
      answer: 'A chandler needs salt water, tin moulds, and time.',
    };
    expect(toStandaloneQuery('the second one, what is that?', [named], NO_WORDS).text).toMatch(/^tin moulds/);
    const clause = { ...named, answer: 'A mould, which is of tin, breaks and rusts.' };
    expect(toStandaloneQuery('the second one, what is that?', [clause], NO_WORDS).text).not.toMatch(/^which/);
  });

  test('what is stated of oneself behind a question of oneself is the case it is asked in', () => {
    const { text, rule } = followUp(['How much oil do I get?'], 'I only work in winter', NO_WORDS);
    expect([text, rule]).toEqual(['How much oil do I get (I only work in winter)', 'in that case']);
    expect(followUp(['How is oil made?'], 'I only work in winter', NO_WORDS).rule).not.toBe('in that case');
    expect(followUp(['How much oil do I get?'], 'I want a lamp', NO_WORDS).rule).not.toBe('in that case');
  });

  test('"both" points at both things, and "that" at what was talked of', () => {
    const { carried } = followUp(['Which harness should I buy?'], 'do both trades need that?');
    expect(carried).toContainEqual({ text: expect.stringContaining('harness'), weight: 1 });
  });

  test('what an abstention names does not stand for what was asked about', () => {
    const bought = {
      ...turn('What lock should I buy?', 'abstained'),
      answer: 'The articles say nothing about “buy”.',
    };
    expect(toStandaloneQuery('is one enough?', [bought], NO_WORDS).text).toContain('lock');
  });

  test('a conclusion is looked up by what it was drawn from', () => {
    const { text, names } = followUp(['Can a bell ringer marry?'], 'so it is not hopeless?');
    expect(text).toMatch(/bell ringer.*marry/);
    expect(names).toEqual([]);
  });

  test('of two cases in a row, the second takes the place of the first', () => {
    const { text } = conversation(['How is oil made?', 'in winter?'], 'and without a press?');
    expect(text).toBe('How is oil made without a press?');
  });

  test('a question of its own with "why" is not the one before about another thing', () => {
    const { text } = followUp(['What does a bell ringer earn?'], 'and why not lamp keepers?');
    expect(text).toMatch(/why not lamp keepers/);
  });

  test('keeps the aspect where only a circumstance is added', () => {
    const { text, carried } = followUp(['What is the training of a lamp keeper?'], 'and in winter?');
    expect([text, ...carried.map((part) => part.text)].join(' ')).toContain('training');
  });

  test('"they" stands for the thing that the question names itself', () => {
    const { text } = followUp(['How are wicks trimmed?'], 'and lamp keepers, do they dive?');
    expect(text).not.toContain('wicks');
  });

  test('is answered as if the opening that only reacts were not there', () => {
    expect(followUp(['What does a bell ringer earn?'], 'ok, fine. How heavy is a bell?').text).toBe(
      'How heavy is a bell?',
    );
  });

  test('goes back to the first question by its place', () => {
    const query = followUp(
      ['What does a bell ringer earn?', 'How is oil made?', 'and tallow?'],
      'back to the first question',
    );
    expect(query).toMatchObject({ rule: 'returned', text: 'What does a bell ringer earn?' });
  });

  test('puts a question to the turn it goes back to', () => {
    const query = conversation(
      ['What does a bell ringer earn?', 'How is oil made?'],
      'back to the first question, is it hard?',
    );
    expect(query.text).toMatch(/bell ringer.* hard|hard.*bell ringer/);
  });

  test('about the other one does not keep the first one', () => {
    expect(followUp(['What does a bell ringer earn?'], 'and the other one?').text).not.toContain(
      'bell ringer',
    );
  });

  test('carries words of the questions before where no lexicon names things', () => {
    const { text, carried } = followUp(['How are wicks trimmed?'], 'why is that?', NO_WORDS);
    expect([text, ...carried.map((part) => part.text)].join(' ')).toContain('wicks');
  });
});

describe('a question about both', () => {
  test.each(['What do both of them earn?', 'Which of the two is easier?', 'Which one is better paid?'])(
    '"%s" names both',
    (asked) => {
      const { text } = followUp([], asked);
      expect(text).toContain('lamp keeper');
      expect(text).toContain('bell ringer');
    },
  );
});

describe('a question that stands alone', () => {
  test.each([
    'Why do the lamps burn fish oil?',
    'How do people join the guild in spring?',
    'By the way, what is the tower made of?',
    'Do these lamps need oil?',
    'What is the difference between tallow and wax?',
  ])('"%s" is searched as it is, without the topic before', (asked) => {
    expect(followUp(['What does a bell ringer earn?'], asked)).toEqual({
      text: asked,
      rule: 'as asked',
      carried: [],
    });
  });

  test('is searched without the words that announce it', () => {
    const query = followUp(['What does a bell ringer earn?'], 'thanks! one more thing, how is a wick made?');
    expect(query).toMatchObject({ text: 'how is a wick made?', rule: 'as asked' });
  });

  test('is what every first question is', () => {
    expect(followUp([], 'and the other one?').rule).toBe('as asked');
  });

  test('leans on no small talk', () => {
    const query = toStandaloneQuery('why?', [turn('hello', 'smalltalk')], ISLE);
    expect(query.rule).toBe('as asked');
  });
});
