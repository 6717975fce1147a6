/** One dependable link to the server: connects, says hello, notices a dead line, and comes back. */
import type { Event, Request } from '../../src/protocol.ts';
import type { Link } from './state.ts';

/** Spoken with the server; equals `PROTOCOL_VERSION`, which a test holds (its module would bring zod along). */
export const CLIENT_PROTOCOL = 1;

/** Milliseconds between two looks whether anything was heard, and for an answer to "are you there?": 30 s at most together. */
const QUIET_MS = 10_000;
const ANSWER_MS = 10_000;
/**
 * Milliseconds that the first new attempt is spread over; doubles each time up to the cap. The whole delay is random: a
 * thousand tabs that lose the same server come back as a drizzle.
 */
const RETRY_MS = 1600;
const RETRY_CAP_MS = 15_000;
/** Close codes from here to 4999 say that coming back will not help. */
const FINAL_CLOSE = 4500;

/** The part of `WebSocket` that is used, so that tests can stand in for the network. */
export interface Socket {
  readyState: number;
  send(data: string): void;
  close(): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
}

export interface ClientOptions {
  connect: () => Socket;
  /** What to resume, read anew at each connection. */
  resume: () => { conversationId?: string | undefined; lastSeq?: number | undefined };
  onEvent: (event: Event) => void;
  onLink: (link: Link) => void;
  setTimer?: (run: () => void, delayMs: number) => unknown;
  clearTimer?: (timer: never) => void;
  random?: () => number;
}

export interface Client {
  start(): void;
  /** Sends now and returns true, or returns false when there is no link; the caller decides what waits. */
  send(request: Request): boolean;
  /** The page became visible or the network came back: try or probe at once instead of waiting. */
  wake(): void;
  stop(): void;
}

/** Creates a client that does nothing until `start()`. */
export function createClient(options: ClientOptions): Client {
  const { setTimer = setTimeout, clearTimer = clearTimeout, random = Math.random } = options;
  let socket: Socket | undefined;
  let ready = false;
  let stopped = true;
  let failures = 0;
  let timer: unknown;
  let heard = false;

  const after = (delayMs: number, run: () => void) => {
    clearTimer(timer as never);
    timer = setTimer(run, delayMs);
  };

  const open = () => {
    drop();
    let mine: Socket;
    try {
      mine = options.connect();
    } catch {
      return lost(0);
    }
    socket = mine;
    mine.onopen = () => {
      const hello = { type: 'hello' as const, protocolVersion: CLIENT_PROTOCOL, ...options.resume() };
      mine.send(JSON.stringify(hello));
    };
    mine.onmessage = ({ data }) => receive(data);
    mine.onclose = ({ code }) => lost(code);
    // A connection that never becomes ready is as dead as one that fell silent.
    after(ANSWER_MS, () => lost(0));
  };

  /** Forgets the current socket. Its own `close` may come minutes later or never, so nobody listens to it. */
  const drop = () => {
    clearTimer(timer as never);
    ready = false;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    try {
      socket.close();
    } catch {
      // A socket that cannot be closed is one that is gone already.
    }
    socket = undefined;
  };

  const lost = (code: number) => {
    drop();
    if (stopped) return;
    if (code >= FINAL_CLOSE && code <= 4999) {
      stopped = true;
      options.onLink('closed');
      return;
    }
    options.onLink('offline');
    const ceiling = Math.min(RETRY_CAP_MS, RETRY_MS * 2 ** failures);
    failures += 1;
    after(ceiling * random(), open);
  };

  /** Notices silence by looking now and then: a timer set anew at every frame would cost as much as the frame. */
  const watch = (ms: number, silent: () => void) => {
    heard = false;
    after(ms, () => (heard ? watch(QUIET_MS, probe) : silent()));
  };

  const probe = () => {
    socket?.send('{"type":"ping"}');
    watch(ANSWER_MS, () => lost(0));
  };

  const receive = (data: unknown) => {
    heard = true;
    const event = parseEvent(data);
    if (!event) return;
    if (event.type === 'ready') {
      ready = true;
      failures = 0;
      watch(QUIET_MS, probe);
    }
    options.onEvent(event);
  };

  return {
    start() {
      if (!stopped) return;
      stopped = false;
      failures = 0;
      open();
    },
    send(request) {
      if (!ready || socket?.readyState !== 1) return false;
      socket.send(JSON.stringify(request));
      return true;
    },
    wake() {
      if (stopped) return;
      if (ready) probe();
      else if (!socket) open();
    },
    stop() {
      stopped = true;
      drop();
    },
  };
}

/** Reads one frame; anything that is not an object with a `type` is ignored, as the wire asks of clients. */
function parseEvent(data: unknown): Event | undefined {
  try {
    const value: unknown = JSON.parse(data as string);
    // Our own server is the only speaker here; the reducer ignores what it does not know.
    return typeof (value as { type?: unknown } | null)?.type === 'string' ? (value as Event) : undefined;
  } catch {
    return undefined;
  }
}
