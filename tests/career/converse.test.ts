import { beforeAll, describe, expect, test } from 'vitest';
import type { Career } from '../../src/career/schema.ts';
import { readState } from '../../src/career/state.ts';
import type { PastTurn } from '../../src/domain.ts';
import { ownCareer } from './data.ts';
import { openTalks, type Talk } from './talk.ts';

let open: () => Talk;
let career: Career;
beforeAll(async () => {
  [open, career] = await Promise.all([openTalks(), ownCareer()]);
});

const PAST: PastTurn = {
  turnId: 'turn-0001',
  question: 'take the test',
  answer: 'Question 1',
  answerer: 'rules',
  outcome: 'smalltalk',
  citations: [],
  standaloneQuery: 'take the test',
};

/** Says all lines in a new conversation, and gives the last reply. */
function last(...lines: string[]) {
  const talk = open();
  return lines.map((line) => talk.say(line)).at(-1) as ReturnType<Talk['say']>;
}

describe('the assessment', () => {
  test('starts when asked for, with the first question, its options and how it works', () => {
    const { text, reply } = last('Which path fits me?');
    expect(text).toMatch(/Question 1 of 8: Which day would you rather have\?/);
    expect(text).toMatch(/skipped or changed/);
    expect(reply).toMatchObject({
      outcome: 'smalltalk',
      figure: { kind: 'question', progress: { number: 1, of: 8 } },
    });
    expect(reply?.followUps).toContain('Skip');
  });

  test.each([
    ['a letter', 'b', 'Tune a model'],
    ['a number', '1', 'Integrate a model'],
    ['the label', 'Tune a model, beat a baseline', 'Tune a model'],
    ['own words', 'I love hyperparameter tuning', 'Tune a model'],
  ])('takes %s as the answer and asks on', (_kind, line, noted) => {
    const { text } = last('take the test', line);
    expect(text).toContain(`Noted for “Which day would you rather have?”: ${noted}`);
    expect(text).toContain('Question 2 of 8');
  });

  test('skips, goes back, and asks again what it could not read', () => {
    const talk = open();
    talk.say('quiz me');
    expect(talk.say('skip').text).toMatch(/^Skipped\.\nQuestion 2 of 8/);
    expect(talk.say('purple bananas').text).toMatch(/^I could not match that/);
    talk.say('a');
    expect(talk.say('go back').text).toContain('What excites you more?');
  });

  test.each(['what do you mean by that?', "I don't understand the question", 'explain please'])(
    'explains the open question when asked: %j',
    (line) => {
      const { text } = last('take the test', line);
      expect(text).toMatch(/no right answer.*Question 1 of 8/s);
    },
  );

  test('gives the first worked example its exact points', () => {
    const { text, reply } = last('test me', 'a', 'a', 'c', 'c', 'c', 'a', 'result');
    expect(text).toContain('Leans to AI engineering: 11 of 11 points (100%) against 0 of 12 points (0%)');
    expect(reply?.outcome).toBe('answered');
    const cited = reply?.statements.filter(({ source }) => source);
    expect(cited?.length).toBeGreaterThanOrEqual(6);
    expect(cited?.every(({ source }) => source?.passage.text.includes(source.quote))).toBe(true);
  });

  test('gives the second worked example its exact points', () => {
    const { text } = last('test me', 'b', 'b', 'a', 'a', 'a', 'b', 'show the result');
    expect(text).toContain('Leans to ML engineering: 12 of 12 points (100%) against 1 of 11 points (9%)');
  });

  test('says that it is too early, and goes on with the question that tells most', () => {
    const talk = open();
    talk.say('test me');
    talk.say('a');
    expect(talk.say('stop').text).toMatch(/^Too early to say[\s\S]*What excites you more\?$/);
    expect(talk.say('a').text).toContain('Noted for “What excites you more?”');
  });

  test('ends with the verdict by itself after the last question', () => {
    const { reply } = last('test me', 'a', 'a', 'c', 'c', 'c', 'a', 'a', 'a');
    expect(reply?.figure).toMatchObject({ kind: 'verdict', verdict: 'leans', role: 'AI engineer' });
  });

  test('leaves a plain question to the articles, offers the way back, and goes on', () => {
    const talk = open();
    talk.say('test me');
    talk.say('a');
    const plain = talk.say('What is a PhD good for?');
    expect([plain.reply, plain.offer]).toEqual([undefined, 'Continue the test']);
    expect(talk.say('go on').text).toMatch(/^Question 2 of 8/);
    talk.say('What does an ML engineer do all day?');
    expect(talk.say('b').text).toContain('Noted for “What excites you more?”: Making a model');
  });

  test('changes an answer during the questions and after the verdict', () => {
    const talk = open();
    for (const line of ['test me', 'a', 'a', 'c', 'c']) talk.say(line);
    expect(talk.say('change my answer about maths').text).toContain(
      'linear algebra, calculus and probability?',
    );
    expect(talk.say('solid').text).toContain('Noted for “How are your linear algebra');
    talk.say('result');
    const changed = talk.say('change my answer about theory to I love them');
    expect(changed.reply?.figure?.kind).toBe('verdict');
    expect(changed.text).toContain('Theory, “I love them”');
  });

  test('starts over without the answers', () => {
    const { text, memory } = last('test me', 'a', 'a', 'start over');
    expect(text).toContain('Question 1 of 8');
    expect(memory.answers).toEqual({});
  });

  test('keeps what fits of a memory that does not, and forgets the rest', () => {
    const { memory, text } = last('hello', 'take the test');
    expect(text).toContain('Question 1 of 8');
    const kept = { ...memory, answers: { day: 'integrate', gone: 'x' }, asked: 7, skills: 'all' };
    const state = readState(career, [{ ...PAST, memory: { career: kept } }]);
    expect(state).toMatchObject({ answers: { day: 'integrate' }, skills: [], started: true });
    expect(state.asked).toBeUndefined();
  });
});

