/** Checks the career files together: every id that one part names must exist in another. */
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { lexiconOf } from './lexicon.ts';
import type { Career } from './schema.ts';
import { skillLexiconOf } from './skill-lexicon.ts';

/** @throws AppError `knowledge_invalid` naming the file, the key and the ids that exist. */
export function checkCareer(career: Career, dir: string): void {
  const roleIds = career.roles.map(({ id }) => id);
  checkAssessment(career, roleIds, checksOf(join(dir, 'assessment.yaml')));
  const skillIds = checkSkills(career, roleIds, checksOf(join(dir, 'skills.yaml')));
  checkPlan(career, roleIds, skillIds, checksOf(join(dir, 'plan.yaml')));
}

type Checks = ReturnType<typeof checksOf>;

/** What may be wrong with the ids under a key of one file. */
function checksOf(file: string) {
  const fail = (message: string): never => {
    throw new AppError('knowledge_invalid', `${file}: ${message}`);
  };
  return {
    fail,
    /** No id stands twice. */
    unique(key: string, ids: readonly string[]) {
      const twice = ids.find((id, at) => ids.indexOf(id) !== at);
      if (twice !== undefined) fail(`"${key}": id "${twice}" is there twice; change one of them`);
    },
    /** Each id is one of `among`. */
    known(key: string, ids: readonly string[], among: readonly string[], what: string) {
      const strange = ids.find((id) => !among.includes(id));
      if (strange !== undefined)
        fail(`"${key}": there is no ${what} "${strange}"; expected one of ${among.join(', ')}`);
    },
    /** Each of `needed` is there. */
    every(key: string, ids: readonly string[], needed: readonly string[], what: string) {
      const missing = needed.find((id) => !ids.includes(id));
      if (missing !== undefined) fail(`"${key}": ${what} "${missing}" is missing; add it`);
    },
  };
}

function checkAssessment({ assessment }: Career, roleIds: string[], checks: Checks): void {
  const { fail, unique, known, every } = checks;
  const { questions, compare, verdict } = assessment;
  const questionIds = questions.map(({ id }) => id);
  unique('roles', roleIds);
  unique('questions', questionIds);
  unique('verdict.order', verdict.order);
  known('verdict.order', verdict.order, questionIds, 'question');
  every('verdict.order', verdict.order, questionIds, 'question');
  for (const { id, answers } of questions) {
    const ids = answers.map((answer) => answer.id);
    unique(`questions.${id}.answers`, ids);
    for (const answer of answers)
      known(`questions.${id}.${answer.id}.points`, Object.keys(answer.points), roleIds, 'role');
  }
  for (const { aspect, roles: cells } of compare) {
    known(`compare.${aspect}.roles`, Object.keys(cells), roleIds, 'role');
    every(`compare.${aspect}.roles`, Object.keys(cells), roleIds, 'role');
  }
  try {
    lexiconOf(assessment);
  } catch (cause) {
    fail(cause instanceof Error ? cause.message : 'holds a phrase that cannot be read');
  }
}

/** @returns the ids of the skills; none where there is no such file. */
function checkSkills({ skills }: Career, roleIds: string[], { unique, known, every }: Checks): string[] {
  if (!skills) return [];
  // Compiled here, so that the first visitor does not wait for it.
  skillLexiconOf(skills);
  const skillIds = skills.skills.map(({ id }) => id);
  unique('skills', skillIds);
  for (const { id, roles: needs } of skills.skills) {
    known(`skills.${id}.roles`, Object.keys(needs), roleIds, 'role');
    every(`skills.${id}.roles`, Object.keys(needs), roleIds, 'role');
  }
  return skillIds;
}

function checkPlan({ plan, skills }: Career, roleIds: string[], skillIds: string[], checks: Checks): void {
  const { fail, unique, known } = checks;
  if (!plan) return;
  if (!skills) fail('needs skills.yaml beside it, whose skills its steps teach; write one');
  known('paths', Object.keys(plan.paths), roleIds, 'role');
  for (const [role, path] of Object.entries(plan.paths)) {
    for (const step of path.steps)
      known(`paths.${role}: ${step.title}: skills`, step.skills, skillIds, 'skill');
  }
  const backgroundIds = plan.backgrounds.map(({ id }) => id);
  unique('backgrounds', backgroundIds);
  for (const { id, brings, notes } of plan.backgrounds) {
    known(`backgrounds.${id}.brings`, Object.keys(brings), skillIds, 'skill');
    known(`backgrounds.${id}.notes`, Object.keys(notes), roleIds, 'role');
  }
  for (const { background, role } of plan.opinions) {
    known('opinions.background', background ? [background] : [], backgroundIds, 'background');
    known('opinions.role', role ? [role] : [], roleIds, 'role');
  }
}
