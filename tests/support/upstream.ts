/** A scripted OpenAI-compatible upstream on a real socket: named scenarios, a log, and who went away when. */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { startEndpoint } from './endpoint.ts';

/** How one request is answered. Those with `half` send half of the text, wait for `beforeFault`, then go wrong. */
export type Scenario =
  | 'ok'
  | 'ok without usage'
  | 'ok without [DONE]'
  | 'slow'
  | 'split utf8'
  | 'think'
  | 'reasoning field'
  | 'length'
  | 'content_filter'
  | 'content_filter at once'
  | 'odd finish_reason'
  | 'tool call'
  | 'tool call half'
  | 'echo'
  | 'drip'
  | 'gzip bomb'
  | 'huge header'
  | 'huge delta'
  | 'endless'
  | 'empty'
  | 'no choices'
  | 'html 200'
  | 'json 200'
  | 'gzip 200'
  | 'malformed half'
  | 'malformed'
  | 'error event'
  | 'error event half'
  | 'fin'
  | 'fin half'
  | 'rst'
  | 'rst half'
  | 'hang'
  | 'hang after headers'
  | 'stall half'
  | 'comments only'
  | 'redirect'
  | '400 unless no usage'
  | '400 unless max_completion_tokens'
  | 'retry-after 1h'
  | 'no quota'
  | `status ${number}`;

export interface LoggedRequest {
  scenario: Scenario;
  headers: IncomingHttpHeaders;
  body: { messages: { role: string; content: string }[] } & Record<string, unknown>;
  /** Resolves when the connection of this request closed before its answer was complete. */
  gone: Promise<void>;
}

export interface Upstream {
  baseUrl: string;
  requests: LoggedRequest[];
  /** How many sockets were opened. */
  connections(): number;
  close(): Promise<void>;
}

/** In every error text, so that a test can look for what must not get out. */
export const SECRET = 'sk-secret-and-internal-host.example';

/**
 * Starts an upstream on a free port. The nth request gets the nth scenario, later ones the last.
 * @param text what the model says; its pieces are the words.
 */
export async function startUpstream(
  scenarios: Scenario | Scenario[] = 'ok',
  text = 'An AI engineer builds features [1].',
  beforeFault: Promise<unknown> = Promise.resolve(),
): Promise<Upstream> {
  const script = [scenarios].flat();
  const requests: LoggedRequest[] = [];
  const { baseUrl, connections, close } = await startEndpoint(({ headers, body: given, gone }, response) => {
    const scenario = script[Math.min(requests.length, script.length - 1)] ?? 'ok';
    const body = given as LoggedRequest['body'];
    requests.push({ scenario, headers, body, gone });
    answer(response, scenario, text, body, beforeFault);
  });
  return { baseUrl, requests, connections, close };
}

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8' };
const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const delta = (fields: object) =>
  event({ id: 'c', choices: [{ index: 0, delta: fields, finish_reason: null }] });
const say = (content: string) => delta({ content });
const finish = (reason: string) =>
  event({ id: 'c', choices: [{ index: 0, delta: {}, finish_reason: reason }] });
const USAGE = event({ choices: [], usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 } });
const DONE = 'data: [DONE]\n\n';

