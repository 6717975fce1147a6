/** Reads the body of `POST /v1/chat/completions`. */
import { z } from 'zod';
import { WIRE_LIMITS } from '../protocol.ts';
import { ApiError } from './error.ts';

/** The models that the interface offers: what visitors get, and the rules alone. */
export const MODELS = ['crossroads', 'crossroads-rules'] as const;
export type ModelId = (typeof MODELS)[number];

/** Messages of one request; past it, 400. */
const MAX_MESSAGES = 200;
/** Earlier questions that are understood again; older ones are left out. */
export const MAX_EARLIER = 12;

const part = z.object({ type: z.literal('text', 'only text can be read'), text: z.string() });
const content = z
  .union([z.string(), z.array(part)], 'expected text, or parts of type "text"')
  .nullish()
  .transform((value) =>
    typeof value === 'string' ? value : (value ?? []).map(({ text }) => text).join('\n'),
  );

/** What is not named here, e.g. `temperature`, is read by nobody: the operator configures the model. */
const schema = z.object({
  model: z.string(),
  messages: z
    .array(
      z.object({ role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']), content }),
    )
    .min(1)
    .max(MAX_MESSAGES),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  n: z.literal(1, 'one answer a request').nullish(),
  response_format: z.object({ type: z.literal('text', 'answers are text') }).nullish(),
});

export interface CompletionRequest {
  model: ModelId;
  question: string;
  /** Earlier exchanges, oldest first; an answer may be missing. */
  earlier: { question: string; answer: string }[];
  isStream: boolean;
  withUsage: boolean;
}

/**
 * Instructions of the client (roles `system` and `developer`) and tools are left out: what may be said is the operator's to decide.
 * @throws ApiError 400, or 404 for another model.
 */
export function readRequest(body: unknown): CompletionRequest {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0] as z.core.$ZodIssue;
    const param = path.join('.');
    throw new ApiError(400, 'invalid_value', `${param || 'body'}: ${message}`, param ? { param } : {});
  }
  const { model, messages, stream, stream_options } = parsed.data;
  if (!MODELS.includes(model as ModelId)) {
    throw new ApiError(
      404,
      'model_not_found',
      `There is no model "${model.slice(0, 100)}"; there are ${MODELS.join(' and ')}.`,
      { param: 'model' },
    );
  }
  const { question, earlier } = exchanges(messages);
  if (question.length > WIRE_LIMITS.maxQuestionChars) {
    throw new ApiError(
      400,
      'context_length_exceeded',
      `messages: a question has at most ${WIRE_LIMITS.maxQuestionChars} characters`,
      { param: 'messages' },
    );
  }
  return {
    model: model as ModelId,
    question,
    earlier: earlier.slice(-MAX_EARLIER),
    isStream: stream ?? false,
    withUsage: stream_options?.include_usage ?? false,
  };
}

function exchanges(messages: readonly { role: string; content: string }[]) {
  const all: { question: string; answer: string }[] = [];
  for (const { role, content } of messages) {
    const last = all.at(-1);
    if (role === 'user') all.push({ question: content, answer: '' });
    else if (role === 'assistant' && last) last.answer += content;
  }
  const asked = all.pop();
  if (messages.at(-1)?.role !== 'user' || !asked?.question.trim()) {
    throw new ApiError(400, 'invalid_value', 'messages: the last one has to be a question, of role "user"', {
      param: 'messages',
    });
  }
  const earlier = all.filter(
    ({ question }) => question.trim() !== '' && question.length <= WIRE_LIMITS.maxQuestionChars,
  );
  return { question: asked.question, earlier };
}
