/** One listening server: pages, health and socket together, and the order in which they stop. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Conversations } from '../chat/conversation.ts';
import type { Limits } from '../limits/limits.ts';
import { createHttp, type Health, type HttpOptions } from './http.ts';
import type { OriginPolicy } from './origin.ts';
import { createSocketServer, type SocketOptions, type Upgrade } from './socket.ts';
import type { Greeting } from './tab.ts';

/**
 * Milliseconds until the headers and the whole of a request are there: a visitor's page sends nothing that takes long, and
 * whoever dawdles holds a descriptor. They are looked for every five seconds (by default thirty).
 */
const SLOW = { headersTimeout: 15_000, requestTimeout: 30_000, connectionsCheckingInterval: 5000 };

export interface ChatServerOptions extends OriginPolicy {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Folder of the built pages. */
  webDir: string;
  /** The presenter's page and socket; absent where there are none. */
  presenter?: { pages: Router; socketPath: string; upgrade: Upgrade; close(): void };
  conversations: Conversations;
  /** Read anew for each `ready`, so a reload of the knowledge shows. */
  greeting: () => Greeting;
  /** Whether everything works; default `ok`. A degraded server still answers, so a balancer may go on using it. */
  health?: () => Health;
  limits: Limits;
  /** Milliseconds that running turns are given to end. */
  shutdownTimeoutMs: number;
  log: Logger;
  /** Interfaces for programs, by path; see {@link HttpOptions}. */
  routes?: HttpOptions['routes'];
  /** Lets what runs elsewhere on this server end, beside the conversations. */
  drain?: (timeoutMs: number) => Promise<void>;
  /** The socket's clock and timer; see {@link SocketOptions}. */
  now?: SocketOptions['now'];
  every?: SocketOptions['every'];
}

export interface ChatServer {
  /** @throws the system's error (`EADDRINUSE`, …) when the address cannot be had. */
  listen(): Promise<{ url: string; port: number }>;
  /** Refuses newcomers, lets running turns end, closes every connection, and stops listening. */
  close(): Promise<void>;
  connectionCount(): number;
}

export function createChatServer(options: ChatServerOptions): ChatServer {
  const {
    host,
    port,
    conversations,
    presenter,
    health = () => ({ status: 'ok' }),
    log,
    now,
    every,
  } = options;
  let isReady = true;
  const server = createServer(
    SLOW,
    createHttp({
      webDir: options.webDir,
      ...(presenter ? { inspector: presenter.pages } : {}),
      isReady: () => isReady,
      health,
      log,
      ...(options.routes ? { routes: options.routes } : {}),
    }),
  );
  const sockets = createSocketServer({
    server,
    conversations,
    greeting: options.greeting,
    limits: options.limits,
    allowedOrigins: options.allowedOrigins,
    allowMissingOrigin: options.allowMissingOrigin,
    log,
    ...(presenter ? { others: new Map([[presenter.socketPath, presenter.upgrade]]) } : {}),
    ...(now ? { now } : {}),
    ...(every ? { every } : {}),
  });

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          // A TCP server's address is never a string (that is a pipe's) nor null while it listens.
          const bound = (server.address() as AddressInfo).port;
          resolve({ url: `http://${urlHost(host)}:${bound}`, port: bound });
        });
      }),

    async close() {
      isReady = false;
      sockets.startDraining();
      // Still listening: a balancer must be able to read from /readyz that it should go elsewhere.
      const { shutdownTimeoutMs, drain } = options;
      await Promise.all([conversations.drain(shutdownTimeoutMs), drain?.(shutdownTimeoutMs)]);
      presenter?.close();
      await sockets.close();
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.once('close', resolve));
      server.close();
      server.closeAllConnections();
      await closed;
    },

    connectionCount: sockets.connectionCount,
  };
}

/** An address one can click: "all addresses" is none, and IPv6 stands in brackets. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
