/** An OpenAI-compatible embedding endpoint on a real socket, whose vectors a test chooses and whose faults it names. */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { startEndpoint } from './endpoint.ts';
import { SECRET } from './upstream.ts';

/** How one call is answered. */
export type EmbeddingScenario =
  | 'ok'
  | 'numbers'
  | '400 unless numbers'
  | 'without usage'
  | 'in reverse'
  | 'not a number'
  | 'zeros'
  | 'short'
  | 'long'
  | 'uneven'
  | 'other dimensions'
  | 'numbered twice'
  | 'cut base64'
  | 'html 200'
  | 'json 200'
  | 'endless'
  | 'cut'
  | 'redirect'
  | 'hang'
  | 'hang after headers'
  | 'retry-after 7'
  | 'no quota'
  | `status ${number}`;

export interface LoggedEmbedding {
  headers: IncomingHttpHeaders;
  body: { model: string; input: string[]; encoding_format?: string; dimensions?: number };
  /** Resolves when its connection closed before the reply was complete. */
  gone: Promise<void>;
}

export type EmbeddingEndpoint = Awaited<ReturnType<typeof startEmbeddings>>;

/**
 * @param embed a text's vector, of any length above zero.
 * @param decide how a call is answered; by default as {@link set} said last, at first `ok`.
 */
export async function startEmbeddings(
  embed: (text: string) => readonly number[],
  decide?: (call: LoggedEmbedding['body']) => EmbeddingScenario,
) {
  const requests: LoggedEmbedding[] = [];
  let scenario: EmbeddingScenario = 'ok';
  const { baseUrl, close } = await startEndpoint(({ headers, body: given, gone }, response) => {
    const body = given as LoggedEmbedding['body'];
    requests.push({ headers, body, gone });
    answer(response, decide?.(body) ?? scenario, body, embed);
  });
  return {
    baseUrl,
    requests,
    /** How calls are answered from now on. */
    set(next: EmbeddingScenario) {
      scenario = next;
    },
    /** Every text asked for, in order. */
    texts: () => requests.flatMap(({ body }) => body.input),
    close,
  };
}

function answer(
  response: ServerResponse,
  scenario: EmbeddingScenario,
  { input, encoding_format }: LoggedEmbedding['body'],
  embed: (text: string) => readonly number[],
): unknown {
  const json = (status: number, body: unknown, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
  const error = (status: number, headers = {}, more = {}) =>
    json(status, { error: { message: SECRET, ...more } }, headers);
  const vectors = input.map((text) => [...embed(text)]);
  const inBase64 = encoding_format === 'base64' && scenario !== 'numbers';
  const form = (vector: readonly number[]) =>
    inBase64 ? Buffer.from(Float32Array.from(vector).buffer).toString('base64') : vector;
  const good = (some: readonly (readonly number[])[] = vectors, more: object = {}) =>
    json(200, {
      object: 'list',
      data: some.map((vector, index) => ({ object: 'embedding', index, embedding: form(vector) })),
      usage: { prompt_tokens: input.length * 3, total_tokens: input.length * 3 },
      ...more,
    });
  const [first = [1]] = vectors;
  const rest = vectors.slice(1);
  if (scenario.startsWith('status ')) return error(Number(scenario.slice(7)));
  switch (scenario) {
    case 'ok':
    case 'numbers':
      return good();
    case '400 unless numbers':
      return inBase64 ? error(400) : good();
    case 'without usage':
      return good(vectors, { usage: undefined });
    case 'in reverse': {
      const data = vectors.map((vector, index) => ({ index, embedding: form(vector) })).reverse();
      return good([], { data });
    }
    case 'not a number':
      return inBase64 ? good([first.map(() => Number.NaN), ...rest]) : good([[null as never], ...rest]);
    case 'zeros':
      return good([first.map(() => 0), ...rest]);
    case 'short':
      return good(rest);
    case 'long':
      return good([first, ...vectors]);
    case 'uneven':
      return good([...vectors.slice(0, -1), [...(vectors.at(-1) ?? []), 1]]);
    case 'other dimensions':
      return good(vectors.map((vector) => [...vector, 0.5]));
    case 'numbered twice':
      return good([], { data: vectors.map((vector) => ({ index: 0, embedding: form(vector) })) });
    case 'cut base64':
      return good([], { data: vectors.map(() => ({ embedding: 'AAAA' })) });
    case 'html 200':
      response.writeHead(200, { 'content-type': 'text/html' });
      return response.end(`<html>${SECRET}</html>`);
    case 'json 200':
      return json(200, { message: SECRET });
    case 'endless': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const piece = ' '.repeat(64 * 1024);
      const more = () => response.destroyed || response.write(piece, more);
      return more();
    }
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"data":[');
      return setImmediate(() => response.destroy());
    case 'redirect':
      return error(307, { location: '/v1/elsewhere' });
    case 'retry-after 7':
      return error(429, { 'retry-after': '7' });
    case 'no quota':
      return error(429, {}, { code: 'insufficient_quota' });
    case 'hang after headers':
      response.writeHead(200, { 'content-type': 'application/json' });
      return response.flushHeaders();
    case 'hang':
      return;
    default:
      throw new Error(`Scenario "${scenario}" has no answer in embeddings.ts`);
  }
}
