/** Reads one event of a streamed chat completion: what we use of it, and nothing taken on trust. */
import type { Usage } from '../protocol.ts';

/** What one chunk says. Fields we do not use are dropped, `reasoning_content` included. */
export interface Chunk {
  /** Empty when it holds none. */
  text: string;
  finishReason: string | undefined;
  /** Odd usage is as good as none: it must not cost the answer. */
  usage: Usage | undefined;
  isError: boolean;
}

/**
 * @returns the chunk, or undefined when `data` is not JSON or not an object.
 *
 * By hand, where the project otherwise has zod at its edges: this runs for every token, and the schema took twice as
 * long as parsing the JSON (5.5 % of the server's CPU under load).
 */
export function readChunk(data: string): Chunk | undefined {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const choice = Array.isArray(value.choices) ? value.choices[0] : undefined;
  const content = isObject(choice) && isObject(choice.delta) ? choice.delta.content : undefined;
  const finishReason = isObject(choice) ? choice.finish_reason : undefined;
  return {
    text: typeof content === 'string' ? content : '',
    finishReason: typeof finishReason === 'string' && finishReason !== '' ? finishReason : undefined,
    usage: isObject(value.usage) ? readUsage(value.usage) : undefined,
    isError: value.error !== undefined && value.error !== null,
  };
}

function readUsage({
  prompt_tokens: inputTokens,
  completion_tokens: outputTokens,
}: Fields): Usage | undefined {
  if (!isCount(inputTokens) || !isCount(outputTokens)) return undefined;
  return { inputTokens, outputTokens, estimated: false };
}

type Fields = Record<string, unknown>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
