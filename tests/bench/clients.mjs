/** The two wires under load: each opens a connection on which questions are asked one after another. */
import { randomBytes } from 'node:crypto';
import WebSocket from 'ws';

/**
 * Opens a socket as a page of the server itself would, so that its Origin is allowed.
 * `opening.hello` is sent first, and then waited for `ready`; `opening.read` takes every other event.
 */
function connect(url, opening, options = {}) {
  return new Promise((resolve, reject) => {
    const origin = url.replace(/^ws/, 'http').replace(/(\w)\/.*$/, '$1');
    const socket = new WebSocket(url, { perMessageDeflate: false, origin, ...options });
    const send = (request) => socket.send(JSON.stringify(request));
    const connection = {
      send,
      close: () => socket.close(),
      isOpen: () => socket.readyState === WebSocket.OPEN,
    };
    socket.on('error', reject);
    socket.on('close', (code) => opening.closed?.(`closed with ${code}`));
    socket.on('open', () => {
      if (opening.hello) send(opening.hello);
      else resolve(connection);
    });
    socket.on('message', (data) => {
      const event = JSON.parse(data.toString());
      if (event.type === 'ready') resolve(connection);
      else opening.read(event);
    });
  });
}

const HELLO = { type: 'hello', protocolVersion: 1 };

/** A greeted connection on which nothing is asked. */
export function openIdle(url, options) {
  return connect(url, { hello: HELLO, read() {} }, options);
}

/** Crossroads' own wire. `on` receives `text(delta)`, `done(answerer)` and `failed(message)`. */
export async function openCrossroads(url, on) {
  const { send, close } = await connect(url, {
    hello: HELLO,
    closed: on.failed,
    read(event) {
      if (event.type === 'answer.delta') on.text(event.text);
      else if (event.type === 'turn.completed') on.done(event.answerer);
      else if (event.type === 'turn.failed' || event.type === 'error') on.failed(event.message);
      else if (event.type === 'turn.cancelled') on.failed('cancelled');
    },
  });
  let turnId;
  return {
    ask(text) {
      turnId = randomBytes(12).toString('hex');
      send({ type: 'ask', turnId, text });
    },
    cancel: () => send({ type: 'cancel', turnId }),
    close,
  };
}

/** The wire of thin-proxy.mjs. */
export async function openThin(url, on) {
  const { send, close } = await connect(url, {
    closed: on.failed,
    read(event) {
      if (event.type === 'delta') on.text(event.text);
      else if (event.type === 'done') on.done('llm');
      else on.failed(event.message);
    },
  });
  return { ask: (text) => send({ text }), close };
}
