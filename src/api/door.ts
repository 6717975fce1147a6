/** Lets programs in by their key. */
import type { RequestHandler } from 'express';
import { ApiError, sendError } from './error.ts';
import { createKeyCheck } from './keys.ts';

/** Refuses with 401 who has no key. `response.locals.caller` then names the key by its number, never by itself. */
export function requireKey(keys: readonly string[]): RequestHandler {
  const keyOf = createKeyCheck(keys);
  return (request, response, next) => {
    const key = keyOf(request.get('authorization'));
    if (key === undefined) {
      const message = 'Expected "Authorization: Bearer KEY" with one of the keys in API_KEYS.';
      sendError(response, new ApiError(401, 'invalid_api_key', message));
      return;
    }
    response.locals.caller = `key ${key}`;
    response.set('Cache-Control', 'no-store');
    next();
  };
}