describe('what is said in passing', () => {
  test('is noted when it is all that is said, with what the documents make of it and an offer', () => {
    const { text, reply } = last('I know Python and I hate proofs.');
    expect(text).toMatch(/^Noted: Python \(does it alone\).*“hate proofs”/);
    expect(text).toContain('“hate proofs” speaks for AI engineering');
    expect(reply).toMatchObject({ outcome: 'answered' });
    expect(reply?.statements.filter(({ source }) => source).length).toBeGreaterThan(1);
    expect(reply?.followUps.length).toBeGreaterThan(0);
  });

  test('is noted once: a skill is not quoted again as an answer of the assessment', () => {
    expect(last('I already know Python.').text).toMatch(/^Noted: Python \(does it alone\)\./);
  });

  test('counts in the assessment, and is said there', () => {
    const { text } = last('I hate proofs.', 'take the test');
    expect(text).toContain('You said “hate proofs”, so that question is answered');
    expect(text).toContain('Question 2 of 8');
  });

  test('is kept over turns that no tool answers, and given to the model', () => {
    const talk = open();
    talk.say('I know Python and I hate proofs.');
    const { profile, reply } = talk.say('What is a vector database?');
    expect(reply).toBeUndefined();
    expect(profile).toMatch(/Python.*hate proofs.*Points so far: AI engineer 2\/3, ML engineer 0\/2/);
  });

  test.each([
    'Will I train models as an AI engineer?',
    'Is six months a lie?',
    'How do AI engineers differ from ML engineers?',
    'May I use ChatGPT to build my project?',
    'Top skills for a machine learning engineer',
  ])('holds nothing that is only asked: "%s"', (question) => {
    const { reply, profile } = last(question);
    expect([reply, profile]).toEqual([undefined, undefined]);
  });

  test('gives a cited leaning, and says when one thing is all that it stands on', () => {
    expect(last('which one then?').reply).toBeUndefined();
    expect(last('I love shipping features.', 'which one then?').text).toMatch(
      /^On the one thing you said so far, it leans to AI engineering/,
    );
    const { text, reply } = last('I love shipping features and I hate proofs.', 'which one then?');
    expect(text).toMatch(/^On what you said so far, it leans to AI engineering: AI engineering 4 of 4/);
    expect(reply?.statements.filter(({ source }) => source).length).toBeGreaterThan(2);
  });

  test.each(['Priya', 'John', 'Mohammed', 'a woman', 'a man', '24 years old', '58 years old', 'from Lagos'])(
    'does not depend on who says it: I am %s',
    (who) => {
      const lines = ['I love shipping features and I hate proofs.', 'which one then?'] as const;
      const { text } = last(`Hi, I am ${who}. ${lines[0]}`, lines[1]);
      expect(text).toBe(last(...lines).text);
    },
  );

  test('is quoted without markup that could pass for a citation', () => {
    const { text } = last('I love [1] *shipping* features and I hate proofs.', 'which one then?');
    expect(text ?? '').not.toMatch(/\[\d\]|\*/);
  });
});

