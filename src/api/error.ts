/** Errors in the form that OpenAI's clients read. */
import type { Response } from 'express';
import type { WireError } from '../errors.ts';

/** A request that cannot be served; `message` is for whoever wrote the client. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** The field at fault. */
  readonly param: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    { param, retryAfterMs }: { param?: string; retryAfterMs?: number } = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.param = param;
    this.retryAfterMs = retryAfterMs;
  }
}

/** A turn's failure as a client sees it: retried later where that may help. */
export function fromWire({ code, message, retryable, retryAfterMs }: WireError): ApiError {
  const status = code === 'rate_limited' ? 429 : retryable ? 503 : 500;
  return new ApiError(status, code, message, retryAfterMs === undefined ? {} : { retryAfterMs });
}

/** `{"error": {...}}`. */
export function errorBody({ status, code, message, param }: ApiError) {
  const type =
    status === 401
      ? 'authentication_error'
      : status === 429
        ? 'rate_limit_error'
        : status < 500
          ? 'invalid_request_error'
          : 'server_error';
  return { error: { message, type, param: param ?? null, code } };
}

/** Sends an error as the whole response. */
export function sendError(response: Response, error: ApiError): void {
  if (error.retryAfterMs !== undefined)
    response.set('Retry-After', String(Math.ceil(error.retryAfterMs / 1000)));
  if (error.status === 401) response.set('WWW-Authenticate', 'Bearer');
  response.status(error.status).json(errorBody(error));
}
