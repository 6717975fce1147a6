/** What the commands that ask and search stand on: as the server answers, with the vectors that the server keeps. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Answering, createAnswering } from '../answering.ts';
import type { Config } from '../config.ts';
import { createStore } from '../store/create.ts';
import type { VectorStore } from '../store/vectors.ts';

/** Milliseconds between two looks at whether all is embedded, and between two lines that say how far it is. */
const LOOK_EVERY_MS = 50;
const TELL_EVERY_MS = 3000;

export interface Opened extends Omit<Answering, 'close'> {
  close(): Promise<void>;
}

/** Without an embedding model opens no store. @throws AppError `knowledge_invalid` or `prompt_invalid`. */
export async function openAnswering(config: Readonly<Config>, log: Logger): Promise<Opened> {
  const kept = config.embedding && (await openVectors(config, log));
  const answering = await createAnswering(config, { log, ...(kept ? { vectors: kept.vectors } : {}) });
  return {
    ...answering,
    async close() {
      answering.close();
      await kept?.close();
    },
  };
}

/**
 * Resolves once every passage that can be embedded is, or the endpoint fails; then words find the passages.
 * @param tell is told how far it is, where it takes long.
 */
export async function embedded(
  { embedding }: Pick<Answering, 'embedding'>,
  tell: (line: string) => void,
): Promise<void> {
  if (!embedding) return;
  let toldAt = performance.now();
  while (embedding.state() === 'filling') {
    await delay(LOOK_EVERY_MS);
    if (performance.now() - toldAt < TELL_EVERY_MS) continue;
    toldAt = performance.now();
    const { embedded: done, passages } = embedding.progress();
    tell(`embedding passages: ${done} of ${passages}`);
  }
  if (embedding.state() !== 'ok') tell(`embedding is ${embedding.state()}; words alone find the passages`);
}

async function openVectors(
  { redis, storePath }: Readonly<Config>,
  log: Logger,
): Promise<{ vectors: VectorStore; close: () => Promise<void> }> {
  if (!redis) {
    const { vectors, store } = createStore(storePath, { log });
    return { vectors, close: store.close };
  }
  const [{ createRedis }, { createRedisVectors }] = await Promise.all([
    import('../redis/connection.ts'),
    import('../store/redis-vectors.ts'),
  ]);
  const link = createRedis({ ...redis, log });
  await link.start();
  return { vectors: createRedisVectors(link), close: link.close };
}
