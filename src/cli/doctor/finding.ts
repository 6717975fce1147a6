/** What the doctor finds in one part. */
import { AppError } from '../../errors.ts';

export interface Finding {
  /** What was looked at, e.g. "knowledge". */
  part: string;
  /** `warning`: it works, and is perhaps not what was meant. `problem`: it does not work. */
  state: 'ok' | 'warning' | 'problem';
  /** In plain words, with what to do where something is to be done. Never a key. */
  message: string;
}

export const ok = (part: string, message: string): Finding => ({ part, state: 'ok', message });
export const warning = (part: string, message: string): Finding => ({ part, state: 'warning', message });
export const problem = (part: string, message: string): Finding => ({ part, state: 'problem', message });

/** Runs a check. What it throws is its finding: our own errors say what to do. */
export async function check(part: string, work: () => Promise<Finding | Finding[]>): Promise<Finding[]> {
  try {
    return [await work()].flat();
  } catch (error) {
    if (error instanceof AppError) return [problem(part, error.message)];
    const { code, message } = error as NodeJS.ErrnoException;
    return [problem(part, `could not be checked: ${code ?? message}`)];
  }
}
