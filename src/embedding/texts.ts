/** What of a passage is embedded, and the names under which its vector is kept. */
import { createHash } from 'node:crypto';
import type { Knowledge, Passage } from '../domain.ts';

/** Characters embedded of one passage; what comes after is left out. Passages are shorter, but for a very long heading. */
const MAX_CHARS = 4000;

/** A passage under its title and headings, with the questions its section says it answers: what is searched by words, too. */
export function textOf({ documents }: Knowledge, { documentId, headings, text, questions }: Passage): string {
  const above = [documents.get(documentId)?.title ?? '', ...headings].filter((one) => one !== '');
  return [above.join(' › '), text, ...questions].join('\n').trim().slice(0, MAX_CHARS);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** The key of a text's vector: a hash, so that the store holds no text and a changed passage has a new vector. */
export const keyOf = hashOf;

/** One way to embed. */
export interface Way {
  baseUrl?: string;
  model: string;
  dimensions?: number;
  queryPrefix?: string;
  passagePrefix?: string;
}

/** The space of one way to embed: vectors of two models, lengths or prefixes have nothing to do with each other. */
export function spaceOf(way: Way): string {
  const { baseUrl = '', model, dimensions = 0, queryPrefix = '', passagePrefix = '' } = way;
  const prefixes = queryPrefix + passagePrefix === '' ? [] : [queryPrefix, passagePrefix];
  return hashOf(JSON.stringify([baseUrl, model, dimensions, ...prefixes]));
}

/** A part of the work, small enough for one call. */
export interface Batch {
  keys: string[];
  texts: string[];
}

/** Texts and bytes of one call; a single text may be longer. */
const MAX_TEXTS = 32;
const MAX_BYTES = 48 * 1024;

/** Cuts the work to batches, in its order, each made when it is asked for. */
export function* batchesOf(keys: Iterable<string>, textOfKey: (key: string) => string): Generator<Batch> {
  let current: Batch = { keys: [], texts: [] };
  let bytes = 0;
  for (const key of keys) {
    const text = textOfKey(key);
    const size = Buffer.byteLength(text);
    if (current.keys.length === MAX_TEXTS || (current.keys.length > 0 && bytes + size > MAX_BYTES)) {
      yield current;
      current = { keys: [], texts: [] };
      bytes = 0;
    }
    current.keys.push(key);
    current.texts.push(text);
    bytes += size;
  }
  if (current.keys.length > 0) yield current;
}

/** The two halves of a batch that holds a text the endpoint does not take; undefined for a single text. */
export function halvesOf({ keys, texts }: Batch): [Batch, Batch] | undefined {
  if (keys.length < 2) return undefined;
  const middle = Math.ceil(keys.length / 2);
  const part = (from: number, to?: number) => ({ keys: keys.slice(from, to), texts: texts.slice(from, to) });
  return [part(0, middle), part(middle)];
}
