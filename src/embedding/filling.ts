/** Gives every passage of one version of the knowledge its vector: from the store, or from the model, in the background. */
import { setImmediate as nextTick } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Knowledge } from '../domain.ts';
import { AppError } from '../errors.ts';
import type { Embedder } from '../model/embedder.ts';
import type { Vectors } from '../retrieval/vectors.ts';
import type { KeptVectors } from './kept.ts';
import { type Patience, patiently } from './patience.ts';
import type { EmbeddingState } from './state.ts';
import { type Batch, batchesOf, halvesOf, keyOf, textOf } from './texts.ts';
import { closeFrom, UNRELATED } from './unrelated.ts';

export interface FillingParts {
  embedder: Embedder;
  /** For the known questions, with which the passages are compared. */
  questionEmbedder: Embedder;
  kept: KeptVectors;
  state: EmbeddingState;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Milliseconds that only grow. */
  now: () => number;
  /** See {@link Patience}; for tests. */
  pause?: Patience['pause'];
  /** 0 to 1. Default `Math.random`. */
  random?: () => number;
}

/** Calls that run at once: enough for an endpoint far away, and not too many for one on this machine. */
const AT_ONCE = 2;
/** Milliseconds between two lines of progress. */
const TELL_EVERY_MS = 10_000;
/** Single texts refused in a row, after which the endpoint is taken to refuse them all. */
const MAX_REFUSED = 20;
/** Passages whose texts are hashed, or whose vectors are looked up, in one go. */
const SLICE = 200;

/**
 * Resolves when every passage that can be embedded is; never rejects. A failing endpoint is tried again for as long as this
 * version is wanted. A text that it refuses is left out, and found by words.
 */
export async function fill(
  { knowledge, vectors }: { knowledge: Knowledge; vectors: Vectors },
  parts: FillingParts,
  signal: AbortSignal,
): Promise<void> {
  const { embedder, questionEmbedder, kept, state, log, now, pause, random = Math.random } = parts;
  const started = now();
  let toldAt = started;
  let tokens = 0;
  let refused = 0;
  let refusedInARow = 0;
  /** Key → the passages of that text, and those keys that have no vector yet. */
  const places = new Map<string, number[]>();
  const missing = new Set<string>();
  const textOfKey = (key: string) => {
    const passage = knowledge.passages[places.get(key)?.[0] ?? -1];
    return passage ? textOf(knowledge, passage) : '';
  };

  const embed = (texts: readonly string[], by = embedder, mayRetry?: (failure: AppError) => boolean) =>
    patiently(
      async () => {
        const { vectors: found, usage } = await by.embed(texts, { signal });
        tokens += usage.inputTokens;
        return found;
      },
      {
        onFailure: (failure) => state.failed('passages', failure),
        onSuccess: () => state.worked('passages'),
        random,
        ...(pause ? { pause } : {}),
      },
      { signal, ...(mayRetry ? { mayRetry } : {}) },
    );

  async function readTexts(): Promise<void> {
    for (const [number, passage] of knowledge.passages.entries()) {
      if (number % SLICE === SLICE - 1) await nextTick();
      const text = textOf(knowledge, passage);
      if (text === '') continue;
      const key = keyOf(text);
      const same = places.get(key);
      if (same) same.push(number);
      else places.set(key, [number]);
      missing.add(key);
    }
  }

  /** Takes vectors in. @throws AppError `upstream_invalid` when they do not fit to those that are there. */
  function take(found: ReadonlyMap<string, Float32Array>): void {
    for (const [key, vector] of found) {
      if (vectors.dimensions() !== 0 && vectors.dimensions() !== vector.length)
        throw new AppError(
          'upstream_invalid',
          `The embedding model gave ${vectors.dimensions()} dimensions before, and ${vector.length} now.`,
          { retryable: true },
        );
      for (const passage of places.get(key) ?? []) vectors.put(passage, vector);
      missing.delete(key);
    }
  }

  async function takeKept(keys: readonly string[]): Promise<void> {
    for (let from = 0; from < keys.length && !signal.aborted; from += SLICE) {
      take(await kept.get(keys.slice(from, from + SLICE)));
      await nextTick();
    }
  }

  async function work(batch: Batch): Promise<void> {
    // Another server may have done it meanwhile.
    take(await kept.get(batch.keys));
    const keys = batch.keys.filter((key) => missing.has(key));
    const texts = batch.texts.filter((_, i) => missing.has(batch.keys[i] ?? ''));
    if (keys.length === 0) return;
    let found: Float32Array[];
    try {
      found = await embed(
        texts,
        embedder,
        ({ code }) => code !== 'upstream_rejected' || refusedInARow >= MAX_REFUSED,
      );
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'upstream_rejected') throw error;
      const halves = halvesOf({ keys, texts });
      if (halves) for (const half of halves) await work(half);
      else {
        for (const key of keys) missing.delete(key);
        refused += 1;
        refusedInARow += 1;
      }
      return;
    }
    refusedInARow = 0;
    const embedded = new Map(keys.map((key, i) => [key, found[i] as Float32Array]));
    take(embedded);
    await kept.put(embedded);
    if (now() - toldAt < TELL_EVERY_MS) return;
    toldAt = now();
    log.info({ done: vectors.filled(), of: vectors.passages }, 'embedding passages');
  }

  /** Once through everything. @throws AppError at the abort, and when the model has changed meanwhile. */
  async function once(): Promise<void> {
    places.clear();
    missing.clear();
    await readTexts();
    await takeKept([...places.keys()]);
    const unrelated = await embed(UNRELATED, questionEmbedder);
    // Another model may stand behind the same name: then nothing that is kept is worth anything.
    if (await kept.isStale(unrelated[0] as Float32Array, vectors.dimensions())) {
      log.warn('the embedding model has changed: every passage is embedded anew');
      await kept.drop();
      vectors.clear();
      await readTexts();
    }
    await kept.sign(unrelated[0] as Float32Array);
    if (missing.size > 0)
      log.info({ passages: vectors.passages, missing: missing.size }, 'embedding passages');
    const batches = batchesOf(rotated([...missing], random()), textOfKey);
    const worker = async () => {
      // Not by `for … of`, which would end the batches for the other as well.
      for (let next = batches.next(); !next.done; next = batches.next()) await work(next.value);
    };
    const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
    vectors.setCloseFrom(await closeFrom(vectors, unrelated));
  }

  state.filling(true);
  try {
    await patiently(
      once,
      {
        onFailure(failure) {
          state.failed('passages', failure);
          vectors.clear();
        },
        onSuccess: () => state.worked('passages'),
        ...(pause ? { pause } : {}),
      },
      { signal },
    );
    const seconds = Math.round((now() - started) / 100) / 10;
    const left = refused > 0 ? { refused } : {};
    log.info({ passages: vectors.filled(), ...left, tokens, seconds }, 'passages are embedded');
    await kept.prune();
  } catch (error) {
    if (!signal.aborted) state.failed('passages', error);
  } finally {
    if (!signal.aborted) state.filling(false);
  }
}

/** From a random place on, so that servers that share a store do not all begin with the same work. */
function rotated<T>(items: readonly T[], random: number): T[] {
  const from = Math.floor(random * items.length);
  return [...items.slice(from), ...items.slice(0, from)];
}
