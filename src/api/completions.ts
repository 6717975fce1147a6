/** OpenAI's chat interface over the grounded chat: `POST /v1/chat/completions` and `GET /v1/models`. */

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import type { RunTurn } from '../chat/turn.ts';
import { AppError, toWireError } from '../errors.ts';
import { answerText, type Completed } from './answer.ts';
import { requireKey } from './door.ts';
import { understandEarlier } from './earlier.ts';
import { ApiError, errorBody, fromWire, sendError } from './error.ts';

import { type CompletionRequest, MODELS, readRequest, unknownModel } from './request.ts';
import type { Running } from './running.ts';

/** Bytes of a request's body; past it, 413. */
const MAX_BODY = '2mb';

export interface ApiOptions {
  /** At least one. */
  keys: readonly string[];
  /** As visitors are answered. */
  runTurn: RunTurn;
  /** By the rules alone. */
  runRules: RunTurn;
  /** A program has no other limit than its places, because its key is the operator's. */
  running: Running;
  log: Pick<Logger, 'info' | 'error'>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

export function createApi({ keys, runTurn, runRules, running, log, now }: ApiOptions): Router {
  const router = express.Router();

  router.use(requireKey(keys));

  router.get('/models', (_request, response) => {
    response.json({ object: 'list', data: MODELS.map(describe) });
  });

  router.get('/models/:id', (request, response) => {
    const { id } = request.params;
    if (!MODELS.some((known) => known === id)) throw unknownModel(id);
    response.json(describe(id));
  });

  router.post(
    '/chat/completions',
    express.json({ limit: MAX_BODY, type: () => true }),
    async (request: Request, response: Response) => {
      const asked = readRequest(request.body);
      const caller = String(response.locals.caller);
      const stop = new AbortController();
      // A client that goes away has no use for the rest; she may go while she waits for her place.
      response.on('close', () => stop.abort());
      const leave = await running.enter();
      const work = serve(asked, caller, response, stop.signal).finally(leave);
      running.add(work, () => stop.abort());
      await work;
    },
  );

  const there = 'There are GET /v1/models and POST /v1/chat/completions.';
  const only = (methods: string) => (_request: Request, response: Response) => {
    response.set('Allow', methods);
    sendError(response, new ApiError(405, 'method_not_allowed', there));
  };
  router.all('/chat/completions', only('POST'));
  router.all(['/models', '/models/:id'], only('GET, HEAD'));
  router.use((_request, response) => sendError(response, new ApiError(404, 'not_found', there)));
  router.use(lastResort(log));

  async function serve(
    asked: CompletionRequest,
    caller: string,
    response: Response,
    signal: AbortSignal,
  ): Promise<void> {
    const started = now();
    const { model, question, earlier, isStream, withUsage } = asked;
    const past = await understandEarlier(runRules, earlier, { signal });
    const input = { turnId: randomUUID(), question, past };
    response.set('X-Request-Id', input.turnId);
    const head = { id: `chatcmpl-${input.turnId}`, created: Math.floor(started / 1000), model };
    const pieces = answerText(model === 'crossroads-rules' ? runRules : runTurn, input, { signal });
    let text = '';
    let end: Parameters<typeof about> | undefined;
    const send = isStream
      ? createStream(response, { ...head, ...(withUsage ? { usage: null } : {}) }, signal)
      : undefined;
    try {
      for await (const piece of pieces) {
        if ('end' in piece) end = [piece.end, piece.citations];
        else if (send) await send({ delta: { content: piece.text } });
        else text += piece.text;
      }
    } catch (error) {
      if (!(error instanceof ApiError) || !response.headersSent) throw error;
      response.end(`data: ${JSON.stringify(errorBody(error))}\n\n`);
      return;
    }
    if (!end || signal.aborted) {
      response.destroy();
      return;
    }
    const [completed] = end;
    if (send) {
      await send({ delta: {}, finish_reason: completed.finishReason }, { crossroads: about(...end) });
      if (withUsage) await send(undefined, { usage: usage(completed) });
      response.end('data: [DONE]\n\n');
    } else {
      const message = { role: 'assistant', content: text, refusal: null };
      const choice = { index: 0, message, logprobs: null, finish_reason: completed.finishReason };
      response.json({
        ...head,
        object: 'chat.completion',
        choices: [choice],
        usage: usage(completed),
        crossroads: about(...end),
      });
    }
    log.info(
      {
        caller,
        turnId: input.turnId,
        ms: now() - started,
        answerer: completed.answerer,
        outcome: completed.outcome,
      },
      'api turn',
    );
  }

  return router;
}

/** A model as the interface lists it. */
function describe(id: string) {
  return { id, object: 'model', created: 0, owned_by: 'crossroads' };
}

/** Server-sent events. A reader that is slow stops the model's reader, through the generator. */
function createStream(response: Response, head: object, signal: AbortSignal) {
  response.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  let isFirst = true;
  return async (choice: { delta: object; finish_reason?: string } | undefined, more: object = {}) => {
    const role = isFirst ? { role: 'assistant' } : {};
    isFirst = false;
    const choices = choice
      ? [{ index: 0, logprobs: null, finish_reason: null, ...choice, delta: { ...role, ...choice.delta } }]
      : [];
    const chunk = { ...head, object: 'chat.completion.chunk', choices, ...more };
    if (!response.write(`data: ${JSON.stringify(chunk)}\n\n`) && !signal.aborted)
      await once(response, 'drain', { signal }).catch(() => {});
  };
}

/** What OpenAI's form has no place for. */
function about({ answerer, outcome, followUps, grounding, notice }: Completed, citations: unknown[]) {
  return { answerer, outcome, citations, followUps, grounding, ...(notice ? { notice } : {}) };
}

/** Tokens of the model; the rules use none. */
function usage({ usage: used }: Completed) {
  const prompt_tokens = used?.inputTokens ?? 0;
  const completion_tokens = used?.outputTokens ?? 0;
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

/** Express tells by the fourth parameter that this handles errors. */
function lastResort(log: ApiOptions['log']): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof AppError) return sendError(response, fromWire(toWireError(error)));
    if (error instanceof ApiError) return sendError(response, error);
    const status = Number((error as { status?: unknown } | null)?.status);
    if (status === 413)
      return sendError(response, new ApiError(413, 'too_long', `The body has more than ${MAX_BODY}.`));
    if (status >= 400 && status < 500)
      return sendError(response, new ApiError(400, 'invalid_json', 'The body is not JSON.'));
    log.error({ err: error }, 'api');
    sendError(response, new ApiError(500, 'internal', 'Something went wrong here.'));
  };
}
