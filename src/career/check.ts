/** Checks the career files together: every id that one part names must exist in another. */
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { lexiconOf } from './lexicon.ts';
import type { Career } from './schema.ts';
import { skillLexiconOf } from './skill-lexicon.ts';

/** @throws AppError `knowledge_invalid` naming the file, the key and the ids that exist. */
export function checkCareer({ roles, assessment, skills, plan }: Career, dir: string): void {
  const fail = (file: string, message: string): never => {
    throw new AppError('knowledge_invalid', `${join(dir, file)}: ${message}`);
  };
  const known = (
    file: string,
    key: string,
    ids: Iterable<string>,
    among: readonly string[],
    what: string,
  ) => {
    for (const id of ids) {
      if (!among.includes(id)) {
        fail(file, `"${key}": there is no ${what} "${id}"; expected one of ${among.join(', ')}`);
      }
    }
  };
  const unique = (file: string, key: string, ids: readonly string[]) => {
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    if (twice !== undefined) fail(file, `"${key}": id "${twice}" is there twice; change one of them`);
  };
  const every = (
    file: string,
    key: string,
    ids: Iterable<string>,
    needed: readonly string[],
    what: string,
  ) => {
    const there = new Set(ids);
    const missing = needed.find((id) => !there.has(id));
    if (missing !== undefined) fail(file, `"${key}": ${what} "${missing}" is missing; add it`);
  };

  const roleIds = roles.map(({ id }) => id);
  const questionIds = assessment.questions.map(({ id }) => id);
  unique('assessment.yaml', 'roles', roleIds);
  unique('assessment.yaml', 'questions', questionIds);
  unique('assessment.yaml', 'verdict.order', assessment.verdict.order);
  known('assessment.yaml', 'verdict.order', assessment.verdict.order, questionIds, 'question');
  every('assessment.yaml', 'verdict.order', assessment.verdict.order, questionIds, 'question');
  for (const { id, answers } of assessment.questions) {
    const ids = answers.map((answer) => answer.id);
    unique('assessment.yaml', `questions.${id}.answers`, ids);
    for (const answer of answers) {
      known(
        'assessment.yaml',
        `questions.${id}.${answer.id}.points`,
        Object.keys(answer.points),
        roleIds,
        'role',
      );
    }
  }
  for (const { aspect, roles: cells } of assessment.compare) {
    known('assessment.yaml', `compare.${aspect}.roles`, Object.keys(cells), roleIds, 'role');
    every('assessment.yaml', `compare.${aspect}.roles`, Object.keys(cells), roleIds, 'role');
  }

  try {
    lexiconOf(assessment);
  } catch (cause) {
    fail('assessment.yaml', cause instanceof Error ? cause.message : 'holds a phrase that cannot be read');
  }

  // Compiled here, so that the first visitor does not wait for it.
  if (skills) skillLexiconOf(skills);
  const skillIds = skills?.skills.map(({ id }) => id) ?? [];
  unique('skills.yaml', 'skills', skillIds);
  for (const { id, roles: needs } of skills?.skills ?? []) {
    known('skills.yaml', `skills.${id}.roles`, Object.keys(needs), roleIds, 'role');
    every('skills.yaml', `skills.${id}.roles`, Object.keys(needs), roleIds, 'role');
  }

  if (!plan) return;
  if (!skills) fail('plan.yaml', 'needs skills.yaml beside it, whose skills its steps teach; write one');
  known('plan.yaml', 'paths', Object.keys(plan.paths), roleIds, 'role');
  for (const [role, path] of Object.entries(plan.paths)) {
    for (const step of path.steps) {
      known('plan.yaml', `paths.${role}: ${step.title}: skills`, step.skills, skillIds, 'skill');
    }
  }
  const backgroundIds = plan.backgrounds.map(({ id }) => id);
  unique('plan.yaml', 'backgrounds', backgroundIds);
  for (const { id, brings, notes } of plan.backgrounds) {
    known('plan.yaml', `backgrounds.${id}.brings`, Object.keys(brings), skillIds, 'skill');
    known('plan.yaml', `backgrounds.${id}.notes`, Object.keys(notes), roleIds, 'role');
  }
  for (const { background, role } of plan.opinions) {
    known('plan.yaml', 'opinions.background', background ? [background] : [], backgroundIds, 'background');
    known('plan.yaml', 'opinions.role', role ? [role] : [], roleIds, 'role');
  }
}
