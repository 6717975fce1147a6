/** The SDK's client as everything here uses it: over our own `fetch`, and with nothing done of its own accord. */
import OpenAI from 'openai';
import { createHttpFetch } from './http-fetch.ts';

export interface ClientOptions {
  /** Default: https://api.openai.com/v1. */
  baseUrl?: string;
  /** Empty: no `Authorization` header is sent. */
  apiKey: string;
  /** Milliseconds for one call, its body not included. */
  timeoutMs: number;
}

/**
 * The SDK's own retries, redirects, logging and reading of the environment are all off, because each of them breaks a
 * promise of ours. `close()` drops idle connections.
 */
export function createClient({ baseUrl, apiKey, timeoutMs }: ClientOptions): {
  client: OpenAI;
  close(): void;
} {
  const http = createHttpFetch();
  const client = new OpenAI({
    apiKey: apiKey || 'none',
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    ...(apiKey === '' ? { defaultHeaders: { Authorization: null } } : {}),
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: http.fetch,
  });
  return { client, close: http.close };
}
