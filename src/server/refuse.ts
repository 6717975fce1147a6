/** Says no to an upgrade. */
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ConnectionRefusal } from '../limits/connections.ts';

/** Answers an upgrade in plain HTTP and ends the connection. @param headers further lines, each with its line end. */
export function refuse(stream: Duplex, status: number, text: string, headers = ''): void {
  // The peer may have gone; an unheard 'error' would end the process.
  stream.on('error', () => stream.destroy());
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n` +
      'Connection: close\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n' +
      headers +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    () => stream.destroy(),
  );
}

/** The same for a visitor beyond a limit, with the time to come back. */
export function refuseBusy(stream: Duplex, { code, retryAfterMs }: ConnectionRefusal): void {
  const seconds = Math.ceil(retryAfterMs / 1000);
  const header = `Retry-After: ${seconds}\r\n`;
  if (code === 'busy') refuse(stream, 503, `The server is full. Try again in ${seconds} s.`, header);
  else refuse(stream, 429, `Too many connections from this address. Try again in ${seconds} s.`, header);
}
