/** A second, internal port for the operator's own tools: `/metrics`. It knows no visitors and no keys, so it stays inside. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { AppError } from '../errors.ts';

export interface InternalOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  contentType: string;
  text: () => Promise<string>;
  log: Pick<Logger, 'error'>;
}

export interface InternalServer {
  /** @throws AppError `config_invalid` when the address cannot be had. */
  listen(): Promise<{ port: number }>;
  close(): Promise<void>;
}

export function createInternalServer({
  host,
  port,
  contentType,
  text,
  log,
}: InternalOptions): InternalServer {
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is only GET /metrics here.\n');
      return;
    }
    try {
      const body = await text();
      response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
    } catch (error) {
      log.error({ err: error }, 'metrics');
      response.writeHead(500).end();
    }
  });
  server.requestTimeout = 10_000;
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', (cause: NodeJS.ErrnoException) => {
          const message = `METRICS_PORT=${port} of ${host} cannot be had (${cause.code}): choose another port, or stop who holds it.`;
          reject(new AppError('config_invalid', message, { cause }));
        });
        server.listen(port, host, () => {
          server.removeAllListeners('error');
          // A TCP server's address is neither a string nor null while it listens.
          resolve({ port: (server.address() as AddressInfo).port });
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
