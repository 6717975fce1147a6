/** One claimed turn in Redis: tells its events in batches, and finds out when it is nobody's or another server's. */
import type { Redis } from '../redis/connection.ts';
import { TELL } from './redis-scripts.ts';
import type { Lease, Owner } from './shared-turns.ts';

/** Milliseconds in which events gather: shorter than an eye needs, longer than most models need for a token. */
const GATHER_MS = 30;

export interface HeldLease extends Lease {
  isOf(channel: string): boolean;
  /** Whether the turn has ended, here at least. */
  isOver(): boolean;
  /** Tells what is waiting, if only to learn whether the visitor wants it to stop. */
  look(): void;
  /** The link is back: makes the turn known anew. */
  again(): Promise<void>;
}

export interface RedisLeaseOptions {
  /** Of the turn, its events, and its watchers. */
  keys: string[];
  channel: string;
  claim: string;
  /** False: Redis was down when the turn began. */
  isKnown: boolean;
  /** @returns whether it is still ours. */
  claimAgain: () => Promise<boolean>;
  owner: Owner;
  onClosed: () => void;
}

export function createRedisLease(redis: Redis, options: RedisLeaseOptions): HeldLease {
  const { keys, channel, claim, claimAgain, owner, onClosed } = options;
  let { isKnown } = options;
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | undefined;
  let state: 'open' | 'ending' | 'closed' | 'lost' = 'open';
  let isStopping = false;

  function close(as: 'closed' | 'lost'): void {
    state = as;
    waiting = [];
    clearTimeout(timer);
    onClosed();
    if (as === 'lost') owner.lost();
  }

  /** The deletion may have come in the middle of our telling, which brought a part of the turn back. */
  async function leaveNothing(): Promise<void> {
    close('closed');
    await redis.run((client) => client.del(...keys));
  }

  async function send(): Promise<void> {
    if (!isKnown) return;
    if (owner.isForgotten()) return leaveNothing();
    const frames = waiting;
    waiting = [];
    const isEnd = state === 'ending';
    try {
      const args = [claim, frames.join('\n'), isEnd ? '1' : '0', channel, redis.serverId];
      const answer = await redis.call(TELL, keys, args);
      if (answer === 'gone') {
        isKnown = false;
        await makeKnown();
      } else if (answer === 'lost') close('lost');
      else if (isEnd) close('closed');
      else if (answer === 'cancel' && !isStopping) {
        isStopping = true;
        owner.cancelled();
      }
    } catch {
      // What was told may have come or not: once the link is back, a snapshot stands for all of it.
      isKnown = false;
    }
  }

  async function makeKnown(): Promise<void> {
    if (owner.isForgotten()) return leaveNothing();
    if (!(await claimAgain())) return close('lost');
    isKnown = true;
    // Taken after the wait: what was told meanwhile is in it.
    waiting = [owner.snapshot()];
    await send();
  }

  /** One after the other, so that frames keep their order. Never rejects. */
  function flush(work: () => Promise<void> = send): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const mine = (flushing ?? Promise.resolve()).then(async () => {
      if (state === 'open' || state === 'ending') await work().catch(() => {});
    });
    flushing = mine;
    return mine;
  }

  return {
    isOf: (other) => other === channel,
    isOver: () => state !== 'open',
    look: () => void flush(),
    again: () => flush(makeKnown),
    tell(frame) {
      if (state !== 'open' || !isKnown) return;
      waiting.push(frame);
      timer ??= setTimeout(() => void flush(), GATHER_MS);
    },
    async settle() {
      await flush();
      return state !== 'lost';
    },
    async end(frame) {
      if (state !== 'open') return;
      state = 'ending';
      waiting.push(frame);
      // Should Redis be down, it is told when it is back.
      await flush();
    },
  };
}
