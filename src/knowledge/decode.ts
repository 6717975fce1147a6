/** Turns bytes to text, strictly: UTF-8 or a message that says on which line it is not. */
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
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const line = firstLine + badLine(bytes);
    throw invalid(shown, line, 'is not UTF-8; save the file as UTF-8', { cause });
  }
}

/** Index of the first line that does not decode. A line feed is never part of a longer UTF-8 character. */
function badLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let start = 0, line = 0; ; line++) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found === -1 ? bytes.length : found;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    if (found === -1) return line;
    start = end + 1;
  }
}
