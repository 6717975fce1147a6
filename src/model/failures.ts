/** Turns whatever an upstream call threw into an `AppError` that holds no key, URL or upstream text. */
import { APIError } from 'openai';
import { AppError } from '../errors.ts';

/**
 * The `AppError` for a failed call. Messages are fixed texts plus the HTTP status or the system's error code:
 * upstream bodies quote keys and internal addresses, and so does the SDK's own message, so neither is kept, not even
 * as `cause` (loggers print causes).
 */
export function toModelError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof APIError && typeof error.status === 'number') {
    return statusError(error.status, error.headers, error.code);
  }
  const code = systemCode(error) ?? 'connection failed';
  return new AppError('upstream_unavailable', `The model endpoint could not be reached (${code}).`, {
    retryable: true,
    cause: new Error(code),
  });
}

/** A reply that came with status 200 but is not an answer. `what` is our own wording. */
export function invalidAnswer(what: string): AppError {
  return new AppError('upstream_invalid', `The model's reply was not usable: ${what}.`, { retryable: true });
}

/** A deadline that passed; `what` names it. */
export function timedOut(what: string, afterMs: number): AppError {
  return new AppError('upstream_timeout', `The model was too slow: no ${what} within ${afterMs} ms.`, {
    retryable: true,
  });
}

export function cancelled(): AppError {
  return new AppError('cancelled', 'The answer was stopped.');
}

function statusError(
  status: number,
  headers: Headers | undefined,
  code: string | null | undefined,
): AppError {
  const cause = new Error(`HTTP ${status}`);
  const retryAfterMs = readRetryAfter(headers?.get('retry-after'));
  const later = { retryable: true, cause, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  if (status === 401 || status === 403) {
    return new AppError(
      'upstream_auth',
      `The model refused the key (HTTP ${status}): check OPENAI_API_KEY.`,
      {
        cause,
      },
    );
  }
  if (status === 429) {
    // An empty account also says 429, but waiting does not fill it.
    if (code === 'insufficient_quota') {
      return new AppError('upstream_rate_limited', "The model's account has no quota left (HTTP 429).", {
        cause,
      });
    }
    return new AppError('upstream_rate_limited', 'The model is rate limited (HTTP 429).', later);
  }
  if (status === 408 || status === 409 || status >= 500) {
    return new AppError('upstream_unavailable', `The model is unavailable (HTTP ${status}).`, later);
  }
  if (status < 400) {
    return new AppError(
      'upstream_unavailable',
      `The model endpoint redirects (HTTP ${status}), which is not followed: set OPENAI_BASE_URL to its final address.`,
      { cause },
    );
  }
  if (status === 404) {
    const message = 'The endpoint knows no such model (HTTP 404): check OPENAI_BASE_URL and OPENAI_MODEL.';
    return new AppError('upstream_unavailable', message, { cause });
  }
  return new AppError('upstream_rejected', `The model rejected the request (HTTP ${status}).`, { cause });
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
