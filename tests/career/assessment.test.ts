import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answers, nextQuestion, score } from '../../src/career/assessment.ts';
import { verdict } from '../../src/career/verdict.ts';
import { ownCareer } from './data.ts';

const { assessment } = await ownCareer();
const roleIds = assessment.roles.map(({ id }) => id);

/** Any set of answers: each question is answered or left open. */
const anyAnswers: fc.Arbitrary<Answers> = fc
  .tuple(
    ...assessment.questions.map(({ answers }) => fc.option(fc.constantFrom(...answers.map(({ id }) => id)))),
  )
  .map((picked) =>
    Object.fromEntries(
      assessment.questions.flatMap(({ id }, at) => (picked[at] ? [[id, picked[at]] as const] : [])),
    ),
  );
/** For each question the answer that gives `role` the most, and of those the one that gives others the least. */
function profileOf(role: string): Answers {
  return Object.fromEntries(
    assessment.questions.map(({ id, answers }) => {
      const others = (points: Record<string, number>) =>
        roleIds.filter((one) => one !== role).reduce((sum, one) => sum + (points[one] ?? 0), 0);
      const best = answers.toSorted(
        (a, b) => (b.points[role] ?? 0) - (a.points[role] ?? 0) || others(a.points) - others(b.points),
      )[0];
      return [id, best?.id ?? ''];
    }),
  );
}
const percents = (answers: Answers) => score(assessment, answers).map(({ percent }) => Math.round(percent));

