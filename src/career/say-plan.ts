/** Puts a learning plan to words. */
import type { LearningPlan } from './plan.ts';
import { cite, counted, enumerate, item, lead, type Said, sentence, withArticle } from './said.ts';
import type { Career } from './schema.ts';

/** The order first, then what carries over, the steps, and what authors say about the time: never one number. */
export function sayPlan(career: Career, plan: LearningPlan): Said {
  const { name: role, field } = career.roles.find(({ id }) => id === plan.role) ?? {
    name: plan.role,
    field: plan.role,
  };
  const { background, weeks } = plan;
  const waiting = plan.steps.filter((step) => step.weeks === 0).length;
  const start = background ? `, starting as ${withArticle(background.name)}` : '';
  const time = weeks === undefined ? '' : `, spread over ${counted(weeks, 'week')}`;
  const skipped = plan.skipped.map(({ title }) => title);
  return {
    statements: [
      lead(`A plan towards ${field}${start}${time}. ${plan.order.text}`, plan.order.reason),
      ...(plan.carriesOver ? [sentence(plan.carriesOver.text, plan.carriesOver.reason)] : []),
      ...(skipped.length > 0 ? [sentence(`Left out, because you have it: ${enumerate(skipped)}.`)] : []),
      ...(plan.isShort && weeks !== undefined
        ? [
            sentence(
              `${counted(weeks, 'week')} ${weeks === 1 ? 'is' : 'are'} few for ${counted(plan.steps.length, 'step')}, so the last ${waiting} ${waiting === 1 ? 'has' : 'have'} to wait.`,
            ),
          ]
        : []),
      ...(plan.steps.length === 0 ? [sentence('Every step of it is something you already state.')] : []),
      ...plan.steps.map(({ step, weeks: share }) =>
        item(`${step.title}${timeOf(share)}: ${step.what} Prove it: ${step.prove}`, step.reason),
      ),
      ...opinionsOf(plan),
      ...plan.dependsOn.map(({ text, reason }) => sentence(text, reason)),
      sentence(plan.disclaimer),
    ],
    figure: (markerOf) => ({
      kind: 'plan',
      role,
      ...(background ? { background: background.name } : {}),
      ...(weeks === undefined ? {} : { weeks }),
      steps: plan.steps.map(({ step, weeks: share }) => ({
        title: step.title,
        what: step.what,
        prove: step.prove,
        ...(share === undefined ? {} : { weeks: share }),
        ...cite(markerOf, step.reason),
      })),
      skipped,
      opinions: plan.opinions.map(({ text, reason }) => ({ text, ...cite(markerOf, reason) })),
      dependsOn: plan.dependsOn.map(({ text, reason }) => ({ text, ...cite(markerOf, reason) })),
      disclaimer: plan.disclaimer,
    }),
  };
}

function timeOf(weeks: number | undefined): string {
  if (weeks === undefined) return '';
  return weeks === 0 ? ' (later)' : ` (${counted(weeks, 'week')})`;
}

/** One number alone would be taken for a promise, so opinions are only ever given together. */
function opinionsOf({ opinions }: LearningPlan) {
  if (opinions.length < 2) return [lead('The sources give no estimate of how long this takes.')];
  return [
    lead('How long it takes is disputed; single authors say:'),
    ...opinions.map(({ text, reason }) => item(text, reason)),
  ];
}
