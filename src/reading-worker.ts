/** Reads the owner's files on a thread of its own; started by `reading.ts`, tells what it read, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from './errors.ts';
import { READERS } from './readers.ts';
import type { Jobs, Told } from './reading.ts';

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
