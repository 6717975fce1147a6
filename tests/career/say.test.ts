import { describe, expect, test } from 'vitest';
import { nextQuestion } from '../../src/career/assessment.ts';
import { compareRoles } from '../../src/career/compare.ts';
import { skillGap } from '../../src/career/gap.ts';
import { learningPlan } from '../../src/career/plan.ts';
import { enumerate, type Said, withArticle } from '../../src/career/said.ts';
import { sayQuestion } from '../../src/career/say-assessment.ts';
import { sayComparison } from '../../src/career/say-comparison.ts';
import { sayGap } from '../../src/career/say-gap.ts';
import { sayPlan } from '../../src/career/say-plan.ts';
import { sayVerdict } from '../../src/career/say-verdict.ts';
import { readSkills } from '../../src/career/skills.ts';
import { verdict } from '../../src/career/verdict.ts';
import { ownCareer } from './data.ts';

const career = await ownCareer();
const { assessment, skills, plan } = career;
const textOf = ({ statements }: Said) => statements.map(({ text }) => text).join('\n');
const ai = {
  excites: 'ship',
  day: 'integrate',
  software: 'solid',
  maths: 'weak',
  theory: 'avoid',
  competition: 'avoid',
};
const gap = skillGap(skills, 'ai-engineer', readSkills(skills, 'I know Python, REST APIs and COBOL'));
function planFor(weeks: number) {
  const made = learningPlan(plan, skills.skills, { role: 'ai-engineer', weeks });
  if (!made) throw new Error('no plan');
  return made;
}
function questionSaid(answers: Record<string, string>) {
  const question = nextQuestion(assessment, answers);
  if (!question) throw new Error('no open question');
  return sayQuestion(assessment, question, { answers });
}

describe('what is said', () => {
  test('a verdict opens with the lead and both sums', () => {
    const { statements } = sayVerdict(assessment, verdict(assessment, ai));
    expect(statements[0]?.text).toBe(
      'Leans to AI engineering: 11 of 11 points (100%) against 0 of 12 points (0%) for ML engineering.',
    );
  });

  test('a verdict gives each answer with its points and reason, one uncertainty, one test, and no prediction', () => {
    const said = sayVerdict(assessment, verdict(assessment, ai), { gap });
    const [interest, readiness, ...answers] = said.statements.filter(({ form }) => form === 'item');
    expect([interest?.text, readiness?.text]).toEqual([
      expect.stringMatching(/^By interest alone: /),
      expect.stringMatching(/^By what you bring already: /),
    ]);
    expect(answers).toHaveLength(6);
    expect(answers.every(({ reason }) => reason)).toBe(true);
    expect(textOf(said).match(/What is uncertain/g)).toHaveLength(1);
    expect(textOf(said).match(/A cheap test/g)).toHaveLength(1);
    expect(textOf(said)).toContain('Maths, “Weak, and rather not”: +1 AI engineer, −2 ML engineer.');
    expect(textOf(said)).toContain('Pay and prestige are not scored');
    expect(textOf(said)).toContain('not a prediction');
  });

  test('a verdict lists what its figure draws, so that no sums but the first are told twice', () => {
    for (const kind of ['leans', 'either'] as const) {
      const { statements } = sayVerdict(assessment, { ...verdict(assessment, ai), kind }, { gap });
      const prose = statements.slice(1).filter(({ form }) => form !== 'item');
      expect(prose.map(({ text }) => text).join(' ')).not.toMatch(/\d points?\b/);
    }
  });

  test('too early is said with what is missing and names no role as leading', () => {
    const said = sayVerdict(assessment, verdict(assessment, { day: 'tune' }));
    expect(said.statements[0]?.text).toBe(
      'Too early to say: a verdict needs 4 answers, and so far there is 1.',
    );
    expect(textOf(said)).not.toContain('Leans');
  });

  test('a question says its number, its options, and that it can be skipped', () => {
    const text = textOf(questionSaid({ day: 'tune' }));
    expect(text).toContain('Question 2 of 8: What excites you more?');
    expect(text).toContain('a) Shipping a feature');
    expect(text).toContain('skip');
  });

  test('a gap says what to learn, how to prove it, what is there and what is not in the list', () => {
    const text = textOf(sayGap(career, gap));
    expect(text.match(/Learn it: .* Prove it: /g)).toHaveLength(3);
    expect(text).toContain('Already there, as you state it: Python and Working with APIs.');
    expect(text).toContain('Not in my list, so not counted: COBOL.');
  });

  test('a plan shows several opinions on the time and promises nothing', () => {
    const said = sayPlan(career, planFor(13));
    expect(said.statements.filter(({ text }) => /months/.test(text)).length).toBeGreaterThan(3);
    expect(textOf(said)).toContain('not a promise');
  });

  test('a single opinion on the time is not given at all', () => {
    const made = planFor(13);
    const said = sayPlan(career, { ...made, opinions: made.opinions.slice(0, 1) });
    expect(textOf(said)).not.toMatch(/\bmonths\b/);
  });

  test('too few weeks are called few', () => {
    expect(textOf(sayPlan(career, planFor(4)))).toContain(
      '4 weeks are few for 7 steps, so the last 3 have to wait.',
    );
    expect(textOf(sayPlan(career, planFor(40)))).not.toContain('few');
  });

  test('a comparison names every role in every line', () => {
    const { statements } = sayComparison(career, compareRoles(assessment));
    for (const { text } of statements.slice(1)) expect(text).toMatch(/AI engineer: .*ML engineer: /);
  });
});

describe('the figure', () => {
  const all: [string, Said][] = [
    ['question', questionSaid({})],
    ['verdict', sayVerdict(assessment, verdict(assessment, ai))],
    ['gap', sayGap(career, gap)],
    ['comparison', sayComparison(career, compareRoles(assessment))],
    ['plan', sayPlan(career, planFor(13))],
  ];

  test.each(all)('of a %s is plain JSON of that kind', (kind, said) => {
    const figure = said.figure(() => 1);
    expect(figure.kind).toBe(kind);
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure);
  });

  test.each(all)('of a %s holds only markers that the answer can cite', (_kind, said) => {
    const cited = new Set(said.statements.flatMap(({ reason }) => (reason ? [JSON.stringify(reason)] : [])));
    const asked: string[] = [];
    const figure = said.figure((reason) => {
      asked.push(JSON.stringify(reason));
      return undefined;
    });
    if (figure.kind !== 'gap') expect(asked.filter((reason) => !cited.has(reason))).toEqual([]);
    expect(JSON.stringify(figure)).not.toContain('"marker"');
  });

  test('sends, for each quick reply, what is read as that answer', () => {
    const figure = questionSaid({}).figure(() => 1);
    expect(figure.kind === 'question' && figure.replies.map(({ send }) => send)).toEqual(
      nextQuestion(assessment, {})?.answers.map(({ label }) => label),
    );
  });
});

test('names are joined and given their article', () => {
  expect(enumerate(['a'])).toBe('a');
  expect(enumerate(['a', 'b', 'c'])).toBe('a, b and c');
  expect(enumerate(['a', 'b and c', 'd'])).toBe('a, b and c, and d');
  expect(
    ['AI engineer', 'ML engineer', 'data scientist', 'QA engineer', 'UX designer'].map(withArticle),
  ).toEqual(['an AI engineer', 'an ML engineer', 'a data scientist', 'a QA engineer', 'a UX designer']);
});
