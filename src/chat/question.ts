/** Cleans a question of what no visitor types on purpose: characters that cannot be seen. */
import { visibleOnly } from '../text/invisible.ts';

/** @returns the question without invisible characters and outer white space, line ends as `\n`, well-formed. */
export function cleanQuestion(text: string): string {
  return visibleOnly(text).trim();
}
