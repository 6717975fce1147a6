/** Loads the career tools' files from a knowledge folder. */
import { join } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { readSmallFile } from '../knowledge/small-file.ts';
import { parseYaml } from '../knowledge/yaml.ts';
import { checkCareer } from './check.ts';
import { assessmentSchema, type Career, planSchema, skillsSchema } from './schema.ts';

/**
 * Reads `assessment.yaml`, `skills.yaml` and `plan.yaml` in `dir`.
 * @returns undefined when the folder has none of them, or `dir` is a file.
 * @throws AppError `knowledge_invalid` naming the file, the line or key, and the fix.
 */
export async function loadCareer(dir: string): Promise<Career | undefined> {
  const [assessmentText, skillsText, planText] = await Promise.all([
    readSmallFile(join(dir, 'assessment.yaml')),
    readSmallFile(join(dir, 'skills.yaml')),
    readSmallFile(join(dir, 'plan.yaml')),
  ]);
  if (assessmentText === undefined) {
    const alone = skillsText !== undefined ? 'skills.yaml' : planText !== undefined ? 'plan.yaml' : undefined;
    if (alone === undefined) return undefined;
    throw new AppError(
      'knowledge_invalid',
      `${join(dir, alone)}: needs assessment.yaml beside it, which names the roles; write one or remove ${alone}`,
    );
  }
  const read = <Schema extends z.ZodType>(text: string, name: string, schema: Schema) =>
    parseYaml(text, schema, { shown: join(dir, name) });
  const assessment = read(assessmentText, 'assessment.yaml', assessmentSchema);
  const career: Career = {
    roles: assessment.roles,
    assessment,
    ...(skillsText === undefined ? {} : { skills: read(skillsText, 'skills.yaml', skillsSchema) }),
    ...(planText === undefined ? {} : { plan: read(planText, 'plan.yaml', planSchema) }),
  };
  checkCareer(career, dir);
  return career;
}
