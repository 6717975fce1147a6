/** Finds out, by a cheap call, whether a model's endpoint is there, takes the key, and has the model. */
import { APIError } from 'openai';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { invalidAnswer, timedOut, toModelError } from './failures.ts';

export interface EndpointOptions {
  /** Default: https://api.openai.com/v1. */
  baseUrl?: string;
  apiKey: string;
  /** As the upstream names it. */
  model: string;
  /** Milliseconds for each of at most three calls. Default 5,000. */
  timeoutMs?: number;
}

/** `unsure`: the endpoint does not say, as some that answer well do not. */
export interface EndpointState {
  state: 'ok' | 'unsure' | 'wrong';
  /** What is so, and what to do. */
  message: string;
}

/** Bytes read of a list of models; the longest known has about one million. */
const MAX_BYTES = 8 * 1024 ** 2;
const list = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Asks for the list of models, which costs nothing. Never rejects; no key and no upstream text is in what it returns. */
export async function checkEndpoint(options: EndpointOptions): Promise<EndpointState> {
  const { baseUrl = 'https://api.openai.com/v1', apiKey, model, timeoutMs = 5000 } = options;
  const base = baseUrl.endsWith('/') ? baseUrl.slice(0, -1) : baseUrl;
  const get = (url: string) => getJson(url, apiKey, timeoutMs);
  try {
    const listed = await get(`${base}/models`);
    if (listed.status === 404 || listed.status === 405 || listed.status === 501) {
      return (await isApi(`${base}/v1/models`, get))
        ? wrong(`There is no API at ${base}, but there is one at ${base}/v1: set OPENAI_BASE_URL to that.`)
        : unsure(
            `${base} does not list its models (HTTP ${listed.status}), so neither key nor model could be checked. Most addresses end in /v1.`,
          );
    }
    refuseFailure(listed);
    const parsed = list.safeParse(listed.json);
    if (!parsed.success)
      throw invalidAnswer(`${base}/models is no list of models; most addresses end in /v1`);
    const names = parsed.data.data.map(({ id }) => id);
    if (names.includes(model) || names.includes(`${model}:latest`))
      return { state: 'ok', message: `${base} answers, and has ${model}.` };
    const single = await get(`${base}/models/${encodeURIComponent(model)}`);
    if (single.status === 200) return { state: 'ok', message: `${base} answers, and has ${model}.` };
    const advice = `${base} answers, and does not list ${model}: set OPENAI_MODEL to one of ${some(names)}.`;
    return codeOf(single.json) === 'model_not_found' ? wrong(advice) : unsure(advice);
  } catch (error) {
    const failure = toModelError(error);
    // A limit on calls says that the key was taken.
    if (failure.code === 'upstream_rate_limited' && failure.retryable) return unsure(failure.message);
    const hint = failure.code === 'upstream_unavailable' ? ` Is OPENAI_BASE_URL=${base} right?` : '';
    return wrong(failure.message + hint);
  }
}

const wrong = (message: string): EndpointState => ({ state: 'wrong', message });
const unsure = (message: string): EndpointState => ({ state: 'unsure', message });

interface Reply {
  status: number;
  headers: Headers;
  /** Undefined for what is no JSON. */
  json: unknown;
}

/** One call, never redirected: a key goes to one host only. */
async function getJson(url: string, apiKey: string, timeoutMs: number): Promise<Reply> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const headers = { authorization: `Bearer ${apiKey}`, accept: 'application/json' };
    const response = await fetch(url, { headers, redirect: 'manual', signal });
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body ?? []) {
      bytes += part.length;
      if (bytes > MAX_BYTES) throw invalidAnswer(`more than ${MAX_BYTES / 1024 ** 2} MB`);
      parts.push(part);
    }
    return {
      status: response.status,
      headers: response.headers,
      json: parse(Buffer.concat(parts).toString()),
    };
  } catch (error) {
    if (signal.aborted && !(error instanceof AppError)) throw timedOut('reply', timeoutMs);
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(json: unknown): string | undefined {
  const parsed = z.object({ error: z.object({ code: z.string() }) }).safeParse(json);
  return parsed.success ? parsed.data.error.code : undefined;
}

/** @throws what the same status would be in a conversation. */
function refuseFailure({ status, json, headers }: Reply): void {
  if (status >= 200 && status < 300) return;
  const code = codeOf(json);
  throw APIError.generate(status, code === undefined ? undefined : { error: { code } }, undefined, headers);
}

async function isApi(url: string, get: (url: string) => Promise<Reply>): Promise<boolean> {
  const reply = await get(url).catch(() => undefined);
  return reply?.status === 401 || (reply?.status === 200 && list.safeParse(reply.json).success);
}

/** A few names, cut where they are odd. */
function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => name.replace(/[^\w.:/@-]/g, '').slice(0, 60));
  return shown.length > 0 ? shown.join(', ') + (names.length > shown.length ? ', …' : '') : 'its models';
}
