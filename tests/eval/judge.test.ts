import { describe, expect, it } from 'vitest';
import { type Expectation, expectSchema, judge } from './judge.ts';

type Judged = Parameters<typeof judge>[1];

function reply(answer: string, outcome: Judged['outcome'] = 'answered', documentIds: string[] = []): Judged {
  const sources = documentIds.map((documentId) => ({ documentId, title: '', heading: '' }));
  return { answer, answerer: 'rules', outcome, sources, followUps: [], ms: 1 };
}
const problems = (expected: Expectation, answer: string, before?: string) =>
  judge(expected, reply(answer), before === undefined ? undefined : reply(before));

describe('outcome', () => {
  it('accepts any of those listed', () => {
    expect(judge({ outcome: ['abstained', 'refused'] }, reply('No.', 'refused'))).toEqual([]);
    expect(judge({ outcome: ['abstained', 'refused'] }, reply('Egg.', 'answered'))).toHaveLength(1);
  });
});

describe('any', () => {
  it('wants one pattern of every group', () => {
    const expected = { any: [['maths', 'algebra'], ['degree']] };
    expect(problems(expected, 'Linear algebra and a degree.')).toEqual([]);
    expect(problems(expected, 'Linear algebra.')).toEqual(['none of ["degree"]']);
  });

  it('looks past markers, emphasis, case and line breaks', () => {
    expect(problems({ any: [['linear algebra helps']] }, '**Linear\nalgebra** [1] helps')).toEqual([]);
  });

  it('reads a pattern between slashes as a regular expression', () => {
    expect(problems({ any: [['/\\bAI\\b engineer/']] }, 'An AI engineer')).toEqual([]);
    expect(problems({ any: [['/\\bAI\\b engineer/']] }, 'A MAI engineer')).toHaveLength(1);
  });

  it('is not asked of an answer that need not be given', () => {
    const expected: Expectation = { outcome: ['answered', 'abstained'], any: [['word']] };
    expect(judge(expected, reply('Not covered.', 'abstained'))).toEqual([]);
    expect(judge(expected, reply('Something.', 'answered'))).toHaveLength(1);
  });
});

describe('none and documents', () => {
  it('finds what must not be said', () => {
    expect(problems({ none: ['compost'] }, 'Compost is warm.')).toEqual(['holds compost']);
  });

  it('wants one of the documents among the sources of an answer', () => {
    expect(judge({ documents: ['a', 'b'] }, reply('x', 'answered', ['c', 'b']))).toEqual([]);
    expect(judge({ documents: ['a'] }, reply('x', 'answered', ['c']))).toHaveLength(1);
    expect(judge({ documents: ['a'] }, reply('x', 'abstained'))).toEqual([]);
  });
});

describe('yesno', () => {
  const takes = (yesno: 'yes' | 'no' | 'depends', answer: string) => problems({ yesno }, answer).length === 0;

  it.each([
    ['yes', 'Yes: it is. Not always, though.'],
    ['yes', 'AI engineers do write software every day.'],
    ['no', 'No, it is not.'],
    ['no', 'Not necessarily: some learn by themselves.'],
    ['no', 'No degree is needed [1].'],
    ['no', 'AI engineers do not train models.'],
    ['no', 'Nothing cures blight.'],
    ['depends', 'It depends: on the team.'],
    ['depends', 'Yes and no.'],
    ['depends', 'ML asks for a degree, while AI does not.'],
  ] as const)('hears %s in "%s"', (side, answer) => {
    expect(takes(side, answer)).toBe(true);
  });

  it.each([
    ['no', 'Yes: it is. Not always, though.'],
    ['yes', 'No, it is.'],
    ['yes', 'It depends: on the team.'],
    ['no', 'It depends, but not on you.'],
    ['yes', 'AI engineers do not train models.'],
    ['no', 'AI engineers write software. They do not train models.'],
    ['depends', 'No, it is not.'],
    ['depends', 'Yes, but it takes long.'],
    ['depends', 'AI engineers write software.'],
  ] as const)('does not hear %s in "%s"', (side, answer) => {
    expect(takes(side, answer)).toBe(false);
  });

  it('is not asked of an abstention', () => {
    expect(judge({ yesno: 'yes' }, reply('That is not covered.', 'abstained'))).toEqual([]);
  });
});

describe('what is compared with the answer before', () => {
  it('counts characters without markers for "shorter"', () => {
    expect(problems({ shorter: true }, 'Short. [1][2][3]', 'Rather long.')).toEqual([]);
    expect(problems({ shorter: true }, 'As long as.', 'As long as.')).toEqual(['is not shorter']);
  });

  it('allows half of a fresh answer to have been said', () => {
    expect(problems({ fresh: true }, 'Old one. New one.', 'Old one. Older one.')).toEqual([]);
    expect(problems({ fresh: true }, 'Old one. Older one. New one.', 'Old one. Older one.')).toHaveLength(1);
  });

  it('knows a sentence again behind a lead', () => {
    expect(problems({ fresh: true }, 'In short: old one [2].', 'Old one [1].')).toHaveLength(1);
  });
});

describe('expectSchema', () => {
  it('refuses a part it does not know, an unknown outcome and a broken pattern', () => {
    expect(expectSchema.safeParse({ all: [['x']] }).success).toBe(false);
    expect(expectSchema.safeParse({ outcome: 'ok' }).success).toBe(false);
    expect(expectSchema.safeParse({ any: [['/(/']] }).success).toBe(false);
    expect(expectSchema.safeParse({ any: [['/(a)/']], outcome: 'answered' }).success).toBe(true);
  });
});
