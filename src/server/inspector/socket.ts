/** The inspector's own socket: apart from the visitors' one from the first byte, and only for the holder of the cookie. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { INSPECTOR_LIMITS } from '../../inspector/protocol.ts';
import { isOriginAllowed } from '../origin.ts';
import { refuse } from '../refuse.ts';
import type { Access } from './access.ts';
import type { Desk } from './desk.ts';
import { type Log, startSession } from './session.ts';

export const INSPECTOR_SOCKET = '/inspector/ws';

export interface InspectorSocket {
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  close(): void;
}

/** Only this server's own page may connect, whatever other sites may embed the chat. */
const OWN_PAGE_ONLY = { allowedOrigins: [], allowMissingOrigin: false };

export function createInspectorSocket(options: { access: Access; desk: Desk; log: Log }): InspectorSocket {
  const { access, desk, log } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: INSPECTOR_LIMITS.maxPayloadBytes,
  });
  const sessions = new Set<() => void>();
  return {
    upgrade(request, stream, head) {
      const { origin, host, cookie } = request.headers;
      if (!access.isIn(cookie) || !isOriginAllowed(origin, host, OWN_PAGE_ONLY)) {
        // The same as anywhere else that has no socket: a stranger learns nothing.
        refuse(stream, 404, 'No socket here; it is at /ws.');
        return;
      }
      sockets.handleUpgrade(request, stream, head, (socket) => {
        socket.on('error', () => {});
        const close = startSession(socket, desk, log);
        sessions.add(close);
        socket.on('close', () => sessions.delete(close));
      });
    },
    close() {
      for (const close of sessions) close();
    },
  };
}
