/** The port that keeps vectors, so that a text is embedded once and not at each start. */

/**
 * Contract:
 * - a vector is known by its space, which stands for one way to embed, and by a key, which stands for a text; both are
 *   letters, digits, `-` and `_`, at most 64;
 * - `get` returns those that are kept, as they were put, and counts as their use; `put` replaces;
 * - a vector is given up once it was not used for {@link VECTORS_KEPT_DAYS} days, or, where a driver names a bound, when
 *   there are more: those not used for longest first. Losing one costs a call of the embedding model and nothing else;
 * - `drop` removes all of a space;
 * - any failure rejects with `AppError('internal')`; of a `put`, some may have been kept.
 */
export interface VectorStore {
  get(space: string, keys: readonly string[]): Promise<Map<string, Float32Array>>;
  put(space: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void>;
  drop(space: string): Promise<void>;
  /** @returns how many were given up. */
  prune(): Promise<number>;
}

/** Days without use after which a vector is stale: its text has changed, or its model. */
export const VECTORS_KEPT_DAYS = 14;

/** Little-endian, four bytes a number, whatever the machine. */
export function toBytes(vector: Float32Array): Buffer {
  const bytes = Buffer.allocUnsafe(vector.length * 4);
  for (let i = 0; i < vector.length; i++) bytes.writeFloatLE(vector[i] as number, i * 4);
  return bytes;
}

/** @returns undefined for bytes that are no vector. */
export function fromBytes(bytes: Uint8Array): Float32Array | undefined {
  if (bytes.length === 0 || bytes.length % 4 !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(i * 4, true));
}
