/** The verdict of the assessment: a lead or none, with every point, its reason and what stays uncertain. Pure. */
import { type Answers, chosen, nextQuestion, type RoleScore, score } from './assessment.ts';
import type { Assessment, Reason, Reasoned, Role } from './schema.ts';

export interface LedgerLine {
  questionId: string;
  question: string;
  answer: string;
  /** Points by role id, in the order of the roles; below zero where the answer speaks against a role. */
  points: Record<string, number>;
  reason: Reason;
}

export interface Verdict {
  /** `too-early`: fewer answers than the owner asks for. `either`: no role leads by enough. */
  kind: 'too-early' | 'leans' | 'either';
  /** The leading role's id; only when it leans. */
  role?: string;
  answered: number;
  scores: RoleScore[];
  /** What the visitor would like, apart from what she brings. */
  interest: RoleScore[];
  readiness: RoleScore[];
  ledger: LedgerLine[];
  uncertainty: Reasoned;
  cheapTest: Reasoned;
  /** What never counts, and why. */
  notScored: Reasoned;
  disclaimer: string;
}

/** Both percentages are compared unrounded; the margin only absorbs floating point. */
const EPSILON = 1e-9;

/** Weighs `answers`. Ids that do not exist count as not answered. */
export function verdict(assessment: Assessment, answers: Answers): Verdict {
  const { roles, verdict: rules } = assessment;
  const given = chosen(assessment, answers);
  const scores = score(assessment, answers);
  const interest = score(assessment, answers, 'interest');
  const readiness = score(assessment, answers, 'readiness');
  const leader = given.length < rules.askAtLeast ? undefined : leaderOf(roles, scores, rules.leadFrom);
  const kind = given.length < rules.askAtLeast ? 'too-early' : leader ? 'leans' : 'either';
  return {
    kind,
    ...(leader ? { role: leader.id } : {}),
    answered: given.length,
    scores,
    interest,
    readiness,
    ledger: given.map(({ question, answer }) => ({
      questionId: question.id,
      question: question.question,
      answer: answer.label,
      points: Object.fromEntries(roles.map(({ id }) => [id, answer.points[id] ?? 0])),
      reason: answer.reason,
    })),
    uncertainty: uncertaintyOf(assessment, answers, interest, readiness),
    cheapTest: leader?.cheapTest ?? rules.eitherTest,
    notScored: rules.notScored,
    disclaimer: rules.disclaimer,
  };
}

/** The role that leads every other by at least `leadFrom` percentage points. */
function leaderOf(roles: readonly Role[], scores: readonly RoleScore[], leadFrom: number): Role | undefined {
  const [first, second] = [...scores].sort((a, b) => b.percent - a.percent);
  if (!first || !second || first.percent - second.percent < leadFrom - EPSILON) return undefined;
  return roles.find(({ id }) => id === first.role);
}

/**
 * One sentence, by the first that holds: interest and readiness pull apart; two weighty answers pull apart; a question
 * is open (the most informative one); nothing is open, so only the words themselves are uncertain.
 */
function uncertaintyOf(
  assessment: Assessment,
  answers: Answers,
  interest: readonly RoleScore[],
  readiness: readonly RoleScore[],
): Reasoned {
  const { roles, verdict: rules } = assessment;
  const wanted = leaderOf(roles, interest, rules.leadFrom);
  const ready = leaderOf(roles, readiness, rules.leadFrom);
  if (wanted && ready && wanted !== ready) {
    return {
      text: `Your interests point to ${wanted.field} and what you bring points to ${ready.field}; whether you want to close that gap is open.`,
    };
  }
  const apart = pulledApart(assessment, answers);
  if (apart) return { text: `Two of your answers pull apart: “${apart[0]}” and “${apart[1]}”.` };
  const open = nextQuestion(assessment, answers);
  if (open) return open.ifOpen;
  return { text: 'Answers on paper are not yet experience: you have not tried either kind of day here.' };
}

/** Labels of the two weightiest answers that favour different roles, when both weigh at least two points. */
function pulledApart(assessment: Assessment, answers: Answers): [string, string] | undefined {
  const favours = chosen(assessment, answers).flatMap(({ answer }) => {
    const ranked = Object.entries(answer.points).sort(([, a], [, b]) => b - a);
    const [role, most] = ranked[0] ?? ['', 0];
    const next =
      assessment.roles.length > ranked.length ? Math.max(0, ranked[1]?.[1] ?? 0) : (ranked[1]?.[1] ?? 0);
    return most - next >= 2 ? [{ role, label: answer.label, lead: most - next }] : [];
  });
  const sorted = favours.sort((a, b) => b.lead - a.lead);
  const [first] = sorted;
  const other = sorted.find(({ role }) => role !== first?.role);
  return first && other ? [first.label, other.label] : undefined;
}
