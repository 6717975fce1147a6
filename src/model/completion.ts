/** Reads one streamed chat completion from the raw body: text as it comes, and an end only if it is a real one. */
import type { Readable } from 'node:stream';
import { createParser } from 'eventsource-parser';
import { AppError } from '../errors.ts';
import type { Usage } from '../protocol.ts';
import { readChunk } from './chunk.ts';
import type { Deadlines } from './deadlines.ts';
import { invalidAnswer, toModelError } from './failures.ts';
import { createReasoningFilter } from './reasoning.ts';

/** Longest single event, in characters; past it the reply is invalid. Holds one 1 MiB delta with room to spare. */
const MAX_EVENT_CHARS = 2 * 1024 * 1024;
/** Characters waiting for the reader before the upstream is paused. */
const MAX_QUEUED_CHARS = 16 * 1024;
/** How long the connection may take to end after the answer has, to be kept for the next question. */
const DRAIN_MS = 1000;

export type CompletionEvent =
  | { type: 'delta'; text: string }
  /** `usage` is absent when the upstream sent none. */
  | { type: 'end'; finishReason: 'stop' | 'length'; usage?: Usage };

export interface Completion {
  /** The text that arrived since the last call, joined, or the end. @throws AppError `upstream_*`, `cancelled` */
  next(): Promise<CompletionEvent>;
  /** Frees the connection: kept alive after a complete answer, closed at once in any other case. */
  close(): void;
}

export interface CompletionOptions {
  deadlines: Deadlines;
  /** UTF-8 bytes of text after which the answer ends with `length`. */
  maxAnswerBytes: number;
  /** How long usage and `[DONE]` are waited for once the finish reason is known. Default 500. */
  usageTimeoutMs?: number;
}

/**
 * Starts reading. A reply counts as an answer only if it names an expected `finish_reason` and holds text: a stream cut
 * cleanly, an empty one and a web page all end without an error of their own.
 *
 * The SDK's decoder is not used: three nested async generators cost 15-30 us of CPU a token (of 72-84), copy an event
 * anew for each read it spans, and put no bound on it. Once a failure is known, text not yet handed out is dropped, so
 * that a reply which fails in its first read can still be replaced whole.
 */
export function readCompletion(body: Readable, options: CompletionOptions): Completion {
  const { deadlines, maxAnswerBytes, usageTimeoutMs = 500 } = options;
  const withoutReasoning = createReasoningFilter();
  let queued = '';
  let bytes = 0;
  let finish: string | undefined;
  let usage: Usage | undefined;
  let outcome: Extract<CompletionEvent, { type: 'end' }> | AppError | undefined;
  /** Gives the next event to whoever waits for it. */
  let give: ((event: CompletionEvent | Promise<never>) => void) | undefined;
  let usageTimer: NodeJS.Timeout | undefined;

  const settle = (value: NonNullable<typeof outcome>) => {
    outcome ??= value;
    clearTimeout(usageTimer);
    wake();
  };
  /** Something is there: the text, the end of it, or a failure. */
  const take = (): CompletionEvent | Promise<never> => {
    if (outcome instanceof AppError) return Promise.reject(outcome);
    if (queued === '' && outcome !== undefined) return outcome;
    const text = queued;
    queued = '';
    if (body.isPaused()) body.resume();
    return { type: 'delta', text };
  };
  const wake = () => {
    if (give === undefined) return;
    const waiting = give;
    give = undefined;
    // Without an async function in between: each would cost a token a turn of the microtask queue.
    waiting(take());
  };
  const end = (finishReason: 'stop' | 'length') =>
    settle({ type: 'end', finishReason, ...(usage === undefined ? {} : { usage }) });
  const finished = () => {
    if (finish === undefined) settle(invalidAnswer('it ended without a finish_reason'));
    else if (finish === 'content_filter') settle(declined());
    else if (finish !== 'stop' && finish !== 'length')
      settle(invalidAnswer('its finish_reason is unexpected'));
    else if (bytes === 0) settle(invalidAnswer('it holds no text'));
    else end(finish);
  };
  const accept = (text: string) => {
    bytes += Buffer.byteLength(text);
    if (bytes <= maxAnswerBytes) {
      queued += text;
      return;
    }
    queued += firstBytes(text, maxAnswerBytes - (bytes - Buffer.byteLength(text)));
    usage = undefined;
    end('length');
  };
  const onEvent = (data: string) => {
    if (outcome !== undefined) return;
    if (data.startsWith('[DONE]')) return finished();
    const chunk = readChunk(data);
    if (chunk === undefined) return settle(invalidAnswer('an event is not a chunk of a completion'));
    if (chunk.isError) return settle(invalidAnswer('the upstream reported an error while streaming'));
    usage = chunk.usage ?? usage;
    const text = chunk.text === '' ? '' : withoutReasoning(chunk.text);
    if (text !== '') accept(text);
    if (chunk.finishReason !== undefined) {
      finish ??= chunk.finishReason;
      usageTimer ??= setTimeout(finished, usageTimeoutMs);
    }
  };
  const onClosed = (error?: Error) => {
    if (outcome !== undefined) return;
    if (finish !== undefined) return finished();
    const failure = bytes > 0 ? invalidAnswer('the connection was cut') : toModelError(error);
    settle(deadlines.reason() ?? failure);
  };

  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARS,
    onEvent: (event) => onEvent(event.data),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') settle(invalidAnswer('an event is too long'));
    },
  });
  body.setEncoding('utf8');
  body.on('data', (text: string) => {
    if (outcome !== undefined) return;
    parser.feed(text);
    if (queued === '') return;
    deadlines.arrived();
    if (queued.length > MAX_QUEUED_CHARS) body.pause();
    wake();
  });
  body.once('end', () => {
    // Some upstreams leave out the blank line that ends the last event.
    if (outcome === undefined) parser.feed('\n\n');
    finished();
  });
  body.once('error', onClosed);
  body.once('close', () => onClosed());

  return {
    next() {
      if (queued !== '' || outcome !== undefined) return Promise.resolve(take());
      deadlines.waiting();
      return new Promise((resolve) => {
        give = resolve;
      });
    },
    close() {
      clearTimeout(usageTimer);
      const complete = finish !== undefined && outcome !== undefined && !(outcome instanceof AppError);
      if (!complete) return void body.destroy();
      const timer = setTimeout(() => body.destroy(), DRAIN_MS);
      timer.unref();
      body.once('close', () => clearTimeout(timer));
      body.resume();
    },
  };
}

function declined(): AppError {
  return new AppError('upstream_rejected', 'The model ended the answer with content_filter.');
}

/** The longest start of a text within so many UTF-8 bytes that cuts no character. */
function firstBytes(text: string, maxBytes: number): string {
  return new TextDecoder().decode(Buffer.from(text).subarray(0, Math.max(0, maxBytes)), { stream: true });
}
