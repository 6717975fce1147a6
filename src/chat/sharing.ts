/** Conversations that several servers serve: turns claimed before they run, followed where they run elsewhere. */
import type { Channel, RunningTurn } from '../live/channels.ts';
import type { Cursor, FarTurn, SharedTurns } from '../live/shared-turns.ts';
import { snapshotFrame } from '../live/snapshot.ts';
import type { ConversationStore, StoredTurn } from '../store/store.ts';
import { type ClaimsOptions, createClaims } from './claims.ts';
import { channelSeed } from './history.ts';
import type { AcceptedTurn } from './run.ts';

export interface SharingOptions extends ClaimsOptions {
  shared: SharedTurns;
  store: ConversationStore;
  /** Another server has deleted the conversation. */
  onForgotten: (channel: Channel) => void;
  /** Milliseconds since the epoch. */
  now: () => number;
}

interface Following {
  channel: Channel;
  stop: () => void;
  cursor?: Cursor | undefined;
  pulling?: Promise<void> | undefined;
  again: boolean;
  pulledAt: number;
  /** Since when the far turn has had no server. */
  orphanedAt?: number | undefined;
}

/** Milliseconds between looks at turns of which nothing is heard. */
const LOOK_MS = 250;
/** Milliseconds for which the others are given time to say that they live, after Redis was away. */
const GRACE_MS = 2500;
/** Milliseconds after which a turn without a server, which nobody may take over, is said to be interrupted. */
const GIVE_UP_MS = 15_000;
/** A turn that was cut longer ago is shown as interrupted, and may be asked again. */
const MAX_AGE_MS = 600_000;

