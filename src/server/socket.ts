/** The WebSocket's edge: who may connect, within which limits, and how all connections end. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Limits } from '../limits/limits.ts';
import { CLOSE, WIRE_LIMITS } from '../protocol.ts';
import { createHeartbeat, TICK_MS } from './heartbeat.ts';
import { isLocal, isOriginAllowed, type OriginPolicy } from './origin.ts';
import { refuse, refuseBusy } from './refuse.ts';
import { SocketTab, type TabContext } from './tab.ts';

export interface SocketOptions extends OriginPolicy, TabContext {
  server: Server;
  limits: Limits;
  log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
  /** Other sockets of this server, by path. */
  others?: ReadonlyMap<string, Upgrade>;
  /** Monotonic milliseconds. */
  now?: () => number;
  /** Calls `run` every `everyMs`. @returns what ends it. */
  every?: (everyMs: number, run: () => void) => () => void;
}

/** Takes over a request to upgrade, or refuses it. */
export type Upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => void;

export interface SocketServer {
  connectionCount(): number;
  /** Refuses new connections with 503, and closes those whose conversation is not answering right now. */
  startDraining(): void;
  /** Closes every connection with `CLOSE.restart`, and cuts those that have not closed after two seconds. */
  close(): Promise<void>;
}

/** Browsers do not fragment what is this small; `ws` allows 16,384 by default. */
const MAX_FRAGMENTS = 32;
/** TCP reads that one frame may be spread over; at least 64 bytes each is what the largest frame then needs. */
const MAX_BUFFERED_CHUNKS = 1024;
/** Milliseconds that a peer has to answer a close. A slow reader's queue is held no longer than this. */
const CLOSE_TIMEOUT_MS = 2000;

export function createSocketServer(options: SocketOptions): SocketServer {
  const { server, limits, log, now = () => performance.now(), every = everyInterval } = options;
  const context: TabContext = options;
  const tabs = new Map<WebSocket, SocketTab>();
  const heartbeat = createHeartbeat(now);
  let draining = false;
  // In a variable of its own because the types of `ws` do not know `closeTimeout` yet.
  const wire = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: WIRE_LIMITS.maxPayloadBytes,
    maxFragments: MAX_FRAGMENTS,
    maxBufferedChunks: MAX_BUFFERED_CHUNKS,
    closeTimeout: CLOSE_TIMEOUT_MS,
  };
  const sockets = new WebSocketServer(wire);

  // Shared by every socket and called with it as `this`: a closure for each would cost memory ten thousand times.
  function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
    tabs.get(this)?.receive(data, isBinary);
  }
  function onPong(this: WebSocket): void {
    const tab = tabs.get(this);
    if (tab) tab.isHeard = true;
  }
  // Without a listener one invalid frame would end the process. `ws` itself closes the socket with the right code.
  function onError(this: WebSocket, error: Error): void {
    log.debug({ err: error }, 'socket error');
  }
  function onClose(this: WebSocket): void {
    const tab = tabs.get(this);
    if (!tab) return;
    tabs.delete(this);
    heartbeat.remove(tab);
    limits.connections.closed(tab.visitor);
    tab.leave();
  }

  function accept(socket: WebSocket, visitor: string | undefined): void {
    const tab = new SocketTab(socket, context, visitor);
    limits.connections.opened(visitor);
    tabs.set(socket, tab);
    heartbeat.add(tab);
    socket.on('message', onMessage);
    socket.on('pong', onPong);
    socket.on('error', onError);
    socket.on('close', onClose);
  }

  /** Before anything is looked at: whoever may not try again is refused as cheaply as can be. */
  async function admit(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    // The peer may go while it waits; an unheard 'error' would end the process.
    const onGone = () => stream.destroy();
    stream.on('error', onGone);
    const visitor = limits.visitorOf(request);
    const refusal = await limits.connections.attempt(visitor);
    if (refusal) return refuseBusy(stream, refusal);
    const path = request.url?.split('?', 1)[0] ?? '';
    const other = draining ? undefined : options.others?.get(path);
    if (other) {
      stream.off('error', onGone);
      other(request, stream, head);
      return;
    }
    if (path !== '/ws') return refuse(stream, 404, 'No socket here; it is at /ws.');
    if (draining) return refuse(stream, 503, 'The server is restarting. Please reconnect in a moment.');
    const { origin, host } = request.headers;
    if (!isOriginAllowed(origin, host, options, isLocal(request))) {
      log.info({ origin: origin?.slice(0, 100) ?? null }, 'origin refused');
      return refuse(stream, 403, 'This origin is not allowed. The owner can add it to ALLOWED_ORIGINS.');
    }
    const full = limits.connections.full(visitor);
    if (full) return refuseBusy(stream, full);
    stream.off('error', onGone);
    sockets.handleUpgrade(request, stream, head, (socket) => accept(socket, visitor));
  }

  function onUpgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    admit(request, stream, head).catch((error: unknown) => {
      log.error({ err: error }, 'upgrade failed');
      stream.destroy();
    });
  }

  server.on('upgrade', onUpgrade);
  const stopTicking = every(TICK_MS, heartbeat.tick);

  return {
    connectionCount: heartbeat.count,
    startDraining() {
      draining = true;
      for (const tab of tabs.values()) if (!tab.isAnswering()) tab.close(CLOSE.restart, 'restarting');
    },
    async close() {
      draining = true;
      stopTicking();
      const open = [...tabs];
      const closed = open.map(([socket]) => new Promise((resolve) => socket.once('close', resolve)));
      for (const [, tab] of open) tab.close(CLOSE.restart, 'restarting');
      await Promise.all(closed);
      server.off('upgrade', onUpgrade);
    },
  };
}

function everyInterval(everyMs: number, run: () => void): () => void {
  const timer = setInterval(run, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
