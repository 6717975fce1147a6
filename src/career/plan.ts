/** The learning plan: a role's steps in order, without those that the visitor has, over the weeks there are. Pure. */
import type { Background, PlanFile, PlanStep, Reasoned, Skill } from './schema.ts';
import type { StatedSkill } from './skills.ts';

export interface PlanRequest {
  role: string;
  background?: Background;
  /** Whole weeks; absent: the steps are only put in order. */
  weeks?: number;
  stated?: readonly StatedSkill[];
}

export interface LearningPlan {
  role: string;
  background?: Background;
  weeks?: number;
  order: Reasoned;
  /** What carries over from the background to the role. */
  carriesOver?: Reasoned;
  /** `weeks` in halves; 0 for a step that has to wait because the weeks are too few. */
  steps: { step: PlanStep; weeks?: number }[];
  /** Left out, because the visitor stated the skills, or the background brings them. */
  skipped: PlanStep[];
  /** True: there is less than a week for each step, so the last ones wait. */
  isShort: boolean;
  opinions: PlanFile['opinions'];
  dependsOn: Reasoned[];
  disclaimer: string;
}

/** @returns undefined when the owner has no path for `role`. */
export function learningPlan(
  file: PlanFile,
  skills: readonly Skill[],
  { role, background, weeks, stated = [] }: PlanRequest,
): LearningPlan | undefined {
  const path = file.paths[role];
  if (!path) return undefined;
  const levels = new Map(Object.entries(background?.brings ?? {}));
  // What is said outright counts for more than what a background usually brings.
  for (const { skillId, level } of stated) levels.set(skillId, level);
  const required = new Map(skills.map(({ id, roles }) => [id, roles[role]?.level ?? 0]));
  const has = (id: string) => (levels.get(id) ?? 0) >= Math.max(1, required.get(id) ?? 0);
  const open = path.steps.filter((step) => !step.skills.every(has));
  const carriesOver = background?.notes[role];
  return {
    role,
    ...(background ? { background } : {}),
    ...(weeks === undefined ? {} : { weeks }),
    ...(carriesOver ? { carriesOver } : {}),
    order: path.order,
    steps: weeks === undefined ? open.map((step) => ({ step })) : spread(open, weeks),
    skipped: path.steps.filter((step) => step.skills.every(has)),
    isShort: weeks !== undefined && weeks < open.length,
    opinions: file.opinions.filter((opinion) => opinion.role === undefined || opinion.role === role),
    dependsOn: file.dependsOn,
    disclaimer: file.disclaimer,
  };
}

/**
 * Spreads `weeks` by the steps' shares in half weeks, by largest remainder, so that they sum up to `weeks`.
 * Each step gets at least one week first; where there are fewer weeks than steps, the last steps wait with 0.
 */
function spread(steps: readonly PlanStep[], weeks: number): { step: PlanStep; weeks: number }[] {
  const now = steps.slice(0, weeks);
  const total = now.reduce((sum, { share }) => sum + share, 0);
  const halves = 2 * (weeks - now.length);
  const ideal = now.map(({ share }) => (halves * share) / total);
  const whole = ideal.map(Math.floor);
  const left = halves - whole.reduce((sum, part) => sum + part, 0);
  const byRemainder = ideal
    .map((part, at) => ({ at, remainder: part - Math.floor(part) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder.slice(0, left)) whole[at] = (whole[at] ?? 0) + 1;
  return steps.map((step, at) => ({ step, weeks: at < now.length ? 1 + (whole[at] ?? 0) / 2 : 0 }));
}
