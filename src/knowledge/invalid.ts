/** How every complaint about the knowledge is worded: where it stands, then what to do. */
import { AppError } from '../errors.ts';

/** Builds the error for `file` (and `line`, from 1). `message` says what is wrong and what a correct value looks like. */
export function invalid(
  file: string,
  line: number | undefined,
  message: string,
  options: { cause?: unknown } = {},
): AppError {
  return new AppError(
    'knowledge_invalid',
    `${file}${line === undefined ? '' : `:${line}`}: ${message}`,
    options,
  );
}
