/** The guided assessment: which question comes next, and the points that answers add up to. Pure. */
import type { AnswerOption, Assessment, Question } from './schema.ts';

/** Answer ids by question id. */
export type Answers = Readonly<Record<string, string>>;

export interface RoleScore {
  role: string;
  /** Never negative: a sum below zero counts as zero. */
  points: number;
  /** Most points that the answered questions could give this role. */
  outOf: number;
  /** `points / outOf` in percent, not rounded; 0 when nothing could be gained. */
  percent: number;
}

/** The most informative open question, or undefined when all are answered or skipped. */
export function nextQuestion(
  { questions, verdict }: Assessment,
  answers: Answers,
  skipped: readonly string[] = [],
): Question | undefined {
  const open = verdict.order.find((id) => !(id in answers) && !skipped.includes(id));
  return questions.find(({ id }) => id === open);
}

/** The chosen answers with their questions, in the order of the questions. Ids that do not exist are left out. */
export function chosen(
  { questions }: Assessment,
  answers: Answers,
): { question: Question; answer: AnswerOption }[] {
  return questions.flatMap((question) => {
    const answer = question.answers.find(({ id }) => id === answers[question.id]);
    return answer ? [{ question, answer }] : [];
  });
}

/**
 * Points per role over the answered questions, in the order of the roles. Which answers were given first does not matter.
 * Replacing an answer by one with at least as many points for a role never lowers that role's percent, because the
 * highest possible depends only on which questions are answered. Answering one more question may lower it.
 */
export function score(assessment: Assessment, answers: Answers, about?: Question['about']): RoleScore[] {
  const counted = chosen(assessment, answers).filter(({ question }) => !about || question.about === about);
  return assessment.roles.map(({ id }) => {
    const sum = counted.reduce((points, { answer }) => points + (answer.points[id] ?? 0), 0);
    const outOf = counted.reduce(
      (most, { question }) => most + Math.max(...question.answers.map(({ points }) => points[id] ?? 0)),
      0,
    );
    const points = Math.max(0, sum);
    return { role: id, points, outOf, percent: outOf > 0 ? (100 * points) / outOf : 0 };
  });
}
