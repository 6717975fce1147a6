/** One listening server: pages, health and socket together, and the order in which they stop. */
import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Conversations } from '../chat/conversation.ts';
import type { Limits } from '../limits/limits.ts';
import { createHttp, type Health, type HttpOptions } from './http.ts';
import { createListener, type Listener } from './listener.ts';
import type { OriginPolicy } from './origin.ts';
import { createSocketServer, type SocketOptions, type Upgrade } from './socket.ts';
import type { Greeting } from './tab.ts';

export interface ChatServerOptions extends OriginPolicy {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** The port, if it is open already. */
  listener?: Listener;
  /** Folder of the built pages. */
  webDir: string;
  /** See {@link HttpOptions}. */
  home?: string;
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
  const { listener = createListener(options), conversations, presenter, log, now, every } = options;
  const { health = () => ({ status: 'ok' }) } = options;
  let isReady = true;
  const http = createHttp({
    webDir: options.webDir,
    ...(options.home === undefined ? {} : { home: options.home }),
    ...(presenter ? { inspector: presenter.pages } : {}),
    isReady: () => isReady,
    health,
    log,
    ...(options.routes ? { routes: options.routes } : {}),
  });
  if (options.limits.peers) listener.server.on('connection', options.limits.peers);
  const sockets = createSocketServer({
    server: listener.server,
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
    listen() {
      listener.serve(http);
      return listener.listen();
    },

    async close() {
      isReady = false;
      sockets.startDraining();
      // Still listening: a balancer must be able to read from /readyz that it should go elsewhere.
      const { shutdownTimeoutMs, drain } = options;
      await Promise.all([conversations.drain(shutdownTimeoutMs), drain?.(shutdownTimeoutMs)]);
      presenter?.close();
      await sockets.close();
      await listener.close();
    },

    connectionCount: sockets.connectionCount,
  };
}
