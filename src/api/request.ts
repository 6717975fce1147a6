/** Reads the body of `POST /v1/chat/completions`. */
import { z } from 'zod';
import { cleanQuestion } from '../chat/question.ts';
import { WIRE_LIMITS } from '../protocol.ts';
import { ApiError } from './error.ts';

/** The models that the interface offers: what visitors get, and the rules alone. */
export const MODELS = ['crossroads', 'crossroads-rules'] as const;
export type ModelId = (typeof MODELS)[number];

/** Messages of one request; past it, 400. More than anybody types, so that no chat becomes too long to go on. */
const MAX_MESSAGES = 5000;
/** Earlier questions that are understood again; older ones are left out. */
export const MAX_EARLIER = 12;

const part = z.object({ type: z.literal('text', 'only text can be read'), text: z.string() });
const content = z
  .union([z.string(), z.array(part)], 'expected text, or parts of type "text"')
  .nullish()
  .transform((value) =>
    typeof value === 'string' ? value : (value ?? []).map(({ text }) => text).join('\n'),
  );

const amount = z.number().nullish();

/**
 * What would change the answer's form, and cannot be had, is refused. What only tunes a model (`temperature`, `stop`,
 * `max_tokens` …) is checked for its type and read by nobody: the operator configures the model. The rest is not looked at.
 */
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
  modalities: z.array(z.literal('text', 'answers are text')).nullish(),
  tool_choice: z.enum(['auto', 'none'], 'no tool is ever called: expected "auto" or "none"').nullish(),
  tools: z.array(z.object({})).nullish(),
  logprobs: z.literal(false, 'there are none').nullish(),
  stop: z.union([z.string(), z.array(z.string())], 'expected text, or a list of texts').nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  temperature: amount,
  top_p: amount,
  presence_penalty: amount,
  frequency_penalty: amount,
  seed: amount,
  user: z.string().nullish(),
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
    throw unknownModel(model);
  }
  const { question, earlier } = exchanges(
    messages.map(({ role, content: text }) => ({ role, content: cleanQuestion(text) })),
  );
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

/** @returns the error for a model that the interface does not offer. */
export function unknownModel(model: string): ApiError {
  const message = `There is no model "${model.slice(0, 100)}"; there are ${MODELS.join(' and ')}.`;
  return new ApiError(404, 'model_not_found', message, { param: 'model' });
}

function exchanges(messages: readonly { role: string; content: string }[]) {
  const all: { question: string; answer: string }[] = [];
  for (const { role, content } of messages) {
    const last = all.at(-1);
    if (role === 'user') all.push({ question: content, answer: '' });
    else if (role === 'assistant' && last) last.answer += content;
  }
  const asked = all.pop();
  if (messages.at(-1)?.role !== 'user' || !asked?.question) {
    throw new ApiError(400, 'invalid_value', 'messages: the last one has to be a question, of role "user"', {
      param: 'messages',
    });
  }
  const earlier = all.filter(
    ({ question }) => question !== '' && question.length <= WIRE_LIMITS.maxQuestionChars,
  );
  return { question: asked.question, earlier };
}