describe('scores', () => {
  test('a self-taught back-end developer who dislikes proofs and likes users gets 11 of 11 and 0 of 12', () => {
    const scores = score(assessment, {
      excites: 'ship',
      day: 'integrate',
      software: 'solid',
      maths: 'weak',
      theory: 'avoid',
      competition: 'avoid',
    });
    expect(scores).toEqual([
      { role: 'ai-engineer', points: 11, outOf: 11, percent: 100 },
      { role: 'ml-engineer', points: 0, outOf: 12, percent: 0 },
    ]);
  });

  test('a doctor of statistics who loves tuning gets 1 of 11 and 12 of 12', () => {
    const answers = {
      excites: 'improve',
      day: 'tune',
      software: 'some',
      maths: 'solid',
      theory: 'love',
      competition: 'background',
    };
    expect(score(assessment, answers)).toMatchObject([
      { points: 1, outOf: 11 },
      { points: 12, outOf: 12 },
    ]);
    expect(percents(answers)).toEqual([9, 100]);
  });

  test('all eight questions hold 13 points for one role and 14 for the other', () => {
    expect(score(assessment, profileOf('ai-engineer')).map(({ outOf }) => outOf)).toEqual([13, 14]);
  });

  test('the full profile of each role scores 100 against 0', () => {
    expect(percents(profileOf('ai-engineer'))).toEqual([100, 0]);
    expect(percents(profileOf('ml-engineer'))).toEqual([0, 100]);
  });

  test('percents stay between 0 and 100 and points are never negative', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        for (const { points, outOf, percent } of score(assessment, answers)) {
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(outOf);
          expect(percent).toBeGreaterThanOrEqual(0);
          expect(percent).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  test('the order of answers does not matter', () => {
    const shuffled = anyAnswers.chain((answers) =>
      fc.tuple(
        fc.constant(answers),
        fc.shuffledSubarray(Object.entries(answers), {
          minLength: Object.keys(answers).length,
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([answers, entries]) => {
        expect(verdict(assessment, Object.fromEntries(entries))).toEqual(verdict(assessment, answers));
      }),
    );
  });

  test('an answer with more points for a role never lowers its percent, nor its lead when the others gain none', () => {
    const change = fc.tuple(anyAnswers, fc.constantFrom(...assessment.questions), fc.nat(), fc.nat());
    let compared = 0;
    fc.assert(
      fc.property(change, fc.constantFrom(...roleIds), ([answers, question, from, to], role) => {
        const before = question.answers[from % question.answers.length];
        const after = question.answers[to % question.answers.length];
        if (!before || !after || (after.points[role] ?? 0) <= (before.points[role] ?? 0)) return;
        compared++;
        const of = (id: string) => score(assessment, { ...answers, [question.id]: id });
        const percentOf = (id: string, of_: string) => of(id).find((one) => one.role === of_)?.percent ?? 0;
        expect(percentOf(after.id, role)).toBeGreaterThanOrEqual(percentOf(before.id, role));
        const others = roleIds.filter((one) => one !== role);
        if (others.some((one) => (after.points[one] ?? 0) > (before.points[one] ?? 0))) return;
        for (const other of others) {
          const lead = (id: string) => percentOf(id, role) - percentOf(id, other);
          expect(lead(after.id)).toBeGreaterThanOrEqual(lead(before.id));
        }
      }),
      { numRuns: 1000 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  test('one more answer never lowers the points of a role that it gives points to', () => {
    fc.assert(
      fc.property(
        anyAnswers,
        fc.constantFrom(...assessment.questions),
        fc.nat(),
        (answers, question, pick) => {
          const answer = question.answers[pick % question.answers.length];
          const { [question.id]: _, ...without } = answers;
          const before = score(assessment, without);
          const after = score(assessment, { ...without, [question.id]: answer?.id ?? '' });
          for (const [at, { role, points }] of before.entries()) {
            if ((answer?.points[role] ?? 0) >= 0) expect(after[at]?.points).toBeGreaterThanOrEqual(points);
          }
        },
      ),
    );
  });
});

describe('the verdict', () => {
  test('fewer than four answers are too early, whatever they are', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const isEarly = Object.keys(answers).length < 4;
        expect(verdict(assessment, answers).kind === 'too-early').toBe(isEarly);
      }),
    );
  });

  test('it leans from a lead of 20 percentage points, and never below', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { kind, role, scores } = verdict(assessment, answers);
        if (kind === 'too-early') return;
        const [first, second] = scores.toSorted((a, b) => b.percent - a.percent);
        const lead = (first?.percent ?? 0) - (second?.percent ?? 0);
        expect(kind).toBe(lead >= 20 - 1e-9 ? 'leans' : 'either');
        expect(role).toBe(kind === 'leans' ? first?.role : undefined);
      }),
    );
  });

  test('the ledger adds up to the points before they are cut at zero', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { ledger, scores } = verdict(assessment, answers);
        for (const { role, points } of scores) {
          const sum = ledger.reduce((total, line) => total + (line.points[role] ?? 0), 0);
          expect(points).toBe(Math.max(0, sum));
        }
      }),
    );
  });

  test('interest and readiness divide the questions between them', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { interest, readiness, scores } = verdict(assessment, answers);
        for (const [at, { outOf }] of scores.entries()) {
          expect((interest[at]?.outOf ?? 0) + (readiness[at]?.outOf ?? 0)).toBe(outOf);
        }
      }),
    );
  });

  test('interest against readiness is what is uncertain', () => {
    const { uncertainty } = verdict(assessment, {
      excites: 'improve',
      day: 'tune',
      theory: 'love',
      software: 'solid',
      maths: 'weak',
      competition: 'avoid',
    });
    expect(uncertainty.text).toContain('interests point to ML engineering');
    expect(uncertainty.text).toContain('AI engineering');
  });

  test('two weighty answers that pull apart are what is uncertain', () => {
    const { uncertainty } = verdict(assessment, {
      excites: 'ship',
      day: 'tune',
      software: 'none',
      theory: 'fine',
    });
    expect(uncertainty.text).toMatch(/“Shipping a feature” and “Tune a model, beat a baseline”/);
  });

  test('else the most informative open question is', () => {
    const { uncertainty } = verdict(assessment, {
      excites: 'ship',
      day: 'integrate',
      theory: 'avoid',
      software: 'solid',
      competition: 'avoid',
    });
    expect(uncertainty).toEqual(assessment.questions.find(({ id }) => id === 'maths')?.ifOpen);
  });

  test('answers that do not exist count as not given', () => {
    expect(verdict(assessment, { day: 'sleep', pay: 'high' }).answered).toBe(0);
  });
});

describe('the next question', () => {
  test('goes from the most informative one to the least', () => {
    const asked: string[] = [];
    for (
      let question = nextQuestion(assessment, {});
      question;
      question = nextQuestion(assessment, {}, asked)
    ) {
      asked.push(question.id);
    }
    expect(asked).toEqual([
      'day',
      'excites',
      'theory',
      'maths',
      'competition',
      'software',
      'learning',
      'place',
    ]);
  });

  test('is never one that is answered or skipped', () => {
    expect(nextQuestion(assessment, { day: 'tune' }, ['excites'])?.id).toBe('theory');
  });
});