function answer(
  res: ServerResponse,
  scenario: Scenario,
  text: string,
  body: Record<string, unknown>,
  beforeFault: Promise<unknown>,
): unknown {
  const words = text.match(/\s*\S+/g) ?? [];
  const start = delta({ role: 'assistant', content: '' });
  const half =
    start +
    words
      .slice(0, Math.ceil(words.length / 2))
      .map(say)
      .join('');
  const whole = start + words.map(say).join('');
  const usage = 'stream_options' in body ? USAGE : '';
  const good = (content = whole, reason = 'stop') => res.end(content + finish(reason) + usage + DONE);
  const status = (code: number, extra: Record<string, string> = {}, error: object = {}) => {
    res.writeHead(code, { 'content-type': 'application/json', ...extra });
    res.end(JSON.stringify({ error: { message: `wrong: ${SECRET}`, type: 'x', ...error } }));
  };
  if (scenario.startsWith('status ')) return status(Number(scenario.slice(7)));
  const isHalf = scenario.endsWith(' half');
  const then = (fault: () => unknown) => {
    if (isHalf) res.write(half, () => beforeFault.then(fault));
    else fault();
  };
  switch (scenario) {
    case 'hang':
      return;
    case 'redirect':
      return status(307, { location: '/v1/elsewhere' });
    case 'retry-after 1h':
      return status(429, { 'retry-after': '3600' });
    case 'no quota':
      return status(429, {}, { code: 'insufficient_quota' });
    case '400 unless no usage':
      return 'stream_options' in body ? status(400) : good();
    case '400 unless max_completion_tokens':
      return 'max_tokens' in body ? status(400, {}, { param: 'max_tokens' }) : good();
    case 'html 200':
      res.writeHead(200, { 'content-type': 'text/html' });
      return res.write(`<html>${SECRET}`);
    case 'json 200':
      return status(200);
    case 'gzip bomb':
      // 16 MiB of blanks in 16 KiB.
      res.writeHead(200, { ...HEADERS, 'content-encoding': 'gzip' });
      return res.end(BOMB());
    case 'huge header':
      res.writeHead(200, { ...HEADERS, 'x-filler': 'x'.repeat(64 * 1024) });
      return good();
    case 'gzip 200':
      res.writeHead(200, { ...HEADERS, 'content-encoding': 'gzip' });
      return res.write('x');
  }
  const isChunked = !scenario.startsWith('fin');
  // Without chunked encoding the end of the connection is a correct end of the body.
  res.useChunkedEncodingByDefault = isChunked;
  res.writeHead(200, isChunked ? HEADERS : { ...HEADERS, connection: 'close' });
  switch (scenario) {
    case 'ok':
      return good();
    case 'ok without usage':
      return res.end(whole + finish('stop') + DONE);
    case 'ok without [DONE]':
      return res.end(whole + finish('stop'));
    case 'slow':
      return sayOneByOne(res, [start, ...words.map(say), finish('stop') + usage + DONE]);
    case 'split utf8':
      return sayOneByOne(
        res,
        [...Buffer.from(whole + finish('stop') + usage + DONE)].map((byte) => Buffer.of(byte)),
      );
    case 'think':
      return good(start + ['<th', 'ink>secret plan</thi', 'nk>\n\n', ...words].map(say).join(''));
    case 'reasoning field':
      return good(delta({ reasoning_content: 'secret plan' }) + whole);
    case 'length':
      return good(half, 'length');
    case 'content_filter':
      return good(half, 'content_filter');
    case 'content_filter at once':
      return good(start, 'content_filter');
    case 'odd finish_reason':
      return good(half, 'tool_calls');
    case 'tool call':
    case 'tool call half': {
      const call = {
        index: 0,
        id: 'c1',
        type: 'function',
        function: { name: 'run', arguments: '{"cmd":"id"}' },
      };
      return then(() => good((isHalf ? '' : start) + delta({ tool_calls: [call] }), 'tool_calls'));
    }
    case 'echo': {
      const messages = body.messages as { content: string }[];
      return good(start + messages.map(({ content }) => say(content)).join(''));
    }
    case 'drip':
      // Alive for ever, and never a whole word.
      res.write(start);
      return sayForEver(res, say(''), 20);
    case 'huge delta':
      return good(say('é'.repeat(512 * 1024)));
    case 'endless':
      return sayForEver(res);
    case 'empty':
      return good(start);
    case 'no choices':
      return res.end(event({ id: 'c' }) + DONE);
    case 'malformed':
    case 'malformed half':
      return then(() => res.end(`data: {"choices":[{"delta":{"content":"${SECRET}\n\n`));
    case 'error event':
    case 'error event half':
      // Some upstreams go on as if nothing had happened.
      return then(() => good(event({ error: { message: SECRET } })));
    case 'fin':
    case 'fin half':
      res.flushHeaders();
      return then(() => res.socket?.end());
    case 'rst':
    case 'rst half':
      res.flushHeaders();
      return then(() => setImmediate(() => res.socket?.resetAndDestroy()));
    case 'hang after headers':
      return res.flushHeaders();
    case 'stall half':
      return then(() => undefined);
    case 'comments only':
      return sayForEver(res, ': still working\n\n');
    default:
      throw new Error(`Scenario "${scenario}" has no answer in upstream.ts`);
  }
}

function sayOneByOne(res: ServerResponse, pieces: (string | Buffer)[]): unknown {
  const [piece, ...rest] = pieces;
  if (piece === undefined || res.destroyed) return res.end();
  return res.write(piece, () => setImmediate(() => sayOneByOne(res, rest)));
}

function sayForEver(res: ServerResponse, piece = say('and so on '.repeat(20)), everyMs = 0): void {
  if (!res.destroyed) res.write(piece, () => setTimeout(() => sayForEver(res, piece, everyMs), everyMs));
}

let bomb: Buffer | undefined;
const BOMB = (): Buffer => {
  bomb ??= gzipSync(Buffer.alloc(16 * 1024 * 1024, ' '));
  return bomb;
};
