/** Vectors in this process's memory: they outlive a change of the knowledge, and not the process. */
import type { VectorStore } from './vectors.ts';

export interface MemoryVectorsOptions {
  /** Bytes kept in all; past it the vectors not used for longest go. Default 256 MiB. */
  maxBytes?: number;
}

export function createMemoryVectors({ maxBytes = 256 * 1024 ** 2 }: MemoryVectorsOptions = {}): VectorStore {
  // A Map iterates in insertion order, so re-inserting on use makes its first entry the least recently used.
  const kept = new Map<string, Float32Array>();
  let bytes = 0;
  const nameOf = (space: string, key: string) => `${space} ${key}`;

  function remove(name: string): void {
    bytes -= kept.get(name)?.byteLength ?? 0;
    kept.delete(name);
  }

  return {
    async get(space, keys) {
      const found = new Map<string, Float32Array>();
      for (const key of keys) {
        const name = nameOf(space, key);
        const vector = kept.get(name);
        if (!vector) continue;
        kept.delete(name);
        kept.set(name, vector);
        found.set(key, vector);
      }
      return found;
    },

    async put(space, vectors) {
      for (const [key, vector] of vectors) {
        const name = nameOf(space, key);
        remove(name);
        kept.set(name, vector.slice());
        bytes += vector.byteLength;
      }
      for (const oldest of kept.keys()) {
        if (bytes <= maxBytes) break;
        remove(oldest);
      }
    },

    async drop(space) {
      for (const name of [...kept.keys()]) if (name.startsWith(`${space} `)) remove(name);
    },

    // What is bounded in bytes and gone with the process needs no days.
    prune: async () => 0,
  };
}