describe('gap, comparison and plan', () => {
  test('asks for the skills first, with examples, and reads a bare list as the answer', () => {
    const talk = open();
    const asked = talk.say('What is my skill gap for AI engineering?');
    expect(asked.text).toMatch(/Which skills do you bring already\?.*for example Software development/);
    const { text, reply } = talk.say('pgvector, some docker, git');
    expect(text).toContain('You said that you bring Embeddings and vector search');
    expect(reply?.figure).toMatchObject({ kind: 'gap', role: 'AI engineer' });
  });

  test('takes "none" for an answer, and names skills that it does not know', () => {
    expect(last('What is my skill gap for ML engineering?', 'none yet').reply?.figure?.kind).toBe('gap');
    const { text } = last('I know COBOL and Python.', 'what am I missing for AI engineering?');
    expect(text).toContain('Not in my list, so not counted: COBOL');
  });

  test.each(['And for ML?', 'What would the other role ask of me?', 'what about the other one?'])(
    'repeats the gap for the other role: "%s"',
    (line) => {
      const { reply } = last('I know Python.', 'What am I missing for AI engineering?', line);
      expect(reply?.figure).toMatchObject({ kind: 'gap', role: 'ML engineer' });
    },
  );

  test('asks which role a tool is for, and takes its name for that and not for a trade', () => {
    const { text, memory } = last('I know Python.', 'Do a skill gap analysis', 'ML engineer');
    expect(text).toContain('For an ML engineer, close');
    expect(memory.background).toBeUndefined();
  });

  test('plans the weeks there are, from where the visitor starts', () => {
    const talk = open();
    talk.say("I'm a QA tester for 5 years.");
    const plan = talk.say('Make me a learning plan for AI engineering in 3 months');
    expect(plan.reply?.figure).toMatchObject({
      kind: 'plan',
      weeks: 13,
      background: 'QA engineer or tester',
    });
    expect(plan.text).toMatch(/disputed; single authors say:/);
    const longer = talk.say('and in 20 weeks?').reply?.figure;
    const steps = longer?.kind === 'plan' ? longer.steps : [];
    expect(steps.reduce((sum, { weeks = 0 }) => sum + weeks, 0)).toBe(20);
  });

  test('compares by the aspect asked for', () => {
    const figure = last('Compare them on maths').reply?.figure;
    expect(figure?.kind === 'comparison' && figure.rows.map(({ aspect }) => aspect)).toEqual(['Maths']);
  });

  test('offers only what it understands itself', () => {
    const starts = [
      ['take the test'],
      ['I know Python.'],
      ['Compare them'],
      ['I know Python.', 'what am I missing for AI engineering?'],
    ];
    for (const lines of starts) {
      for (const offer of last(...lines).reply?.followUps ?? []) {
        expect(last(...lines, offer).reply, `${lines.at(-1)} > ${offer}`).toBeDefined();
      }
    }
  });

  test('answers nobody in distress', () => {
    expect(last('take the test', 'a', 'I want to die').reply).toBeUndefined();
  });
});

describe('the time of a plan', () => {
  const PLAN = 'Make me a plan for AI engineering in 8 weeks';

  test.each(['is 8 weeks realistic?', 'can i do it in 5?', 'too short?', 'how long would that take?'])(
    'is answered from what authors say, never with a promise: "%s"',
    (line) => {
      const { text, reply } = last(PLAN, line);
      expect(text).toMatch(/two to three months.*six months is a lie/s);
      expect(text).toMatch(/no source/i);
      expect(reply?.statements.filter(({ source }) => source).length).toBeGreaterThan(3);
    },
  );

  test('names first what is said of the background that the visitor stated', () => {
    const { text } = last('I am a QA tester', 'how long would that take?');
    expect(text).toMatch(/testers, nine months/);
    expect(text).not.toContain('back-end developers');
  });

  test('of a path without opinions is said to be unknown', () => {
    const { text } = last('Make me a plan for ML engineering', 'how long does that take?');
    expect(text).toMatch(/^The sources give no estimate/);
    expect(text).not.toMatch(/\d months/);
  });

  test('is changed by naming another one, also after a plain question', () => {
    const { reply } = last(PLAN, 'What is RAG?', 'and with 16 weeks?');
    expect(reply?.figure).toMatchObject({ kind: 'plan', weeks: 16 });
  });

  test('is not read from a time that is over', () => {
    expect(last('I did pgvector for a year').memory.weeks).toBeUndefined();
  });

  test('of something else is none of its business', () => {
    expect(last('I am a QA tester', 'how long does an interview process take?').reply).toBeUndefined();
  });
});

describe('what is known of the visitor', () => {
  test('tells which role is nearer where only skills are known', () => {
    const { text } = last('I am a data engineer', 'which role is closer?');
    expect(text).toMatch(/^AI engineering is nearer, starting as a data engineer/);
    expect(text).toMatch(/AI engineering \d+ %, ML engineering \d+ %/);
  });

  test('decides what is missing, for the role that is nearer or was just talked of', () => {
    expect(last('I know Python and Docker', "what's left?").reply?.figure).toMatchObject({ kind: 'gap' });
    const past = ['I know Python and Docker', 'compare the roles', 'by maths'];
    expect(last(...past).reply?.figure).toMatchObject({ kind: 'comparison' });
  });

  test('answers a proposal', () => {
    const { text } = last('I love theory and proofs', 'should I go for ML then?');
    expect(text).toMatch(/it leans to ML engineering/);
  });

  test('is nothing on which a proposal could be answered at first', () => {
    expect(last('should I go for ML then?').reply).toBeUndefined();
  });
});

describe('the assessment in between', () => {
  test('reads an answer to another question that a reply states', () => {
    const { memory } = last('take the test', 'Making a model measurably better excites me far more');
    expect(memory.answers).toMatchObject({ excites: 'improve' });
  });

  test('gives the result when it is asked for along with something else', () => {
    const lines = ['take the test', 'b', 'b', 'a', 'a', "I've got that background. give me the result"];
    expect(last(...lines).reply?.figure?.kind).toBe('verdict');
  });

  test('is left when it is named to be left', () => {
    expect(last('take the test', 'scrap the quiz, who hires ML engineers?').reply).toBeUndefined();
  });
});
