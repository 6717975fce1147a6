/** The Model Context Protocol over HTTP, behind the same keys as the rest of the programs' interfaces. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { type Request, Router } from 'express';
import type { Logger } from 'pino';
import { requireKey } from '../door.ts';
import type { Running } from '../running.ts';
import { type Bell, createCalls } from './calls.ts';
import { createMcpServer, type McpParts } from './server.ts';

export interface McpOptions {
  /** At least one. */
  keys: readonly string[];
  /** Whether a page of that origin may ask; programs send no Origin. The protocol wants this beside the key. */
  isAllowed: (request: Request) => boolean;
  /** Its `enter` is that of the parts. */
  running: Pick<Running, 'add'>;
  /** Absent: this server is alone. */
  bell?: Bell;
  log: Pick<Logger, 'error'>;
}

const SESSION = 'Mcp-Session-Id';

/**
 * Nothing is kept between requests: each gets a server of its own, and any server of a cluster takes any request. A client
 * is given a random session id only to tell its calls from those of others, because it cancels them by another request.
 */
export function createMcpRouter(
  parts: McpParts,
  { keys, isAllowed, running, bell, log }: McpOptions,
): Router {
  const calls = createCalls(bell);
  const router = Router();
  router.use((request, response, next) => {
    if (isAllowed(request)) return next();
    const message = 'This origin is not allowed. The owner can add it to ALLOWED_ORIGINS.';
    response.status(403).json({ jsonrpc: '2.0', error: { code: -32000, message }, id: null });
  });
  router.use(requireKey(keys));
  router.use((request, response) => {
    const session = request.get(SESSION);
    const caller = String(response.locals.caller);
    const handler = createMcpHandler(({ era }) => {
      // Newer clients cancel by hanging up, and know no sessions.
      if (era === 'legacy' && session === undefined) response.set(SESSION, randomUUID());
      const of = (id: string | number) => ({ caller, session: session ?? '', id });
      return createMcpServer(parts, {
        run: (id, work, options) =>
          session === undefined ? work(options.signal) : calls.run(of(id), work, options),
        cancel: (id) => calls.cancel(of(id)),
      });
    });
    const handle = toNodeHandler(handler, { onerror: (error) => log.error({ err: error }, 'mcp') });
    response.on('close', () => void handler.close());
    // A stream that a client opens to listen has no end of its own.
    if (request.method === 'POST' && !response.closed)
      running.add(once(response, 'close'), () => response.destroy());
    void handle(request, response);
  });
  return router;
}
