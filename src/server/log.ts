/** One JSON line an event, safe to read in a terminal: no visitor's text, no whole ids, no secrets, no control characters. */
import { type DestinationStream, type Logger, pino } from 'pino';
import { AppError } from '../errors.ts';

export type LogLevel = 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** JSON escapes C0 controls itself; these pass through it, and a terminal or a log viewer may act on them. */
const UNSAFE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

function escapeUnsafe(line: string): string {
  return line.replace(UNSAFE, (char) =>
    char.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

/**
 * What a log may hold of an error. The message of an `AppError` is ours, written for operators; any other message may
 * quote a visitor's frame or an upstream's body, so only its class, its code and the places it passed are kept.
 */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as { code?: unknown }).code;
  const at = error.stack?.split('\n').flatMap((line) => /^\s+at (.+)$/.exec(line)?.[1] ?? []);
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error instanceof AppError ? { message: error.message } : {}),
    at: at?.slice(0, 5),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** @param destination Default: standard output, written at once. */
export function createLog(level: LogLevel, destination?: DestinationStream): Logger {
  const out = destination ?? pino.destination({ dest: 1, sync: true });
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    { write: (line) => out.write(escapeUnsafe(line)) },
  );
}
