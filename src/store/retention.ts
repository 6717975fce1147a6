/** Deletes turns that are older than the owner wants them kept: at the start, and every hour from then on. */
import type { Logger } from 'pino';
import type { ConversationStore } from './store.ts';

export interface RetentionOptions {
  /** Days that a turn is kept after it was asked. */
  days: number;
  log: Pick<Logger, 'info' | 'error'>;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** Calls back again and again. Default: a timer that keeps no process alive. @returns how to call it off. */
  every?: (ms: number, callback: () => void) => () => void;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function interval(ms: number, callback: () => void): () => void {
  const timer = setInterval(callback, ms).unref();
  return () => clearInterval(timer);
}

/** @returns how to stop; it resolves when a purge under way has ended. A purge that fails is logged and tried again. */
export function keepRetention(
  store: Pick<ConversationStore, 'purge'>,
  { days, log, now = Date.now, every = interval }: RetentionOptions,
): () => Promise<void> {
  let running: Promise<void> | undefined;

  async function purge(): Promise<void> {
    try {
      const turns = await store.purge(now() - days * DAY_MS);
      if (turns > 0) log.info({ turns, days }, 'old turns deleted');
    } catch (error) {
      log.error({ err: error }, 'old turns not deleted');
    }
  }
  function start(): void {
    running ??= purge().finally(() => {
      running = undefined;
    });
  }

  start();
  const callOff = every(HOUR_MS, start);
  return async () => {
    callOff();
    await running;
  };
}
