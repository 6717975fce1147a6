/** A peer that writes any bytes it likes: frames that no WebSocket library would send. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9 } as const;

/** @returns one masked frame of at most 65,535 bytes. */
export function frame(opcode: number, payload: Buffer | string, isFinal = true): Buffer {
  const body = Buffer.from(payload);
  const header = [(isFinal ? 0x80 : 0) | opcode];
  if (body.length < 126) header.push(0x80 | body.length);
  else header.push(0x80 | 126, body.length >> 8, body.length & 0xff);
  const mask = randomBytes(4);
  return Buffer.concat([Buffer.from(header), mask, body.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}

/** Connects, upgrades by hand, and reads until the server ends it. */
export async function rawPeer(port: number) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(
    `GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  );
  await once(socket, 'data');
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk));
  return {
    write: (bytes: Buffer) => socket.write(bytes),
    /** Reads no further. */
    pause: () => void socket.pause(),
    /** Says that nothing more follows. */
    end: () => void socket.end(),
    /** @returns the close code in the last frame the server sent before it ended the connection. */
    async closeCode(): Promise<number> {
      if (!socket.closed) await once(socket, 'close');
      const all = Buffer.concat(received);
      const at = all.lastIndexOf(0x88);
      return all.readUInt16BE(at + 2);
    },
  };
}
