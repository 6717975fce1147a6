/** The project's own career files, as the tests read them. */
import { fileURLToPath } from 'node:url';
import { loadCareer } from '../../src/career/load.ts';
import type { Career, PlanFile, Question, SkillsFile } from '../../src/career/schema.ts';

export const KNOWLEDGE = fileURLToPath(new URL('../../knowledge', import.meta.url));

/** The whole of it, with every part that the project's folder has. */
export async function ownCareer(): Promise<Career & { skills: SkillsFile; plan: PlanFile }> {
  const career = await loadCareer(KNOWLEDGE);
  if (!career?.skills || !career.plan) throw new Error(`${KNOWLEDGE} lacks assessment, skills or plan`);
  return { ...career, skills: career.skills, plan: career.plan };
}

export function questionOf(career: Career, id: string): Question {
  const question = career.assessment.questions.find((one) => one.id === id);
  if (!question) throw new Error(`there is no question "${id}"`);
  return question;
}
