/** The page's line to the server: connects, comes back when it is lost, and says when coming back is pointless. */
import type { Command, InspectorEvent } from '../../src/inspector/protocol.ts';
import type { Link } from './store.ts';

/** Milliseconds between attempts; the presenter's server is near. */
const RETRY_MS = 1500;
/** Milliseconds between questions whether the server is still there, and until it is believed to be gone. */
const PING_MS = 10_000;

export interface Line {
  /** What is sent while the line is being opened waits for it. @returns false when there is none and none is coming just now. */
  send(command: Command): boolean;
}

export function openLine(options: {
  onEvent: (event: InspectorEvent) => void;
  onLink: (link: Link) => void;
}): Line {
  let socket: WebSocket | undefined;
  let waiting: Command[] = [];
  let heard = 0;

  const connect = async () => {
    const address = new URL('/inspector/ws', location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    const mine = new WebSocket(address);
    let wasOpen = false;
    socket = mine;
    heard = Date.now();
    mine.onopen = () => {
      wasOpen = true;
      for (const command of waiting) mine.send(JSON.stringify(command));
      waiting = [];
    };
    mine.onmessage = ({ data }) => {
      heard = Date.now();
      options.onEvent(JSON.parse(String(data)) as InspectorEvent);
    };
    mine.onclose = async () => {
      if (socket !== mine) return;
      socket = undefined;
      // A server that started anew does not know this browser any more: only its new link helps.
      const isShut = !wasOpen && (await refused());
      options.onLink(isShut ? 'closed' : 'offline');
      if (!isShut) setTimeout(connect, RETRY_MS);
    };
  };
  setInterval(() => {
    // A line that never opens is as dead as one that fell silent.
    if (Date.now() - heard > 2 * PING_MS) socket?.close();
    else if (socket?.readyState === WebSocket.OPEN)
      socket.send(JSON.stringify({ type: 'ping' } satisfies Command));
  }, PING_MS);
  void connect();

  return {
    send(command) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(command));
      else if (socket?.readyState === WebSocket.CONNECTING) waiting.push(command);
      else return false;
      return true;
    },
  };
}

/** Whether the server answers, and does not let us in. */
async function refused(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PING_MS);
    const { status } = await fetch('/inspector', { cache: 'no-store', signal });
    return status === 401 || status === 404;
  } catch {
    return false;
  }
}
