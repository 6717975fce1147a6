/** Puts the verdict of the assessment to words. */
import type { FigureScore } from '../figures.ts';
import type { RoleScore } from './assessment.ts';
import type { SkillGap } from './gap.ts';
import { cite, counted, enumerate, item, lead, type Said, type Statement, sentence } from './said.ts';
import type { Assessment, Question } from './schema.ts';
import type { LedgerLine, Verdict } from './verdict.ts';

export interface VerdictOptions {
  /** The gap to the leading role, to name what to learn first. */
  gap?: SkillGap;
  /** The question that would tell most next; asked when it is too early. */
  next?: Question;
}

/** The verdict first, then a list of what a figure draws: all points, with each answer's reason; then what is uncertain and how to find out. */
export function sayVerdict(assessment: Assessment, verdict: Verdict, options: VerdictOptions = {}): Said {
  const { gap, next } = options;
  const headline = headlineOf(assessment, verdict);
  const missing = gap?.first.map(({ skill }) => skill.name) ?? [];
  const opening: Statement[] =
    verdict.kind === 'either'
      ? [
          lead(headline),
          reasoned(assessment.verdict.either),
          item(`Points: ${scoreWords(assessment, verdict.scores)}.`),
        ]
      : [lead(headline)];
  const isEarly = verdict.kind === 'too-early';
  const statements: Statement[] = [
    ...opening,
    ...(isEarly
      ? []
      : [
          item(`By interest alone: ${scoreWords(assessment, verdict.interest)}.`),
          item(`By what you bring already: ${scoreWords(assessment, verdict.readiness)}.`),
        ]),
    ...verdict.ledger.map((line) => item(ledgerWords(assessment, line), line.reason)),
    lead(`What is uncertain: ${verdict.uncertainty.text}`, verdict.uncertainty.reason),
    ...(isEarly ? [] : [sentence(`A cheap test: ${verdict.cheapTest.text}`, verdict.cheapTest.reason)]),
    ...(isEarly || missing.length === 0
      ? []
      : [sentence(`To close first: ${enumerate(missing)}.`, gap?.first[0]?.skill.reason)]),
    sentence(verdict.notScored.text, verdict.notScored.reason),
    sentence(verdict.disclaimer),
    ...(isEarly && next ? [lead(`The question that would tell most: ${next.question}`)] : []),
  ];
  return {
    statements,
    figure: (markerOf) => ({
      kind: 'verdict',
      verdict: verdict.kind,
      headline,
      ...(verdict.role ? { role: nameOf(assessment, verdict.role) } : {}),
      scores: figureScores(assessment, verdict.scores),
      interest: figureScores(assessment, verdict.interest),
      readiness: figureScores(assessment, verdict.readiness),
      ledger: verdict.ledger.map((line) => ({
        questionId: line.questionId,
        question: line.question,
        answer: line.answer,
        points: assessment.roles.map(({ id, name }) => ({ role: name, points: line.points[id] ?? 0 })),
        reason: line.reason.text,
        ...cite(markerOf, line.reason),
      })),
      uncertainty: { text: verdict.uncertainty.text, ...cite(markerOf, verdict.uncertainty.reason) },
      cheapTest: { text: verdict.cheapTest.text, ...cite(markerOf, verdict.cheapTest.reason) },
      notScored: { text: verdict.notScored.text, ...cite(markerOf, verdict.notScored.reason) },
      disclaimer: verdict.disclaimer,
    }),
  };
}

function reasoned({ text, reason }: Assessment['verdict']['either']): Statement {
  return sentence(text, reason);
}

function headlineOf(assessment: Assessment, { kind, role, answered, scores }: Verdict): string {
  if (kind === 'too-early') {
    const asked = counted(assessment.verdict.askAtLeast, 'answer');
    return `Too early to say: a verdict needs ${asked}, and so far there ${answered === 1 ? 'is' : 'are'} ${answered || 'none'}.`;
  }
  if (kind === 'either') return 'Either could fit.';
  const field = assessment.roles.find(({ id }) => id === role)?.field ?? role;
  const sorted = [...scores].sort((a, b) => Number(b.role === role) - Number(a.role === role));
  return `Leans to ${field}: ${sorted.map((one) => points(one)).join(' against ')} for ${enumerate(
    sorted.slice(1).map((one) => fieldOf(assessment, one.role)),
  )}.`;
}

/** "AI engineering 11 of 11 points (100%), ML engineering 0 of 12 (0%)". */
function scoreWords(assessment: Assessment, scores: readonly RoleScore[]): string {
  return enumerate(scores.map((one) => `${fieldOf(assessment, one.role)} ${points(one)}`));
}

/** "11 of 11 points (100%)". */
export function points({ points, outOf, percent }: RoleScore): string {
  return `${points} of ${counted(outOf, 'point')} (${Math.round(percent)}%)`;
}

function ledgerWords(assessment: Assessment, line: LedgerLine): string {
  const topic = assessment.questions.find(({ id }) => id === line.questionId)?.topic[0] ?? line.question;
  const given = assessment.roles
    .filter(({ id }) => line.points[id])
    .map(({ id, name }) => `${signed(line.points[id] ?? 0)} ${name}`);
  return `${capital(topic)}, “${line.answer}”: ${given.length > 0 ? given.join(', ') : 'no points'}. ${line.reason.text}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : `−${Math.abs(points)}`;
}

function nameOf({ roles }: Assessment, role: string): string {
  return roles.find(({ id }) => id === role)?.name ?? role;
}

function fieldOf({ roles }: Assessment, role: string): string {
  return roles.find(({ id }) => id === role)?.field ?? role;
}

function figureScores(assessment: Assessment, scores: readonly RoleScore[]): FigureScore[] {
  return scores.map(({ role, points, outOf, percent }) => ({
    role: nameOf(assessment, role),
    points,
    outOf,
    percent: Math.round(percent),
  }));
}
