/** Turns bytes to text, strictly: UTF-8 or a message that says on which line it is not. */
import { isUtf8 } from 'node:buffer';
import { invalid } from './invalid.ts';

const LINE_FEED = 0x0a;

/**
 * Decodes UTF-8; a byte-order mark is not part of the result.
 * @param firstLine number of the first line of `bytes` in `shown`, for the message.
 * @throws AppError `knowledge_invalid` with the line of the first byte that is no UTF-8; UTF-16 is named.
 */
export function decodeUtf8(bytes: Uint8Array, shown: string, firstLine = 1): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw invalid(shown, firstLine, 'is UTF-16; save the file as UTF-8');
  }
  if (!isUtf8(bytes))
    throw invalid(shown, firstLine + badLine(bytes), 'is not UTF-8; save the file as UTF-8');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return firstLine === 1 && text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** Index of the first line that is not UTF-8. A line feed is never part of a longer UTF-8 character. */
function badLine(bytes: Uint8Array): number {
  for (let start = 0, line = 0; ; line++) {
    const found = bytes.indexOf(LINE_FEED, start);
    if (found === -1 || !isUtf8(bytes.subarray(start, found))) return line;
    start = found + 1;
  }
}
