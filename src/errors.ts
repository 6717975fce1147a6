/** The one error class for expected failures, and the only place that words an error for a visitor. */

/**
 * Every expected failure of a turn, request or boot.
 * `upstream_*` come from the model's endpoint; `retryable` says whether asking again may help.
 */
export type ErrorCode =
  | 'bad_request'
  | 'too_long'
  | 'not_found'
  | 'rate_limited'
  | 'busy'
  | 'cancelled'
  | 'interrupted'
  | 'budget_spent'
  | 'upstream_unavailable'
  | 'upstream_auth'
  | 'upstream_rate_limited'
  | 'upstream_rejected'
  | 'upstream_timeout'
  | 'upstream_invalid'
  | 'config_invalid'
  | 'knowledge_invalid'
  | 'prompt_invalid'
  | 'internal';

/** An expected failure. `message` is for operators and logs; visitors see only {@link toWireError}. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** Milliseconds after which trying again makes sense, when the failing side said so. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { retryable?: boolean; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** What a visitor may read about a failure: never a stack, path, key, prompt or upstream body. */
export interface WireError {
  code: ErrorCode;
  message: string;
  retryable: boolean;
  retryAfterMs?: number;
}

const VISITOR_TEXT: Record<ErrorCode, string> = {
  bad_request: 'That request could not be understood.',
  too_long: 'That question is too long. Please shorten it.',
  not_found: 'That is not here any more.',
  rate_limited: 'Too many questions at once. Please wait a moment.',
  busy: 'The service is busy. Please try again in a moment.',
  cancelled: 'Stopped.',
  interrupted: 'The answer was interrupted. You can try again.',
  budget_spent: 'The model is not available right now.',
  upstream_unavailable: 'The model did not answer. You can try again.',
  upstream_auth: 'The model is not available right now.',
  upstream_rate_limited: 'The model is busy. Please try again in a moment.',
  upstream_rejected: 'The model declined this question.',
  upstream_timeout: 'The model took too long. You can try again.',
  upstream_invalid: 'The answer was cut off. You can try again.',
  config_invalid: 'The service is not set up correctly.',
  knowledge_invalid: 'The service is not set up correctly.',
  prompt_invalid: 'The service is not set up correctly.',
  internal: 'Something went wrong. You can try again.',
};

/**
 * Translates any thrown value into the closed set of texts a visitor may see.
 * An unknown error becomes `internal`, retryable, with a fixed text: its own message may hold anything.
 * `bad_request` keeps its message, because we wrote it about the visitor's own frame.
 */
export function toWireError(error: unknown): WireError {
  const known =
    error instanceof AppError ? error : new AppError('internal', 'unexpected', { retryable: true });
  return {
    code: known.code,
    message: known.code === 'bad_request' ? known.message : VISITOR_TEXT[known.code],
    retryable: known.retryable,
    ...(known.retryAfterMs === undefined ? {} : { retryAfterMs: known.retryAfterMs }),
  };
}
