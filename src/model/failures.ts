/** Turns whatever an upstream call threw into an `AppError` that holds no key, URL or upstream text. */
import { APIError } from 'openai';
import { AppError } from '../errors.ts';

/** What an operator calls the endpoint, and by which variables it is set. */
export interface EndpointNames {
  what: string;
  key: string;
  url: string;
  model: string;
}

const ANSWERS: EndpointNames = {
  what: 'model',
  key: 'OPENAI_API_KEY',
  url: 'OPENAI_BASE_URL',
  model: 'OPENAI_MODEL',
};

/**
 * The `AppError` for a failed call. Messages are fixed texts plus the HTTP status or the system's error code:
 * upstream bodies quote keys and internal addresses, and so does the SDK's own message, so neither is kept, not even
 * as `cause` (loggers print causes).
 */
export function toModelError(error: unknown, names = ANSWERS): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof APIError && typeof error.status === 'number') {
    return statusError(error, error.status, names);
  }
  const code = systemCode(error) ?? 'connection failed';
  return new AppError('upstream_unavailable', `The ${names.what} endpoint could not be reached (${code}).`, {
    retryable: true,
    cause: new Error(code),
  });
}

/** A reply that came with status 200 but is not an answer. `what` is our own wording. */
export function invalidAnswer(what: string, of = ANSWERS.what): AppError {
  return new AppError('upstream_invalid', `The ${of}'s reply was not usable: ${what}.`, { retryable: true });
}

/** A deadline that passed; `what` names it. */
export function timedOut(what: string, afterMs: number, of = ANSWERS.what): AppError {
  return new AppError('upstream_timeout', `The ${of} was too slow: no ${what} within ${afterMs} ms.`, {
    retryable: true,
  });
}

export function cancelled(): AppError {
  return new AppError('cancelled', 'The answer was stopped.');
}

function statusError({ headers, code }: APIError, status: number, names: EndpointNames): AppError {
  const { what } = names;
  const cause = new Error(`HTTP ${status}`);
  const retryAfterMs = readRetryAfter(headers?.get('retry-after'));
  const later = { retryable: true, cause, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  if (status === 401 || status === 403) {
    return new AppError(
      'upstream_auth',
      `The ${what} refused the key (HTTP ${status}): check ${names.key}.`,
      { cause },
    );
  }
  if (status === 429) {
    // An empty account also says 429, but waiting does not fill it.
    if (code === 'insufficient_quota') {
      return new AppError('upstream_rate_limited', `The ${what}'s account has no quota left (HTTP 429).`, {
        cause,
      });
    }
    return new AppError('upstream_rate_limited', `The ${what} is rate limited (HTTP 429).`, later);
  }
  if (status === 408 || status === 409 || status >= 500) {
    return new AppError('upstream_unavailable', `The ${what} is unavailable (HTTP ${status}).`, later);
  }
  if (status < 400) {
    return new AppError(
      'upstream_unavailable',
      `The ${what} endpoint redirects (HTTP ${status}), which is not followed: set ${names.url} to its final address.`,
      { cause },
    );
  }
  if (status === 404) {
    const message = `The endpoint knows no such model (HTTP 404): check ${names.url} and ${names.model}.`;
    return new AppError('upstream_unavailable', message, { cause });
  }
  return new AppError('upstream_rejected', `The ${what} rejected the request (HTTP ${status}).`, { cause });
}

/** Reads `Retry-After` in seconds. Its date form is rare among model APIs and depends on clocks: ignored. */
function readRetryAfter(value: string | null | undefined): number | undefined {
  if (value === null || value === undefined || !/^\d{1,9}(\.\d{1,6})?$/.test(value.trim())) return undefined;
  return Math.round(Number(value) * 1000);
}

/** `ECONNREFUSED` and the like, from the error or from what it wraps. Only such a name is taken, never text. */
function systemCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    const code = (at as NodeJS.ErrnoException).code;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
  }
  return undefined;
}
