/** The career tools' files: their names, and what tells two versions apart. */
import { createHash } from 'node:crypto';
import type { Career } from './schema.ts';

/** Names of the files, in a knowledge folder. */
export const CAREER_FILES = ['assessment.yaml', 'skills.yaml', 'plan.yaml'];

/** @returns what differs when anything in the files does that the tools can tell. */
export function versionOf(career: Career | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify(career ?? null))
    .digest('hex');
}
