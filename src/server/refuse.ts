/** Says no to an upgrade. */
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** Answers an upgrade in plain HTTP and ends the connection. */
export function refuse(stream: Duplex, status: number, text: string): void {
  // The peer may have gone; an unheard 'error' would end the process.
  stream.on('error', () => stream.destroy());
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n` +
      'Connection: close\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n' +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    () => stream.destroy(),
  );
}
