/** The Model Context Protocol over HTTP, behind the same keys as the rest of the programs' interfaces. */
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { Router } from 'express';
import type { Logger } from 'pino';
import { requireKey } from '../door.ts';
import { createMcpServer, type McpParts } from './server.ts';

/** Nothing is kept between requests: each gets a server of its own. */
export function createMcpRouter(
  parts: McpParts,
  { keys, log }: { keys: readonly string[]; log: Pick<Logger, 'error'> },
): Router {
  const router = Router();
  router.use(requireKey(keys));
  router.use((request, response) => {
    const handler = createMcpHandler(() => createMcpServer(parts));
    const handle = toNodeHandler(handler, { onerror: (error) => log.error({ err: error }, 'mcp') });
    response.on('close', () => void handler.close());
    void handle(request, response);
  });
  return router;
}
