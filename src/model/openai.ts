/** The model behind any OpenAI-compatible endpoint: the SDK asks, our own reader, deadlines and retry do the rest. */
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { APIError } from 'openai';
import { AppError } from '../errors.ts';
import type { Usage } from '../protocol.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { createClient } from './client.ts';
import { type Completion, type CompletionEvent, readCompletion } from './completion.ts';
import { type Deadlines, startDeadlines } from './deadlines.ts';
import { invalidAnswer, toModelError } from './failures.ts';
import type { Model, ModelEvent, ModelRequest } from './model.ts';
import { createRetryBudget, retryDelayMs } from './retry.ts';

export interface OpenAiModelOptions {
  /** Without a trailing `/chat/completions`. Default: https://api.openai.com/v1. */
  baseUrl?: string;
  /** Empty for a local server that asks for none: no `Authorization` header is sent then. */
  apiKey: string;
  /** As the upstream names it, e.g. "gpt-4o-mini". */
  model: string;
  /** 0 to 2; the upstream's own default without. */
  temperature?: number;
  /** From the question to the first text, retry included. Default 8,000. Raise it for models that reason first. */
  firstDeltaTimeoutMs?: number;
  /** Between two pieces of text. Default 10,000. */
  gapTimeoutMs?: number;
  /** For the whole answer. Default 120,000. */
  totalTimeoutMs?: number;
  /** UTF-8 bytes of answer; past it the answer ends with `length`. Default 64 KiB. */
  maxAnswerBytes?: number;
  /** Milliseconds that only grow. Default `performance.now`. */
  now?: () => number;
  /** 0 to 1, for the jitter of retries. Default `Math.random`. */
  random?: () => number;
  /** Decides whether a call may be made. Default: one that nobody hears of. */
  breaker?: Breaker;
  /** Told of retries and of what the upstream turned out not to understand. Never text, key or URL. */
  log?: (event: 'model_retry' | 'model_dialect', detail: Record<string, string | boolean>) => void;
}

/** Calls that one question may cost. */
const MAX_CALLS = 2;
/** Bytes of answer allowed for each token asked for: four times what English takes, so only a broken upstream gets there. */
const MAX_BYTES_PER_TOKEN = 16;
/** A short answer may still be one long word. */
const MIN_ANSWER_BYTES = 1024;

/**
 * Makes the model. See the contract in `model.ts`.
 * `close()` drops idle connections.
 */
