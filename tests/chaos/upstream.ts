/** A model on a real socket that says what it is told to at the pace it is told to, and counts who hangs up. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fairNow } from '../support/clock.ts';

interface Message {
  role: string;
  content: string;
}

export interface ModelOptions {
  /** The answer to a prompt. */
  say: (messages: Message[]) => string;
  /** UTF-16 units of a piece. Default 6. */
  pieceChars?: number;
}

export type PacedModel = Awaited<ReturnType<typeof startModel>>;

/** How a call may go wrong; `none` is a good answer. */
export type Mood = 'none' | 'cut' | 'error' | 'hang' | 'garbage';

export async function startModel({ say, pieceChars = 6 }: ModelOptions) {
  const stats = { calls: 0, open: 0, hungUp: 0 };
  /** When the last caller hung up. */
  let hungUpAt = 0;
  let mood: Mood = 'none';
  let everyMs = 0;
  const prompts: Message[][] = [];

  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    stats.calls += 1;
    stats.open += 1;
    response.once('close', () => {
      stats.open -= 1;
      if (response.writableFinished) return;
      stats.hungUp += 1;
      hungUpAt = fairNow();
    });
    const { messages } = JSON.parse(Buffer.concat(parts).toString()) as { messages: Message[] };
    prompts.push(messages);
    await answer(response, say(messages));
  });

  async function answer(response: ServerResponse, text: string): Promise<void> {
    const mine = mood;
    if (mine === 'hang') return;
    if (mine === 'error') return void response.writeHead(503).end('{"error":{}}');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const pieces = text.match(new RegExp(`[\\s\\S]{1,${pieceChars}}`, 'gu')) ?? [];
    for (const [index, content] of pieces.entries()) {
      if (response.destroyed) return;
      if (mine === 'cut' && index > pieces.length / 2) return void response.socket?.resetAndDestroy();
      if (mine === 'garbage' && index > pieces.length / 2) response.write('data: {"choices":[{]}\n\n');
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`);
      if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    response.end(
      'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n' +
        'data: {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":10}}\n\ndata: [DONE]\n\n',
    );
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    stats,
    prompts,
    hungUpAt: () => hungUpAt,
    /** Milliseconds between two pieces from now on; at first none. */
    setPace(next: number) {
      everyMs = next;
    },
    /** How calls go from now on. */
    setMood(next: Mood) {
      mood = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
