/** Turns the bytes of a document from elsewhere into text, by the encoding that it names or most likely has. */
import { decodeUtf8 } from '../knowledge/decode.ts';

/** What every browser takes a page for that is no UTF-8 and names nothing; it knows each byte. */
const LEGACY = 'windows-1252';
/** Its characters from 0x80 on, of which Node (20, at least) makes controls: quotes and dashes would be lost. */
const UPPER = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const upper = (character: string) => UPPER[character.charCodeAt(0) - 0x80] ?? '';

/** A page: by its mark, else by what the server or the page names, else UTF-8, else as old pages are. Never throws. */
export function decodePage(bytes: Uint8Array, charset: string | undefined): string {
  const marked = byMark(bytes);
  if (marked !== undefined) return marked;
  const start = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const named = charset ?? /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(start)?.[1];
  return (
    (named === undefined ? undefined : by(named, bytes)) ??
    by('utf-8', bytes, true) ??
    by(LEGACY, bytes) ??
    ''
  );
}

/**
 * A text: by its mark, else by what the server names, else UTF-8. Nothing is guessed, for a text has nothing to tell by.
 * @throws AppError `knowledge_invalid` with the line that is no UTF-8, where nothing else is named.
 */
export function decodeText(
  bytes: Uint8Array,
  { source, charset }: { source: string; charset: string | undefined },
): string {
  return (
    byMark(bytes) ??
    (charset === undefined ? undefined : by(charset, bytes, true)) ??
    decodeUtf8(bytes, source)
  );
}

/** By the mark at its beginning, as Windows writes it; undefined where there is none. */
function byMark(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return by('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return by('utf-16be', bytes);
  if (first === 0xef && second === 0xbb && third === 0xbf) return by('utf-8', bytes);
  return undefined;
}

/** @returns nothing for an encoding that is not known, or, if `fatal`, for bytes that it cannot have. */
function by(encoding: string, bytes: Uint8Array, fatal = false): string | undefined {
  try {
    const decoder = new TextDecoder(encoding, { fatal });
    const text = decoder.decode(bytes);
    return decoder.encoding === LEGACY ? text.replace(/[\x80-\x9f]/g, upper) : text;
  } catch {
    return undefined;
  }
}