export function createOpenAiModel(options: OpenAiModelOptions): Model & { close(): void } {
  const {
    firstDeltaTimeoutMs = 8000,
    gapTimeoutMs = 10_000,
    totalTimeoutMs = 120_000,
    maxAnswerBytes = 64 * 1024,
    now = () => performance.now(),
    random = Math.random,
    breaker = createBreaker(),
    log,
  } = options;
  const { client, close } = createClient({ ...options, timeoutMs: totalTimeoutMs });
  const retries = createRetryBudget();
  /** What this upstream is known to understand; learned from its 400s. */
  let dialect: Dialect = { usage: true, cap: 'max_tokens' };

  async function open(request: ModelRequest, using: Dialect, deadlines: Deadlines): Promise<Completion> {
    const response = await client.chat.completions
      .create(
        {
          model: options.model,
          messages: request.messages,
          stream: true,
          [using.cap]: request.maxOutputTokens,
          ...(options.temperature === undefined ? {} : { temperature: options.temperature }),
          ...(using.usage ? { stream_options: { include_usage: true } } : {}),
        },
        { signal: deadlines.signal },
      )
      .asResponse();
    // Our fetch gives the Node stream as body, see http-fetch.ts.
    const body = response.body as unknown as Readable;
    const unreadable = whyUnreadable(response.headers);
    if (unreadable !== undefined) {
      body.destroy();
      throw invalidAnswer(unreadable);
    }
    const allowed = Math.max(MIN_ANSWER_BYTES, request.maxOutputTokens * MAX_BYTES_PER_TOKEN);
    return readCompletion(body, { deadlines, maxAnswerBytes: Math.min(maxAnswerBytes, allowed) });
  }

  /** Gets to the first event with at most two calls; after it nothing is ever tried again. */
  async function start(request: ModelRequest, deadlines: Deadlines) {
    retries.earn();
    let using = dialect;
    let simpler: Dialect | undefined;

    async function attempt() {
      let completion: Completion | undefined;
      try {
        completion = await open(request, using, deadlines);
        return { completion, first: await completion.next() };
      } catch (error) {
        completion?.close();
        simpler = simplerDialect(error, using);
        throw deadlines.reason() ?? toModelError(error);
      }
    }

    for (let call = 1; ; call++) {
      try {
        const started = await breaker.run(attempt);
        if (using !== dialect) {
          dialect = using;
          log?.('model_dialect', { usage: using.usage, cap: using.cap });
        }
        return started;
      } catch (error) {
        const failure = toModelError(error);
        const waitMs = simpler === undefined ? retryDelayMs(failure, random()) : 0;
        // Not after the breaker has opened: what it refuses would hide why.
        const isLast = call === MAX_CALLS || breaker.current().state !== 'closed';
        if (isLast || waitMs === undefined || !retries.spend()) throw failure;
        using = simpler ?? using;
        simpler = undefined;
        log?.('model_retry', { code: failure.code });
        await delay(waitMs, undefined, { signal: deadlines.signal }).catch(() => {
          throw deadlines.reason() ?? failure;
        });
      }
    }
  }

  return {
    name: options.model,
    // By hand and not as a generator, which costs each token three turns of the microtask queue instead of one.
    stream(request, { signal }): AsyncIterableIterator<ModelEvent> {
      let deadlines: Deadlines | undefined;
      let completion: Completion | undefined;
      let chars = 0;
      let isOver = false;
      const leave = () => {
        isOver = true;
        deadlines?.stop();
        completion?.close();
      };
      async function begin(): Promise<CompletionEvent> {
        deadlines = startDeadlines({ firstDeltaTimeoutMs, gapTimeoutMs, totalTimeoutMs, now }, signal);
        const started = await start(request, deadlines);
        completion = started.completion;
        return started.first;
      }
      return {
        async next() {
          if (isOver) return { done: true, value: undefined };
          try {
            throwIfAny(deadlines?.reason());
            const event = await (completion?.next() ?? begin());
            if (event.type === 'delta') {
              chars += event.text.length;
              return { done: false, value: event };
            }
            leave();
            return { done: false, value: { ...event, usage: event.usage ?? estimateUsage(request, chars) } };
          } catch (error) {
            leave();
            if (chars > 0 && error instanceof AppError) breaker.report(error);
            throw error;
          }
        },
        async return() {
          leave();
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
    close,
  };
}

interface Dialect {
  /** Whether `stream_options.include_usage` is sent. */
  usage: boolean;
  /** The field of the output cap: older servers know only the first, OpenAI's reasoning models only the second. */
  cap: 'max_tokens' | 'max_completion_tokens';
}

/** What to leave out of the next call when the upstream did not understand this one. */
function simplerDialect(error: unknown, using: Dialect): Dialect | undefined {
  if (!(error instanceof APIError) || error.status !== 400) return undefined;
  if (error.param === 'max_tokens' && using.cap === 'max_tokens')
    return { ...using, cap: 'max_completion_tokens' };
  return using.usage ? { ...using, usage: false } : undefined;
}

/** Why a reply with status 200 cannot be an event stream, judged by its headers. */
function whyUnreadable(headers: Headers): string | undefined {
  if (/\/(html|json|xml|xhtml)/i.test(headers.get('content-type') ?? '')) return 'it is not an event stream';
  const encoding = headers.get('content-encoding') ?? 'identity';
  return encoding === 'identity' ? undefined : 'it is compressed, which was not asked for';
}

function throwIfAny(reason: AppError | undefined): void {
  if (reason !== undefined) throw reason;
}

/** About four characters a token, which is OpenAI's own rule of thumb for English. */
function estimateUsage(request: ModelRequest, answerChars: number): Usage {
  const promptChars = request.messages.reduce((sum, message) => sum + message.content.length, 0);
  return {
    inputTokens: Math.ceil(promptChars / 4),
    outputTokens: Math.ceil(answerChars / 4),
    estimated: true,
  };
}
