/** The one way to Redis: within a deadline, not at all while it is known to be down, and back by itself. */
import { createHash, randomBytes } from 'node:crypto';
import { Redis as Client } from 'ioredis';
import type { Logger } from 'pino';
import { AppError } from '../errors.ts';
import { reasonOf } from './reason.ts';

export interface RedisOptions {
  /** `redis://` or `rediss://` with user and password, if any. */
  url: string;
  /** Begins every key and channel. */
  prefix: string;
  log: Pick<Logger, 'info' | 'error'>;
  /** Milliseconds that an answer may take; past them Redis counts as down. Default 700. */
  deadlineMs?: number;
}

/** A Lua script; made once, by {@link script}. */
export interface Script {
  lua: string;
  sha: string;
}

export type Redis = ReturnType<typeof createRedis>;

/** Milliseconds between two signs of life, and those after which a server without one is dead. */
const BEAT_MS = 400;
const LEASE_MS = 1700;
/** Milliseconds without any byte after which a link that owes an answer is given up. */
const DEAD_LINK_MS = 3000;

const isWrongType = (error: unknown) => String((error as Error).message).includes('WRONGTYPE');

/** @returns what {@link Redis} `call` takes. */
export function script(lua: string): Script {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') };
}

/**
 * Every call rejects with `AppError('internal')` when Redis fails, and at once while it is down: nothing queues for it.
 * The sign of life of this server, written more than twice a second, is also what finds out whether Redis works.
 */
export function createRedis({ url, prefix, log, deadlineMs = 700 }: RedisOptions) {
  const options = {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    socketTimeout: DEAD_LINK_MS,
    retryStrategy: (attempt: number) => Math.min(50 * 2 ** attempt, 1000) + Math.random() * 100,
  };
  const client = new Client(url, options);
  // Hears only what is sent to it: its silence is no sign of death, and it may wait for its link.
  const ear = new Client(url, { ...options, enableOfflineQueue: true, maxRetriesPerRequest: null });
  const serverId = randomBytes(9).toString('base64url');
  const listeners = new Map<string, (message: string) => void>();
  const onBack = new Set<() => void>();
  const aliveKey = (server: string) => `${prefix}:alive:${server}`;
  let upSince: number | undefined;
  let told: string | undefined;
  let hasFailed = false;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let lastError: unknown;

  client.on('error', (error) => {
    lastError = error;
  });
  ear.on('error', () => {});
  ear.on('message', (channel, message) => listeners.get(channel)?.(message));
  // Subscriptions are made again by the client; what was said meanwhile was missed.
  ear.on('ready', () => upSince !== undefined && tellBack());

  function tellBack(): void {
    for (const listener of onBack) listener();
  }

  function down(error: unknown): void {
    upSince = undefined;
    hasFailed = true;
    const reason = reasonOf(error);
    if (isClosed || told === reason) return;
    told = reason;
    log.error({ reason }, 'redis is not used, this server goes on by itself');
  }

  function up(): void {
    if (upSince !== undefined) return;
    upSince = hasFailed ? performance.now() : Number.NEGATIVE_INFINITY;
    if (told !== undefined) log.info('redis works again');
    told = undefined;
    tellBack();
  }

  async function within<T>(work: Promise<T>): Promise<T> {
    let deadline: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      // After a pause of this process the answer may be here, unread: it is let in first.
      deadline = setTimeout(() => setImmediate(() => reject(new Error('deadline'))), deadlineMs);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(deadline);
    }
  }

  async function beat(): Promise<void> {
    try {
      if (client.status === 'wait') await within(client.connect());
      // The client says nothing when it cannot have the database of its address, and goes on in the first one.
      if (upSince === undefined && client.options.db) await within(client.select(client.options.db));
      await within(client.set(aliveKey(serverId), '1', 'PX', LEASE_MS));
      up();
    } catch (error) {
      // A command that finds no link does not say why there is none.
      down(client.status === 'ready' ? error : (lastError ?? error));
    }
    if (!isClosed) timer = setTimeout(() => void beat(), BEAT_MS).unref();
  }

  async function run<T>(work: (client: Client) => Promise<T>): Promise<T> {
    if (upSince === undefined) throw new AppError('internal', 'Redis is down.', { retryable: true });
    try {
      return await within(work(client));
    } catch (error) {
      // A key that somebody else wrote is no failure of Redis: only what stands on that key goes without it.
      if (!isWrongType(error)) down(error);
      throw new AppError('internal', `Redis ${reasonOf(error)}.`, { retryable: true });
    }
  }

  return {
    /** Names this server among those that share Redis. */
    serverId,

    /** @returns the key of something that belongs to no conversation. */
    key: (...parts: string[]): string => [prefix, ...parts].join(':'),
    /** @returns a key of the conversation: those of one conversation stand in one slot of a cluster. */
    keyOf: (conversationId: string, ...parts: string[]): string =>
      [prefix, `{${conversationId}}`, ...parts].join(':'),

    run,
    call: (of: Script, keys: string[], args: (string | number)[]): Promise<unknown> =>
      run(async (to) => {
        try {
          return await to.evalsha(of.sha, keys.length, ...keys, ...args);
        } catch (error) {
          if (!String((error as Error).message).startsWith('NOSCRIPT')) throw error;
          return to.eval(of.lua, keys.length, ...keys, ...args);
        }
      }),

    /** Hears a channel, and an empty message once it does; again after each loss of the link. @returns how to stop. */
    listen(channel: string, listener: (message: string) => void): () => void {
      listeners.set(channel, listener);
      ear.subscribe(channel).then(
        () => listeners.get(channel)?.(''),
        () => {},
      );
      return () => {
        listeners.delete(channel);
        ear.unsubscribe(channel).catch(() => {});
      };
    },

    /** Whether that server has given a sign of life lately. */
    isAlive: (server: string): Promise<boolean> =>
      run(async (to) => (await to.exists(aliveKey(server))) === 1),

    state: (): 'ok' | 'degraded' => (upSince === undefined ? 'degraded' : 'ok'),
    /** What is wrong, in words for the operator; undefined while nothing is. */
    reason: (): string | undefined => told,
    /** Milliseconds for which it has worked since it last failed; 0 while it fails. */
    upForMs: (): number => (upSince === undefined ? 0 : performance.now() - upSince),
    /** Called whenever Redis works again, or messages may have been missed. */
    onBack: (listener: () => void): void => void onBack.add(listener),

    /** Tries to connect; resolves when it has, or has failed once. Never rejects. */
    async start(): Promise<void> {
      ear.connect().catch(() => {});
      await beat();
    },

    /** Says goodbye, so that others need not wait for the lease to end. */
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      if (upSince !== undefined) await run((to) => to.del(aliveKey(serverId))).catch(() => {});
      client.disconnect();
      ear.disconnect();
    },
  };
}
