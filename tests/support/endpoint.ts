/** A scripted HTTP endpoint on a real socket: hands each call over whole, and tells who went away before the answer was. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface EndpointCall {
  headers: IncomingHttpHeaders;
  /** Parsed JSON; an empty object for no body. */
  body: unknown;
  /** Resolves when the connection closed before the answer was complete. */
  gone: Promise<void>;
}

/** Listens on a free port; `baseUrl` ends in /v1. */
export async function startEndpoint(answer: (call: EndpointCall, response: ServerResponse) => unknown) {
  let connections = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(parts).toString() || '{}');
      const gone = new Promise<void>((resolve) => {
        response.on('close', () => response.writableFinished || resolve());
      });
      answer({ headers: request.headers, body, gone }, response);
    });
  });
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    /** How many sockets were opened. */
    connections: () => connections,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
