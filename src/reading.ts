/** Reads the owner's files on another thread, so that no file, however large, keeps visitors or the start waiting. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Career } from './career/schema.ts';
import type { Knowledge } from './domain.ts';
import { AppError, type ErrorCode } from './errors.ts';
import { threadOf } from './thread.ts';

/** What may be read, and what comes of it; `version` tells whether it differs from what was read before. */
export interface Jobs {
  knowledge: {
    version: string;
    knowledge: Knowledge;
    /** As `retrieverOf` takes it. */
    index: Uint8Array<ArrayBuffer>;
    /** Milliseconds since the epoch at which the reading began: what changed later may have been missed. */
    readAt: number;
    /** Why a prebuilt index was not used. */
    complaints: string[];
  };
  career: { version: string; career: Career | undefined };
}

/** What the thread is asked, once it has said that it is there. */
export interface Asked {
  job: keyof Jobs;
  path: string;
}

/** What the thread says then. */
export type Told = { read: Jobs[keyof Jobs] } | { code: ErrorCode; message: string };

export interface ReadingOptions {
  /** Gives the reading up; then it rejects. */
  signal: AbortSignal;
  /** Milliseconds after which it is given up, so that a file which takes for ever is named. Default 120,000. */
  deadlineMs?: number;
}

const WORKER = threadOf('./reading-worker', import.meta.url);

let before: Promise<unknown> = Promise.resolve();

/**
 * One after the other, whoever asks: each holds all that it reads.
 * @throws AppError as `loadKnowledge` and `loadCareer` do, and when the time or the memory is at its end.
 */
export function readApart<Job extends keyof Jobs>(
  job: Job,
  path: string,
  options: ReadingOptions,
): Promise<Jobs[Job]> {
  const mine = before.then(() => readNow(job, path, options));
  before = mine.catch(() => {});
  return mine;
}

async function readNow<Job extends keyof Jobs>(
  job: Job,
  path: string,
  { signal, deadlineMs = 120_000 }: ReadingOptions,
): Promise<Jobs[Job]> {
  if (signal.aborted) throw new AppError('cancelled', 'Nobody waits for this reading any more.');
  const timeout = AbortSignal.timeout(deadlineMs);
  const given = AbortSignal.any([signal, timeout]);
  const worker = new Worker(WORKER);
  // Heard also once nobody waits any more: an 'error' without a listener would end the process.
  worker.on('error', () => {});
  try {
    // Not ended before it has its code: the files that a thread is opening when it ends stay open in this process for good.
    await once(worker, 'message');
    given.throwIfAborted();
    worker.postMessage({ job, path } satisfies Asked);
    const [told] = (await once(worker, 'message', { signal: given })) as [Told];
    if ('code' in told) throw new AppError(told.code, told.message);
    // The thread answers the job that it was given.
    return told.read as Jobs[Job];
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const why = timeout.aborted
      ? `takes longer than ${deadlineMs / 1000} s to read; split what is large, or take it out`
      : 'cannot be read; is it larger than the memory holds?';
    throw new AppError('knowledge_invalid', `${path}: ${why}`, { cause });
  } finally {
    await worker.terminate();
  }
}
