/** The two wires under load: each opens a connection on which questions are asked one after another. */
import { randomBytes } from 'node:crypto';
import WebSocket from 'ws';

/** Opens a socket. `on` receives `text(delta)`, `done(answerer)` and `failed(message)`. */
function connect(url, on, { hello, read }) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const send = (request) => socket.send(JSON.stringify(request));
    socket.on('error', (error) => reject(error));
    socket.on('close', (code) => on.failed(`closed with ${code}`));
    socket.on('open', () => {
      if (hello) send(hello);
      else resolve({ send, close: () => socket.close() });
    });
    socket.on('message', (data) => {
      const event = JSON.parse(data.toString());
      if (event.type === 'ready') resolve({ send, close: () => socket.close() });
      else read(event);
    });
  });
}

/** Crossroads' own wire. */
export async function openCrossroads(port, on) {
  const { send, close } = await connect(`ws://127.0.0.1:${port}/ws`, on, {
    hello: { type: 'hello', protocolVersion: 1 },
    read(event) {
      if (event.type === 'answer.delta') on.text(event.text);
      else if (event.type === 'turn.completed') on.done(event.answerer);
      else if (event.type === 'turn.failed' || event.type === 'error') on.failed(event.message);
    },
  });
  return { ask: (text) => send({ type: 'ask', turnId: randomBytes(12).toString('hex'), text }), close };
}

/** The wire of thin-proxy.mjs. */
export async function openThin(port, on) {
  const { send, close } = await connect(`ws://127.0.0.1:${port}`, on, {
    read(event) {
      if (event.type === 'delta') on.text(event.text);
      else if (event.type === 'done') on.done('llm');
      else on.failed(event.message);
    },
  });
  return { ask: (text) => send({ text }), close };
}
