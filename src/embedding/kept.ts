/** The vectors that the store keeps of one space. A store that fails costs calls of the model, and nothing else. */
import type { Logger } from 'pino';
import type { VectorStore } from '../store/vectors.ts';

export type KeptVectors = ReturnType<typeof createKeptVectors>;

/** The key of the vector of one known text, by which a change of the model is seen. */
const SIGN = 'sign';
/** Cosine from which two vectors of one text are by the same model: servers compute a little differently each time. */
const SAME_FROM = 0.98;

/** No method rejects: a failure is said once in the log, until the store works again. */
export function createKeptVectors(store: VectorStore, space: string, log: Pick<Logger, 'warn'>) {
  let hasFailed = false;

  async function attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      const done = await work();
      hasFailed = false;
      return done;
    } catch (error) {
      if (!hasFailed) log.warn({ err: error }, 'vectors are not kept');
      hasFailed = true;
      return otherwise;
    }
  }

  return {
    get: (keys: readonly string[]) => attempt(() => store.get(space, keys), new Map<string, Float32Array>()),
    put: (vectors: ReadonlyMap<string, Float32Array>) => attempt(() => store.put(space, vectors), undefined),
    drop: () => attempt(() => store.drop(space), undefined),
    prune: () => attempt(() => store.prune(), 0),

    /** Whether what is kept is by another model than the one that made this vector of the known text. */
    async isStale(now: Float32Array, dimensions: number): Promise<boolean> {
      const before = (await this.get([SIGN])).get(SIGN);
      if (dimensions !== 0 && dimensions !== now.length) return true;
      if (!before) return false;
      return before.length !== now.length || cosine(before, now) < SAME_FROM;
    },
    sign: (vector: Float32Array) => attempt(() => store.put(space, new Map([[SIGN, vector]])), undefined),
  };
}

/** Of two vectors of length 1. */
function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
