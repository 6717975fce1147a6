/** Goes on from memory while the real store fails, and writes back what gathered there once it works again. */
import type { Logger } from 'pino';
import { AppError } from '../errors.ts';
import { createBacklog } from './backlog.ts';
import type { ConversationStore } from './store.ts';

export interface ResilientStoreOptions {
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Milliseconds to the first attempt to heal; each failed one doubles the wait. Default 1000. */
  minRetryMs?: number;
  /** The longest wait between attempts. Default 60,000. */
  maxRetryMs?: number;
  /** Calls back once after that time. Default: a timer that keeps no process alive. @returns how to call it off. */
  after?: (ms: number, callback: () => void) => () => void;
}

export interface ResilientStore extends ConversationStore {
  /** `degraded`: conversations are kept in memory only, until the store works again. */
  state(): 'ok' | 'degraded';
}

function timer(ms: number, callback: () => void): () => void {
  const timeout = setTimeout(callback, ms).unref();
  return () => clearTimeout(timeout);
}

/**
 * While `primary` fails, turns and feedback wait in `fallback`, as many as it holds; history is the primary's as far as
 * that can be read, with the waiting turns in place. Healing is by writing: what waits goes to the primary first, so
 * that a full disk, which reads well, does not count as healed. Only `forget` rejects then: a conversation that may
 * still be on disk is not said to be deleted; it is as soon as the store works.
 */
export function createResilientStore(
  primary: ConversationStore,
  fallback: ConversationStore,
  options: ResilientStoreOptions,
): ResilientStore {
  const { log, minRetryMs = 1000, maxRetryMs = 60_000, after = timer } = options;
  const backlog = createBacklog(primary, fallback);
  let isDegraded = false;
  let canRead = true;
  let waitMs = minRetryMs;
  let callOff = () => {};
  let healing: Promise<void> | undefined;
  let isClosed = false;

  function degrade(error: unknown): void {
    if (isDegraded) return;
    isDegraded = true;
    waitMs = minRetryMs;
    log.error({ err: error }, 'store failed, conversations are kept in memory');
    callOff = after(waitMs, () => void heal());
  }

  /** Attempts one at a time; who asks meanwhile waits for that one. Never rejects. */
  function heal(): Promise<void> {
    healing ??= attempt().finally(() => {
      healing = undefined;
    });
    return healing;
  }

  async function attempt(): Promise<void> {
    callOff();
    try {
      await backlog.writeBack((written) => {
        isDegraded = false;
        canRead = true;
        log.info({ written }, 'store works again');
      });
    } catch (error) {
      waitMs = Math.min(waitMs * 2, maxRetryMs);
      log.warn({ err: error, retryMs: waitMs }, 'store still fails');
      if (!isClosed) callOff = after(waitMs, () => void heal());
    }
  }

  /** Does it with the primary, or, when that fails or is known to, without. */
  async function either<T>(work: () => Promise<T>, instead: () => Promise<T>): Promise<T> {
    if (!isDegraded) {
      try {
        return await work();
      } catch (error) {
        degrade(error);
      }
    }
    return instead();
  }

  return {
    state: () => (isDegraded ? 'degraded' : 'ok'),

    turns: (conversationId) =>
      either(
        () => primary.turns(conversationId),
        () =>
          backlog.turns(conversationId, async () => {
            if (!canRead) return [];
            return primary.turns(conversationId).catch(() => {
              canRead = false;
              return [];
            });
          }),
      ),

    putTurn: (conversationId, turn) =>
      either(
        () => primary.putTurn(conversationId, turn),
        () => backlog.putTurn(conversationId, turn),
      ),

    putFeedback: (conversationId, feedback) =>
      either(
        () => primary.putFeedback(conversationId, feedback),
        () => backlog.putFeedback(conversationId, feedback),
      ),

    forget: (conversationId) =>
      either(
        () => primary.forget(conversationId),
        async () => {
          await backlog.forget(conversationId);
          await heal();
          if (!backlog.mustForget(conversationId)) return;
          throw new AppError('internal', 'The store could not delete yet.', { retryable: true });
        },
      ),

    async shortfalls(since) {
      const waiting = await fallback.shortfalls(since);
      return [...(await primary.shortfalls(since)), ...waiting];
    },

    async purge(before) {
      const waiting = await fallback.purge(before);
      const kept = await either(
        () => primary.purge(before),
        async () => 0,
      );
      return kept + waiting;
    },

    async close() {
      isClosed = true;
      if (isDegraded) await heal();
      callOff();
      await Promise.all([primary.close(), fallback.close()]);
    },
  };
}
