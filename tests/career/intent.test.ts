import { describe, expect, test } from 'vitest';
import { compareRoles, readAspects } from '../../src/career/compare.ts';
import { readCareerIntent } from '../../src/career/intent.ts';
import { ownCareer } from './data.ts';

const career = await ownCareer();
const tool = (text: string) => readCareerIntent(career, text)?.tool;

describe('a wish for a career tool', () => {
  test.each([
    ['which path fits me?', 'assessment'],
    ['take the test', 'assessment'],
    ['quiz me', 'assessment'],
    ['do the assessment', 'assessment'],
    ['how about the quiz?', 'assessment'],
    ['am I a good fit for AI engineering?', 'assessment'],
    ['Help me decide!', 'assessment'],
    ['which role suits me', 'assessment'],
    ['what am I missing for ML engineering?', 'gap'],
    ['skill gap please', 'gap'],
    ['what do I still need to become an ML engineer?', 'gap'],
    ['what would the other role ask of me?', 'gap'],
    ['compare them', 'compare'],
    ['side by side', 'compare'],
    ['a table of both roles please', 'compare'],
    ['compare the maths', 'compare'],
    ['compare them by entry', 'compare'],
    ['compare the roles on all points', 'compare'],
    ['make me a learning plan', 'plan'],
    ['roadmap for ML in 12 weeks', 'plan'],
    ['study plan', 'plan'],
  ])('"%s" wants %s', (text, expected) => {
    expect(tool(text)).toBe(expected);
  });

  test.each([
    'which is better?',
    'what is the difference?',
    'Should I become an AI engineer or an ML engineer?',
    'what is a study plan?',
    'compare Python and Java',
    'Is AI engineering right for me?',
    'do I need a PhD?',
    'What does an AI engineer do?',
    'I fit a linear model yesterday',
    'What skills do I need to become an AI engineer?',
    'how is the job market?',
    'will they quiz me on leetcode?',
    'Does my gender play any role in the fit check?',
    'how does the assessment count my answers?',
    'what do QA folks bring to the table',
    'any seat for me at the AI table?',
    'compare the two on prestige',
    'hello',
  ])('"%s" is a plain question', (text) => {
    expect(tool(text)).toBeUndefined();
  });

  test('names the role it is about', () => {
    expect(readCareerIntent(career, 'what am I missing for ML engineering?')?.role).toBe('ml-engineer');
    expect(readCareerIntent(career, 'I am an ML engineer, what am I missing for AI engineering?')?.role).toBe(
      'ai-engineer',
    );
    expect(readCareerIntent(career, 'skill gap please')?.role).toBeUndefined();
  });

  test('says when it is about the other role', () => {
    expect(readCareerIntent(career, 'what would the other role ask of me?')?.isOther).toBe(true);
    expect(readCareerIntent(career, 'skill gap please')?.isOther).toBe(false);
  });

  test('is not recognised for a tool that the owner did not write', () => {
    const { skills: _, plan: __, ...rest } = career;
    expect(readCareerIntent(rest, 'skill gap please')).toBeUndefined();
    expect(readCareerIntent(rest, 'make me a learning plan')).toBeUndefined();
  });
});

describe('a comparison', () => {
  test('has all nine aspects, each with a cell a role', () => {
    const { rows, roles } = compareRoles(career.assessment);
    expect(rows).toHaveLength(9);
    for (const row of rows) expect(Object.keys(row.roles).sort()).toEqual([...roles].sort());
  });

  test('has the aspect that is asked for', () => {
    const aspects = readAspects(career.assessment, 'compare the maths of both');
    expect(compareRoles(career.assessment, aspects).rows.map(({ aspect }) => aspect)).toEqual(['Maths']);
  });
});
