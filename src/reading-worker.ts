/** Reads the owner's files on a thread of its own; started by `reading.ts`, tells what it read, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadCareer, versionOf } from './career/load.ts';
import { AppError } from './errors.ts';
import { loadKnowledge } from './knowledge/load.ts';
import type { Jobs, Told } from './reading.ts';
import { writeIndex } from './retrieval/index-file.ts';
import { buildInvertedIndex } from './retrieval/inverted-index.ts';

const READERS: { [Job in keyof Jobs]: (path: string) => Promise<Jobs[Job]> } = {
  async knowledge(path) {
    const knowledge = await loadKnowledge(path);
    const { version } = knowledge;
    // Copied, for a small buffer is a part of one that others use.
    const index = new Uint8Array(writeIndex(buildInvertedIndex(knowledge), version));
    return { version, knowledge, index };
  },
  async career(path) {
    const career = await loadCareer(path);
    return { version: versionOf(career), career };
  },
};

async function read(): Promise<Told> {
  // Given by `reading.ts`.
  const { job, path } = workerData as { job: keyof Jobs; path: string };
  try {
    return { read: await READERS[job](path) };
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message };
    return { code: 'knowledge_invalid', message: `${path}: cannot be loaded (${String(error)})` };
  }
}

const told = await read();
const whole = 'read' in told && 'index' in told.read ? [told.read.index.buffer] : [];
parentPort?.postMessage(told, whole);
