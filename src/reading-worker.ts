/** Reads the owner's files on a thread of its own; started by `reading.ts`, says that it is there, is asked, and tells what it read. */
import { parentPort } from 'node:worker_threads';
import { AppError } from './errors.ts';
import { READERS } from './readers.ts';
import type { Asked, Told } from './reading.ts';

async function read({ job, path }: Asked): Promise<Told> {
  try {
    return { read: await READERS[job](path) };
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message };
    return { code: 'knowledge_invalid', message: `${path}: cannot be loaded (${String(error)})` };
  }
}

parentPort?.once('message', async (asked: Asked) => {
  const told = await read(asked);
  const whole = 'read' in told && 'index' in told.read ? [told.read.index.buffer] : [];
  parentPort?.postMessage(told, whole);
});
parentPort?.postMessage('ready');