export function createSharing(options: SharingOptions) {
  const { shared, store, channels, onForgotten, now } = options;
  const claims = createClaims(options);
  const following = new Map<Channel, Following>();
  shared.onBack(() => {
    for (const one of following.values()) void pull(one);
  });
  const timer = setInterval(() => {
    for (const one of following.values()) {
      if (one.channel.running?.isFar && now() - one.pulledAt >= LOOK_MS) void pull(one);
    }
  }, LOOK_MS).unref();

  function follow(channel: Channel): Following {
    const known = following.get(channel);
    if (known) return known;
    const one: Following = { channel, stop: () => {}, again: false, pulledAt: now() };
    following.set(channel, one);
    one.stop = shared.listen(channel.conversationId, {
      news: () => void pull(one),
      forgotten: () => onForgotten(channel),
    });
    return one;
  }

  const isCurrent = (one: Following, turn?: RunningTurn) =>
    following.get(one.channel) === one && (turn === undefined || one.channel.running === turn);

  /** Reads on, one reading at a time. Never rejects: what cannot be read now is read at the next look. */
  function pull(one: Following): Promise<void> {
    one.again = true;
    one.pulling ??= (async () => {
      try {
        while (one.again && isCurrent(one)) {
          one.again = false;
          one.pulledAt = now();
          const far = await shared.read(one.channel.conversationId, one.cursor);
          if (isCurrent(one)) await apply(one, far);
        }
      } catch {
        one.again = false;
      } finally {
        one.pulling = undefined;
      }
    })();
    return one.pulling;
  }

  async function apply(one: Following, far: FarTurn | undefined): Promise<void> {
    const { channel } = one;
    if (channel.running && !channel.running.isFar) {
      one.cursor = undefined;
      // Another server may have taken it over; a turn whose model is silent would not find out.
      await channel.running.lease?.settle();
      return;
    }
    if (far && one.cursor?.claim !== far.claim) await begin(one, far);
    if (far) one.cursor = far.cursor;
    const turn = channel.running;
    if (!turn?.isFar) return;
    if (far?.turnId === turn.snapshot.turnId) take(one, turn, far.frames);
    if (!isCurrent(one, turn)) return;
    if (far && !far.isEnded && far.isOwnerAlive) one.orphanedAt = undefined;
    else await rescue(one, turn, far);
  }

  /** A claim that was not heard of before: of a new turn, or of the same one by another server. */
  async function begin(one: Following, far: FarTurn): Promise<void> {
    const { channel } = one;
    const before = channel.running;
    const isSame = before?.snapshot.turnId === far.turnId;
    if (far.isEnded && !isSame && channel.turnIds.has(far.turnId)) return;
    // Its last words were missed: the next turn began too soon after them.
    if (before && !isSame) await tellStored(one, before);
    if (!isCurrent(one)) return;
    if (channel.running?.isFar) channels().end(channel, channel.running);
    if (channel.running || !isCurrent(one)) return;
    watch(channels().begin(channel, far.turnId, far.question, true), channel);
  }

  /** A visitor's stop goes to the server that runs the turn. */
  function watch(turn: RunningTurn, { conversationId }: Channel): void {
    const { turnId } = turn.snapshot;
    turn.abort.signal.addEventListener('abort', () => void shared.cancel(conversationId, turnId));
  }

  function take(one: Following, turn: RunningTurn, frames: string[]): void {
    for (const frame of frames) if (frame !== '') channels().take(one.channel, turn, frame);
    if (turn.snapshot.end) channels().end(one.channel, turn);
  }

  /** @returns the turn as it is stored, once it is told that it has ended if it has. */
  async function tellStored(one: Following, turn: RunningTurn): Promise<StoredTurn | undefined> {
    const turns = await store.turns(one.channel.conversationId);
    const stored = turns.find(({ snapshot }) => snapshot.turnId === turn.snapshot.turnId);
    if (stored?.snapshot.end && isCurrent(one, turn)) {
      const seq = Math.max(stored.seq, one.channel.seq + 1);
      take(one, turn, [snapshotFrame(stored.snapshot, seq)]);
    }
    return stored;
  }

  /** Nobody runs the turn any more: it has ended unheard, or this server goes on with it. */
  async function rescue(one: Following, turn: RunningTurn, far: FarTurn | undefined): Promise<void> {
    one.orphanedAt ??= now();
    if (shared.upForMs() < GRACE_MS) return;
    const stored = await tellStored(one, turn);
    if (!isCurrent(one, turn)) return;
    const { channel } = one;
    const replaces = far?.replaces ?? stored?.snapshot.replaces?.[0];
    const accepted: AcceptedTurn = {
      channel,
      turn,
      askedAt: far?.askedAt ?? stored?.askedAt ?? now(),
      ...(replaces === undefined ? {} : { replaces }),
    };
    const isTaken = !far?.isEnded && (await claims.takeOver(accepted, far?.claim ?? ''));
    if (isTaken) one.orphanedAt = undefined;
    else if (isCurrent(one, turn) && now() - one.orphanedAt > GIVE_UP_MS) {
      claims.giveUp(accepted);
    }
  }

  return {
    follow,
    pull: (channel: Channel): Promise<void> => pull(follow(channel)),

    /** @returns what is told of a turn that runs elsewhere; nothing while that cannot be known. */
    look: (conversationId: string): Promise<FarTurn | undefined> =>
      shared.read(conversationId).catch(() => undefined),

    /** Opens the channel of a conversation, with the turn that runs elsewhere or was left by its server. */
    open(conversationId: string, turns: readonly StoredTurn[], far: FarTurn | undefined): Channel {
      const cut = turns.findLast(
        ({ snapshot, askedAt }) => snapshot.state === 'running' && now() - askedAt < MAX_AGE_MS,
      );
      const living = far && !far.isEnded ? far : cut?.snapshot;
      const channel = channels().open(conversationId, channelSeed(turns, living?.turnId));
      const one = follow(channel);
      if (!living || channel.running) return channel;
      const turn = channels().begin(channel, living.turnId, living.question, true);
      watch(turn, channel);
      if (living === far) {
        one.cursor = far.cursor;
        take(one, turn, far.frames);
      } else if (cut) Object.assign(turn.snapshot, cut.snapshot);
      return channel;
    },

    /** @returns whether the turn is this server's to run; false when it is known already. @throws AppError `busy` */
    async claim(accepted: AcceptedTurn): Promise<boolean> {
      const one = follow(accepted.channel);
      try {
        if (await claims.claim(accepted)) return true;
      } catch (error) {
        void pull(one);
        throw error;
      }
      void pull(one);
      return false;
    },

    dropped(channel: Channel): void {
      following.get(channel)?.stop();
      following.delete(channel);
    },

    close: (): void => clearInterval(timer),
  };
}
