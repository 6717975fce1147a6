/** The open port. Until there is a server behind it, it says that there will be one soon. */
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Milliseconds until the headers and the whole of a request are there: a visitor's page sends nothing that takes long, and
 * whoever dawdles holds a descriptor. Also of who sends nothing at all. They are looked for every five seconds (by default thirty).
 */
const PATIENCE = { headersTimeout: 15_000, requestTimeout: 30_000, connectionsCheckingInterval: 5000 };
/** Seconds after which it is worth asking again; a page in a browser does so by itself. */
const RETRY_SECONDS = 2;

export interface Listener {
  server: Server;
  /** Opens the port; the second call only tells where it is. @throws the system's error (`EADDRINUSE`, …). */
  listen(): Promise<{ url: string; port: number }>;
  /** From now on `handle` answers. */
  serve(handle: RequestListener): void;
  /** Cuts every connection and stops listening. Fine when it never began. */
  close(): Promise<void>;
}

/** @param options.port 0 takes any free one. @param options.patience what a test does not wait for. */
export function createListener({
  host,
  port,
  patience = PATIENCE,
}: {
  host: string;
  port: number;
  patience?: typeof PATIENCE;
}): Listener {
  let handle: RequestListener = ({ url }, response) => sayStarting(url ?? '', response);
  const server = createServer(patience, (request, response) => handle(request, response));
  let listening: ReturnType<Listener['listen']> | undefined;
  return {
    server,
    listen() {
      listening ??= new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          // A TCP server's address is never a string (that is a pipe's) nor null while it listens.
          const bound = (server.address() as AddressInfo).port;
          resolve({ url: `http://${urlHost(host)}:${bound}`, port: bound });
        });
      });
      return listening;
    },
    serve(next) {
      handle = next;
    },
    async close() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.once('close', resolve));
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The process lives; nobody is to be sent here yet. An attempt to open a socket comes here as well, and is refused. */
function sayStarting(url: string, response: ServerResponse): void {
  const isAlive = /^\/healthz?(?:\?|$)/.test(url);
  response.writeHead(isAlive ? 200 : 503, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'self'",
    Connection: 'close',
    ...(isAlive ? {} : { 'Retry-After': RETRY_SECONDS, Refresh: RETRY_SECONDS }),
  });
  response.end(JSON.stringify({ status: 'starting', reason: 'reading knowledge' }));
}

/** An address one can click: "all addresses" is none, and IPv6 stands in brackets. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
