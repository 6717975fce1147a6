/** The calls that run, so that another request of the same client can stop one of them. */
import { createHash } from 'node:crypto';

/** Carries word of a cancelled call to the other servers. Neither rejects nor throws; a word may be lost. */
export interface Bell {
  /** @returns how to stop listening. */
  listen(name: string, heard: () => void): () => void;
  ring(name: string): void;
}

export interface Calls {
  /** Runs `work` with a signal that ends with `signal`, or when the call is cancelled. */
  run<T>(call: Call, work: (signal: AbortSignal) => Promise<T>, options: { signal: AbortSignal }): Promise<T>;
  /** Stops the call, wherever it runs; one that has ended, or never was, is no error. */
  cancel(call: Call): void;
}

/** What tells calls apart: ids alone are counted from 0 by each client. */
export interface Call {
  caller: string;
  session: string;
  id: string | number;
}

/** @param bell absent: this server is alone. */
export function createCalls(bell?: Bell): Calls {
  const running = new Map<string, AbortController>();
  return {
    async run(call, work, { signal }) {
      const name = nameOf(call);
      const stop = new AbortController();
      running.set(name, stop);
      const deafen = bell?.listen(name, () => stop.abort());
      try {
        return await work(AbortSignal.any([signal, stop.signal]));
      } finally {
        deafen?.();
        if (running.get(name) === stop) running.delete(name);
      }
    },
    cancel(call) {
      const name = nameOf(call);
      const stop = running.get(name);
      if (stop) stop.abort();
      else bell?.ring(name);
    },
  };
}

/** Short whatever the client chose, and of letters that may stand in a key. */
function nameOf({ caller, session, id }: Call): string {
  return createHash('sha256')
    .update(JSON.stringify([caller, session, id]))
    .digest('base64url');
}
