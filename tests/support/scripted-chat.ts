/** A scripted stand-in for the server: serves built files and speaks the wire over real sockets, on a free port. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Citation, Event, Request, TurnEvent, TurnSnapshot } from '../../src/protocol.ts';
import { parseRequest } from '../../src/protocol.ts';

/** Answers one question; `say` numbers the event, keeps it, and sends it to every open socket. */
export type Script = (question: string, say: (event: Wordless<TurnEvent>) => void) => void;
type Wordless<T> = T extends unknown ? Omit<T, 'turnId'> : never;

export interface ChatServer {
  url: string;
  /** Every request that arrived, in order. */
  requests: Request[];
  sockets: Set<WebSocket>;
  /** Sends a frame as it is to every open socket. */
  broadcast(event: Event): void;
  /** What to answer with from now on. */
  script: Script;
  /** While set, every `ask` is answered with this error. */
  refuse: { code: string; message: string } | undefined;
  /** The conversation it knows; changing it is a server that has lost its memory. */
  conversationId: string;
  /** `stalled`: sockets are accepted and then hear nothing. */
  stalled: boolean;
  /** Forgets all turns and requests, answers as at the start. */
  reset(): void;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Starts the server. `pages` are extra paths; `headers` go on every response, e.g. a content security policy. */
export async function startChatServer(
  files: Map<string, Uint8Array | string>,
  script: Script,
  headers: (origin: string) => Record<string, string> = () => ({}),
): Promise<ChatServer> {
  const server = createServer((request, response) => serve(request, response));
  const sockets = new WebSocketServer({ server, path: '/ws' });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const turns = new Map<string, TurnSnapshot & { seq: number }>();
  let seq = 0;

  const chat: ChatServer = {
    url: origin,
    requests: [],
    sockets: sockets.clients,
    script,
    refuse: undefined,
    conversationId: 'scripted-conversation',
    stalled: false,
    broadcast(event) {
      for (const socket of sockets.clients) socket.send(JSON.stringify(event));
    },
    reset() {
      turns.clear();
      chat.requests.length = 0;
      chat.script = script;
      chat.stalled = false;
      chat.refuse = undefined;
      chat.conversationId = 'scripted-conversation';
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      if (chat.stalled) return;
      const parsed = parseRequest(String(data));
      if (!parsed.ok) throw new Error(`the widget sent an unreadable frame: ${parsed.message}`);
      chat.requests.push(parsed.request);
      receive(socket, parsed.request);
    });
  });

  function receive(socket: WebSocket, request: Request): void {
    const reply = (event: Event) => socket.send(JSON.stringify(event));
    switch (request.type) {
      case 'hello':
        reply({
          type: 'ready',
          conversationId: chat.conversationId,
          answerer: 'rules',
          starters: [
            'What does an AI engineer do all day?',
            'How much maths do I need?',
            'Which path fits me?',
          ],
          passages: 214,
          recovered: false,
        });
        if (request.conversationId === chat.conversationId) for (const turn of turns.values()) reply(turn);
        return;
      case 'ask':
        if (chat.refuse) reply({ type: 'error', ...chat.refuse, turnId: request.turnId });
        else if (!turns.has(request.turnId)) run(request.turnId, request.text, request.replaces);
        return;
      case 'cancel':
        say(request.turnId, { type: 'turn.cancelled' });
        return;
      case 'forget':
        turns.clear();
        chat.broadcast({ type: 'forgotten' });
        return;
      case 'ping':
        reply({ type: 'pong' });
        return;
      case 'feedback':
        return;
      default:
        request satisfies never;
    }
  }

  function run(turnId: string, question: string, replaced?: string): void {
    seq += 1;
    const replaces = replaced === undefined ? {} : { replaces: [replaced] };
    if (replaced !== undefined) turns.delete(replaced);
    turns.set(turnId, {
      type: 'turn.snapshot',
      turnId,
      question,
      ...replaces,
      text: '',
      citations: [],
      state: 'running',
      seq,
    });
    chat.broadcast({ type: 'turn.started', turnId, question, ...replaces, seq });
    chat.script(question, (event) => say(turnId, event));
  }

  function say(turnId: string, wordless: Wordless<TurnEvent>): void {
    const turn = turns.get(turnId);
    if (!turn || turn.end) return;
    seq += 1;
    const event = { ...wordless, turnId } as TurnEvent;
    turn.seq = seq;
    if (event.type === 'answer.delta') turn.text += event.text;
    if (event.type === 'answer.figure') turn.figures = [...(turn.figures ?? []), event.figure];
    if (event.type === 'answer.citation') {
      const { type: _type, turnId: _turnId, ...citation } = event;
      turn.citations.push(citation satisfies Citation);
    }
    if (event.type === 'turn.completed' || event.type === 'turn.failed' || event.type === 'turn.cancelled') {
      turn.end = event;
      turn.state = event.type.slice(5) as TurnSnapshot['state'];
    }
    chat.broadcast({ ...event, seq });
  }

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', origin).pathname.slice(1) || 'index.html';
    // Browsers ask for it on every page that names none.
    const content = path === 'favicon.ico' ? '' : files.get(path);
    const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain';
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': type, ...headers(origin) });
    response.end(content ?? 'not found');
  }

  return chat;
}
