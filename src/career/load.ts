/** Loads the career tools' files from a knowledge folder. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { checkCareer } from './check.ts';
import { assessmentSchema, type Career, planSchema, skillsSchema } from './schema.ts';
import { parseYaml } from './yaml.ts';

/** Names of the files, in a knowledge folder. */
export const CAREER_FILES = ['assessment.yaml', 'skills.yaml', 'plan.yaml'];

/** Bytes of one file; a longer one is no hand-written file. */
const MAX_BYTES = 1024 ** 2;

/**
 * Reads `assessment.yaml`, `skills.yaml` and `plan.yaml` in `dir`.
 * @returns undefined when the folder has none of them, or `dir` is a file.
 * @throws AppError `knowledge_invalid` naming the file, the line or key, and the fix.
 */
export async function loadCareer(dir: string): Promise<Career | undefined> {
  const [assessmentText, skillsText, planText] = await Promise.all([
    readIfThere(join(dir, 'assessment.yaml')),
    readIfThere(join(dir, 'skills.yaml')),
    readIfThere(join(dir, 'plan.yaml')),
  ]);
  if (assessmentText === undefined) {
    const alone = skillsText !== undefined ? 'skills.yaml' : planText !== undefined ? 'plan.yaml' : undefined;
    if (alone === undefined) return undefined;
    throw new AppError(
      'knowledge_invalid',
      `${join(dir, alone)}: needs assessment.yaml beside it, which names the roles; write one or remove ${alone}`,
    );
  }
  const assessment = parseYaml(assessmentText, join(dir, 'assessment.yaml'), assessmentSchema);
  const career: Career = {
    roles: assessment.roles,
    assessment,
    ...(skillsText === undefined
      ? {}
      : { skills: parseYaml(skillsText, join(dir, 'skills.yaml'), skillsSchema) }),
    ...(planText === undefined ? {} : { plan: parseYaml(planText, join(dir, 'plan.yaml'), planSchema) }),
  };
  checkCareer(career, dir);
  return career;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) {
      throw new AppError('knowledge_invalid', `${path}: is larger than 1 MB; shorten it`);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const isText = code !== 'ERR_ENCODING_INVALID_ENCODED_DATA';
    const message = isText ? 'cannot be read' : 'is not UTF-8; save it as UTF-8';
    throw new AppError('knowledge_invalid', `${path}: ${message}`, { cause });
  }
}
