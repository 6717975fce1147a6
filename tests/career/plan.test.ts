import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBackground, readWeeks } from '../../src/career/background.ts';
import { learningPlan } from '../../src/career/plan.ts';
import { ownCareer } from './data.ts';

const { plan: file, skills } = await ownCareer();
const background = (id: string) => {
  const found = file.backgrounds.find((one) => one.id === id);
  if (!found) throw new Error(`no background "${id}"`);
  return found;
};
const planOf = (request: Parameters<typeof learningPlan>[2]) => {
  const plan = learningPlan(file, skills.skills, request);
  if (!plan) throw new Error(`no plan for ${request.role}`);
  return plan;
};
const titles = (steps: { step: { title: string } }[]) => steps.map(({ step }) => step.title);

describe('a learning plan', () => {
  test('puts the steps of each role in order', () => {
    expect(titles(planOf({ role: 'ai-engineer' }).steps)).toEqual([
      'Software basics',
      'Model APIs',
      'Prompt engineering',
      'RAG',
      'Evaluation',
      'Agents',
      'Production',
    ]);
    expect(titles(planOf({ role: 'ml-engineer' }).steps)).toEqual([
      'Python',
      'Linear algebra',
      'Calculus',
      'Probability and statistics',
      'Classic machine learning',
      'Deep learning',
      'Training and debugging',
    ]);
  });

  test('leaves out what the visitor states, and only that', () => {
    const knows = (level: number) => [{ skillId: 'prompting', level, words: 'prompts' }];
    const plan = planOf({ role: 'ai-engineer', stated: knows(3) });
    expect(plan.skipped.map(({ title }) => title)).toEqual(['Prompt engineering']);
    expect(titles(plan.steps)).not.toContain('Prompt engineering');
    const little = planOf({ role: 'ai-engineer', stated: knows(1) });
    expect(little.skipped).toEqual([]);
  });

  test('takes from a background what it brings, unless the visitor says otherwise', () => {
    const ml = planOf({ role: 'ai-engineer', background: background('back-end') });
    expect(ml.skipped.map(({ title }) => title)).toEqual(['Software basics', 'Production']);
    // Who calls services has called no model yet.
    expect(titles(ml.steps)).toContain('Model APIs');
    expect(ml.carriesOver?.text).toContain('APIs');
    const not = planOf({
      role: 'ai-engineer',
      background: background('back-end'),
      stated: [{ skillId: 'cloud', level: 0, words: 'no Docker' }],
    });
    expect(titles(not.steps)).toContain('Production');
  });

  test('spreads all the weeks, at least one a step, in halves', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 520 }),
        fc.constantFrom(...Object.keys(file.paths)),
        fc.option(fc.constantFrom(...file.backgrounds), { nil: undefined }),
        (weeks, role, start) => {
          const plan = planOf({ role, weeks, ...(start ? { background: start } : {}) });
          if (plan.steps.length === 0) return;
          const shares = plan.steps.map((step) => step.weeks ?? -1);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(weeks, 9);
          expect(shares.every((share) => share === 0 || share >= 1)).toBe(true);
          expect(shares.every((share) => Number.isInteger(share * 2))).toBe(true);
          expect(plan.isShort).toBe(weeks < plan.steps.length);
          expect(shares.includes(0)).toBe(plan.isShort);
        },
      ),
    );
  });

  test('gives no weeks where none were named', () => {
    expect(planOf({ role: 'ai-engineer' }).steps.every(({ weeks }) => weeks === undefined)).toBe(true);
  });

  test('is undefined for a role without a path', () => {
    expect(learningPlan(file, skills.skills, { role: 'poet' })).toBeUndefined();
  });
});

describe('a background', () => {
  test.each([
    ["I'm a back-end developer", 'back-end'],
    ['web developer for 5 years', 'front-end'],
    ['I have been a QA tester for years', 'qa'],
    ['as a data scientist, what now?', 'data-scientist'],
    ['from QA to AI', 'qa'],
    ['I am a machine learning engineer', 'ml-engineer'],
    ["I can't code", 'non-coder'],
    ['product manager here', 'product-manager'],
    ['I am a physicist, hate front-end work', 'data-scientist'],
    ["I'm a student and want to become an ML engineer", 'student'],
  ])('is read from "%s"', (text, id) => {
    expect(readBackground(file, text)?.id).toBe(id);
  });

  test.each([
    'I want to become a data engineer',
    'my friend is a tester',
    'what does a tester do?',
    'Is ML engineer a good job?',
    'plan for becoming an ML engineer',
  ])('is not read from "%s"', (text) => {
    expect(readBackground(file, text)).toBeUndefined();
  });

  test('a role that is asked about here is where a visitor starts only where she says so', () => {
    const roles = [['ML engineer', 'machine learning engineer']];
    const read = (text: string) => readBackground(file, text, roles)?.id;
    expect(['ML engineer', 'I think all this ML engineer stuff is hype'].map(read)).toEqual([
      undefined,
      undefined,
    ]);
    expect(["I'm an ML engineer", 'ML engineer here'].map(read)).toEqual(['ml-engineer', 'ml-engineer']);
  });
});

describe('weeks', () => {
  test.each([
    ['3 months', 13],
    ['half a year', 26],
    ['in six weeks', 6],
    ['a year and a half', 78],
    ['a couple of months', 9],
    ['I have 10 hours a week for 3 months', 13],
    ['a 12-week plan', 12],
    ['one year', 52],
    ["I've been a developer for 5 years and have 8 weeks", 8],
    ['plan for 900 weeks', 520],
  ])('"%s" is %i', (text, weeks) => {
    expect(readWeeks(text)).toBe(weeks);
  });

  test.each([
    '10 hours a week',
    '5 years of experience',
    'web developer for 5 years',
    '2 years ago',
    '0 weeks',
    'soon',
  ])('are not read from "%s"', (text) => {
    expect(readWeeks(text)).toBeUndefined();
  });
});
