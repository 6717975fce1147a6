/** Mistakes of whoever calls the command: exit code 2, and a message that says what was expected. */
import { InvalidArgumentError } from 'commander';

/** The command line or its input is not what the command takes. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Reads a whole number within limits. @throws InvalidArgumentError, which commander reports with the option's name. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  };
}
