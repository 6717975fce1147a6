/** A prebuilt index as a file: written once for a version of the knowledge, loaded instead of built. */
import { crc32 } from 'node:zlib';
import type { Knowledge } from '../domain.ts';
import { createLexicon } from '../text/lexicon.ts';
import { STOP_WORDS } from '../text/stop-words.ts';
import { stem, words } from '../text/tokenize.ts';
import type { InvertedIndex } from './inverted-index.ts';

/** Raised when the layout changes, or the terms that words become. */
const FORMAT = 2;
/** Opens the file, whatever is in it. */
const MAGIC = 'crossroads index\n';
/** Passages whose words are read again, so that a file made by rules of another version is noticed. */
const PROBES = 20;

const ARRAYS = ['starts', 'postings', 'occurrences', 'lengths', 'sequence', 'bodyStarts'] as const;

interface Header {
  format: number;
  /** Of the knowledge: hash of all content. */
  version: string;
  averageLength: number;
  /** Bytes of each part, in the order of the file. */
  parts: { terms: number; words: number; numbers: number } & Record<(typeof ARRAYS)[number], number>;
  /** CRC-32 of everything behind the header. */
  checksum: number;
}

/**
 * Layout: {@link MAGIC}, one line of JSON, then terms and words (UTF-8, one a line, in the order of their numbers), the term of each word, and the
 * arrays of the index, as 32-bit integers of this machine's byte order. The passages are no part of it.
 */
export function writeIndex(index: InvertedIndex, version: string): Buffer {
  const terms = Buffer.from([...index.terms.keys()].join('\n'));
  const known = Buffer.from([...index.words.keys()].join('\n'));
  const numbers = bytesOf(Int32Array.from(index.words.values()));
  const arrays = ARRAYS.map((name) => bytesOf(index[name]));
  const body = [terms, known, numbers, ...arrays];
  const sizes = Object.fromEntries(ARRAYS.map((name, i) => [name, arrays[i]?.length ?? 0]));
  const header = {
    format: FORMAT,
    version,
    averageLength: index.averageLength,
    parts: { terms: terms.length, words: known.length, numbers: numbers.length, ...sizes },
    checksum: body.reduce((sum, part) => crc32(part, sum), 0),
  };
  return Buffer.concat([Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`), ...body]);
}

/** Why a file is not used; the index is built instead. */
export type Unusable = 'stale' | 'corrupt' | 'made by another version';

/**
 * Contract: never throws, and never gives an index that another run would not have built: the version of the knowledge, a checksum,
 * and the words of some passages are compared.
 */
export function readIndex(bytes: Buffer, knowledge: Knowledge): InvertedIndex | Unusable {
  const header = readHeader(bytes);
  if (!header) return 'corrupt';
  const { format, version, averageLength, parts, checksum } = header.value;
  if (format !== FORMAT) return 'made by another version';
  if (version !== knowledge.version) return 'stale';
  const body = bytes.subarray(header.end);
  const sizes = [parts.terms, parts.words, parts.numbers, ...ARRAYS.map((name) => parts[name])];
  if (sizes.some((size) => !Number.isSafeInteger(size) || size < 0)) return 'corrupt';
  if (sizes.reduce((sum, size) => sum + size, 0) !== body.length || crc32(body) !== checksum)
    return 'corrupt';
  let from = 0;
  const next = (size: number) => {
    from += size;
    return body.subarray(from - size, from);
  };
  const terms = lines(next(parts.terms));
  const known = lines(next(parts.words));
  const numbers = integers(next(parts.numbers));
  const arrays = Object.fromEntries(ARRAYS.map((name) => [name, integers(next(parts[name]))]));
  const index: InvertedIndex = {
    passages: knowledge.passages,
    lexicon: createLexicon(knowledge.lexicon),
    terms: new Map(terms.map((term, number) => [term, number])),
    words: new Map(known.map((word, i) => [word, numbers[i] as number])),
    averageLength,
    ...(arrays as Pick<InvertedIndex, (typeof ARRAYS)[number]>),
  };
  return isReadAlike(index) ? index : 'made by another version';
}

function readHeader(bytes: Buffer): { value: Header; end: number } | undefined {
  if (bytes.subarray(0, MAGIC.length).toString() !== MAGIC) return undefined;
  const end = bytes.indexOf('\n', MAGIC.length) + 1;
  if (end === 0) return undefined;
  try {
    const value = JSON.parse(bytes.subarray(MAGIC.length, end).toString()) as Header;
    return value && typeof value === 'object' && typeof value.parts === 'object' ? { value, end } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the words of some passages, spread over all, still become the terms that the file says. */
function isReadAlike({ passages, words: known, terms, lengths }: InvertedIndex): boolean {
  if (lengths.length !== passages.length) return false;
  const step = Math.max(1, Math.floor(passages.length / PROBES));
  for (let p = 0; p < passages.length; p += step) {
    for (const { word } of words(passages[p]?.text ?? '')) {
      const number = known.get(word);
      if (number === undefined ? !STOP_WORDS.has(word) : terms.get(stem(word)) !== number) return false;
    }
  }
  return true;
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** A copy, because a view has to stand on a multiple of four bytes. */
function integers(bytes: Buffer): Int32Array {
  return new Int32Array(Uint8Array.from(bytes).buffer);
}

function lines(bytes: Buffer): string[] {
  return bytes.length === 0 ? [] : bytes.toString().split('\n');
}
