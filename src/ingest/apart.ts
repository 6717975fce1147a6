/** Converts documents on a thread of their own: one that takes for ever, or all the memory, is refused, and the next one read. */
import { once } from 'node:events';
import { setInterval } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { threadOf } from '../thread.ts';
import type { Convert } from './convert.ts';
import type { Told } from './convert-worker.ts';
import { unreadable } from './draft.ts';

export interface ApartOptions {
  /** Milliseconds that a document may take. Default 120,000. */
  deadlineMs?: number;
  /** Bytes by which this process may grow meanwhile. Default 1.5 GB: thirty times the largest file that is taken. */
  maxBytes?: number;
}

/** Milliseconds between two looks at the memory: a bomb that unpacks a gigabyte a second is stopped in time. */
const LOOK_MS = 100;
/** Megabytes of objects; past them the thread ends by itself. */
const MAX_HEAP_MB = 1024;

/** @returns a converter, one document at a time, whose thread stays for the next ones until `close`. */
export function convertApart({ deadlineMs = 120_000, maxBytes = 1.5e9 }: ApartOptions = {}): {
  convert: Convert;
  close: () => Promise<void>;
} {
  let worker: Worker | undefined;

  function start(): Worker {
    worker = new Worker(threadOf('./convert-worker', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
      // Libraries complain there about documents; what matters is said in words of ours.
      stdout: true,
      stderr: true,
    });
    // Heard also once nobody waits any more: an 'error' without a listener would end the process.
    worker.on('error', () => {});
    // Nobody who waits for it: the wait below does.
    worker.unref();
    return worker;
  }

  async function close(): Promise<void> {
    await worker?.terminate();
    worker = undefined;
  }

  return {
    async convert(document, { signal } = {}) {
      const { source } = document;
      const thread = worker ?? start();
      const late = AbortSignal.timeout(deadlineMs);
      const done = new AbortController();
      const full = new AbortController();
      const any = AbortSignal.any([late, full.signal, ...(signal ? [signal] : [])]);
      const watching = watchMemory(maxBytes, full, done.signal);
      try {
        thread.postMessage(document);
        const [told] = (await once(thread, 'message', { signal: any })) as [Told];
        if ('code' in told) throw new AppError(told.code, told.message);
        return told.draft;
      } catch (cause) {
        if (cause instanceof AppError) throw cause;
        await close();
        signal?.throwIfAborted();
        const why = late.aborted
          ? `takes longer than ${deadlineMs / 1000} s to read; split it, or save it in another format`
          : 'takes more memory than a document should; split it, or save it in another format';
        throw unreadable(source, why, { cause });
      } finally {
        done.abort();
        await watching;
      }
    },
    close,
  };
}

async function watchMemory(maxBytes: number, full: AbortController, signal: AbortSignal): Promise<void> {
  const before = process.memoryUsage.rss();
  try {
    for await (const _ of setInterval(LOOK_MS, undefined, { signal }))
      if (process.memoryUsage.rss() - before > maxBytes) full.abort();
  } catch {
    // It was told to stop.
  }
}
