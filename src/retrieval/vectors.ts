/** The passages of one version of the knowledge as vectors, and how near each of them is to a question's. */
import { setImmediate as nextTick } from 'node:timers/promises';

/** How near the passages are to one question by their meaning. */
export interface Meaning {
  /** Passage → cosine, -1 to 1; NaN for a passage that has no vector yet. */
  cosines: Float32Array;
  /** The highest of them. */
  best: number;
  /** Their mean: how near a passage is that has nothing to do with the question. */
  mean: number;
  /** Whether the question is nearer to the knowledge than one that has nothing to do with it could be. */
  isClose: boolean;
}

/** Multiplications between two looks at what else is to be done: about 5 ms. */
const SLICE = 4_000_000;

export type Vectors = ReturnType<typeof createVectors>;

/**
 * Room for one vector a passage, in one flat array: passages × dimensions × 4 bytes. The first vector put decides on the
 * dimensions. Search is exact: `npm run bench:index -- --dimensions 384` times it.
 */
export function createVectors(passages: number) {
  let flat = new Float32Array(0);
  let dimensions = 0;
  let filled = 0;
  let close = 1;
  const has = new Uint8Array(passages);

  return {
    passages,
    /** Passages that have a vector. */
    filled: () => filled,
    /** 0 until there is a vector. */
    dimensions: () => dimensions,
    has: (passage: number): boolean => has[passage] === 1,

    /** @param vector of length 1. @throws RangeError for a vector of other dimensions. */
    put(passage: number, vector: Float32Array): void {
      if (dimensions === 0) {
        dimensions = vector.length;
        flat = new Float32Array(passages * dimensions);
      }
      if (vector.length !== dimensions)
        throw new RangeError(`a vector of ${vector.length} dimensions among those of ${dimensions}`);
      flat.set(vector, passage * dimensions);
      if (has[passage] === 0) filled += 1;
      has[passage] = 1;
    },

    /** From which cosine on a question is close, see {@link Meaning}. Until it is set none is. */
    setCloseFrom(cosine: number): void {
      close = cosine;
    },

    /** Takes all vectors out; the next one put may have other dimensions. */
    clear(): void {
      flat = new Float32Array(0);
      dimensions = 0;
      filled = 0;
      close = 1;
      has.fill(0);
    },

    /**
     * Compares a question with every passage; lets other work through in between.
     * @returns undefined where there is nothing to compare with: no vector yet, or one of other dimensions.
     */
    async compare(question: Float32Array): Promise<Meaning | undefined> {
      if (filled === 0 || question.length !== dimensions) return undefined;
      // Everything may be taken out while other work is let through.
      const all = flat;
      // Sums are made with 64 bits: what is read a hundred thousand times is best brought to that once.
      const wide = Float64Array.from(question);
      const cosines = new Float32Array(passages).fill(Number.NaN);
      const slice = Math.max(1, Math.floor(SLICE / question.length));
      let best = -1;
      let sum = 0;
      let count = 0;
      for (let from = 0; from < passages; from += slice) {
        if (from > 0) await nextTick();
        for (let passage = from; passage < Math.min(from + slice, passages); passage++) {
          if (has[passage] === 0) continue;
          const cosine = dot(all, passage * wide.length, wide);
          cosines[passage] = cosine;
          best = Math.max(best, cosine);
          sum += cosine;
          count += 1;
        }
      }
      const mean = sum / count;
      return { cosines, best, mean, isClose: best > close };
    },
  };
}

/** Four sums at once: one alone would wait for each addition before the next. */
function dot(flat: Float32Array, start: number, vector: Float64Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const whole = vector.length - (vector.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += (flat[start + i] as number) * (vector[i] as number);
    b += (flat[start + i + 1] as number) * (vector[i + 1] as number);
    c += (flat[start + i + 2] as number) * (vector[i + 2] as number);
    d += (flat[start + i + 3] as number) * (vector[i + 3] as number);
  }
  for (let i = whole; i < vector.length; i++) a += (flat[start + i] as number) * (vector[i] as number);
  return a + b + c + d;
}
