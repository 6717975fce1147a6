/** Reads the reply of an embedding model, and believes nothing of it. */
import { z } from 'zod';
import type { AppError } from '../errors.ts';
import type { Embedded } from './embedder.ts';
import { invalidAnswer } from './failures.ts';

/** Most dimensions taken; the largest models known have 4,096. */
const MAX_DIMENSIONS = 8192;
/** Characters a token in English, where the endpoint does not count. */
const CHARS_PER_TOKEN = 4;

const count = z.number().int().nonnegative();
const schema = z.object({
  data: z.array(
    z.object({
      index: count.optional(),
      // Numbers are looked at below: as elements of a schema they would cost more than all the rest.
      embedding: z.union([z.string(), z.custom<unknown[]>(Array.isArray)]),
    }),
  ),
  usage: z.object({ prompt_tokens: count }).optional(),
});

/**
 * @param text the body of the reply.
 * @throws AppError `upstream_invalid` unless it holds one usable vector for each text, all of the same dimensions.
 */
export function readVectors(
  text: string,
  { texts, dimensions }: { texts: readonly string[]; dimensions?: number },
): Embedded {
  const parsed = schema.safeParse(parse(text));
  if (!parsed.success) throw wrong('it is no list of embeddings');
  const { data, usage } = parsed.data;
  if (data.length !== texts.length) throw wrong(`${data.length} embeddings for ${texts.length} texts`);
  const vectors: Float32Array[] = [];
  for (const [place, { index = place, embedding }] of data.entries()) {
    if (index >= texts.length || vectors[index]) throw wrong('its embeddings are numbered wrongly');
    vectors[index] = unit(typeof embedding === 'string' ? decode(embedding) : embedding);
  }
  const lengths = new Set(vectors.map(({ length }) => length));
  const [length = 0] = lengths;
  if (lengths.size > 1) throw wrong('its embeddings are of different dimensions');
  if (length > MAX_DIMENSIONS) throw wrong(`it has ${length} dimensions, more than ${MAX_DIMENSIONS}`);
  if (dimensions !== undefined && length !== dimensions)
    throw wrong(`it has ${length} dimensions, not the ${dimensions} that EMBEDDING_DIMENSIONS asks for`);
  const chars = texts.reduce((sum, one) => sum + one.length, 0);
  return {
    vectors,
    usage: {
      inputTokens: usage?.prompt_tokens ?? Math.ceil(chars / CHARS_PER_TOKEN),
      outputTokens: 0,
      estimated: usage === undefined,
    },
  };
}

function wrong(what: string): AppError {
  return invalidAnswer(what, 'embedding model');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Four bytes a number, lowest first, in base64. */
function decode(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0 || bytes.length % 4 !== 0) throw wrong('an embedding is cut');
  const values = new Float32Array(bytes.length / 4);
  for (let i = 0; i < values.length; i++) values[i] = bytes.readFloatLE(i * 4);
  return values;
}

/** The same direction with length 1. */
function unit(values: ArrayLike<unknown>): Float32Array {
  const vector = new Float32Array(values.length);
  let squares = 0;
  for (let i = 0; i < vector.length; i++) {
    const value = values[i];
    if (typeof value !== 'number') throw wrong('an embedding holds something that is no number');
    vector[i] = value;
    squares += value * value;
  }
  // Covers numbers that are not finite, and a vector of nothing but zeros.
  if (!(squares > 0) || !Number.isFinite(squares)) throw wrong('an embedding points nowhere');
  const length = Math.sqrt(squares);
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) / length;
  return vector;
}
