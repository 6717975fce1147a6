/** Conversations that somebody watches or that are answering right now, in this process. */
import type { TurnEvent, TurnSnapshot } from '../protocol.ts';
import { foldEvent, newSnapshot } from './snapshot.ts';

/** One tab. Neither call may throw. */
export interface Subscriber {
  /** Takes one event, already serialised: the same string goes to every tab. */
  deliver(frame: string): void;
  /** The conversation was deleted; nothing more of it follows. */
  forgotten(): void;
  /** Whether much of what was delivered has not been read yet. Absent for one that reads at once. */
  isBehind?(): boolean;
}

/** A turn from its acceptance until its end is stored and told. */
export interface RunningTurn {
  readonly snapshot: TurnSnapshot;
  readonly abort: AbortController;
  /** Set when the server stops the turn, so that its end reads `interrupted` and not as the visitor's own stop. */
  interrupted: boolean;
  /** Settles when the last write of the turn has; whoever deletes the conversation waits for it. */
  written: Promise<void>;
  /** Runs out when nobody has watched for {@link ABANDON_MS}. */
  abandoned?: NodeJS.Timeout;
}

/** One conversation while it is live. Kept small: there is one for each idle connection. */
export interface Channel {
  readonly conversationId: string;
  /** `seq` of the last event; only grows. */
  seq: number;
  readonly subscribers: Set<Subscriber>;
  /** Turns accepted here, the last {@link MAX_TURN_IDS}, so that asking twice is one turn. */
  readonly turnIds: Set<string>;
  running: RunningTurn | undefined;
  forgotten: boolean;
}

/**
 * Milliseconds that a turn goes on after its last tab has left: enough for an answer of usual length to be there when
 * its visitor comes back. Then it is interrupted, and so is its upstream call.
 */
export const ABANDON_MS = 30_000;

/** A client repeats what it asked seconds ago; a thousand turns later an id may be forgotten. */
const MAX_TURN_IDS = 1000;

export type Channels = ReturnType<typeof createChannels>;

/**
 * Keeps a channel exactly as long as it has a subscriber or a running turn, so memory is bounded by connections and
 * running turns; everything older is the store's.
 */
export function createChannels({ abandonMs = ABANDON_MS }: { abandonMs?: number } = {}) {
  const channels = new Map<string, Channel>();
  const running = new Set<RunningTurn>();

  function dropIfIdle(channel: Channel): void {
    if (channel.subscribers.size > 0 || channel.running) return;
    if (channels.get(channel.conversationId) === channel) channels.delete(channel.conversationId);
  }

  function interrupt(turn: RunningTurn): void {
    turn.interrupted = true;
    turn.abort.abort();
  }

  return {
    get: (conversationId: string): Channel | undefined => channels.get(conversationId),

    /** Number of channels. */
    count: (): number => channels.size,

    /** Number of turns that have not ended. */
    runningCount: (): number => running.size,

    /** @returns the live channel, made from what the store knows when there is none. */
    open(conversationId: string, known: { seq: number; turnIds: Iterable<string> }): Channel {
      const existing = channels.get(conversationId);
      if (existing) return existing;
      const channel: Channel = {
        conversationId,
        seq: known.seq,
        subscribers: new Set(),
        turnIds: new Set(known.turnIds),
        running: undefined,
        forgotten: false,
      };
      channels.set(conversationId, channel);
      return channel;
    },

    leave(conversationId: string, subscriber: Subscriber): void {
      const channel = channels.get(conversationId);
      if (!channel?.subscribers.delete(subscriber)) return;
      const { running: turn } = channel;
      if (turn && channel.subscribers.size === 0) {
        clearTimeout(turn.abandoned);
        turn.abandoned = setTimeout(() => {
          if (channel.subscribers.size === 0) interrupt(turn);
        }, abandonMs).unref();
      }
      dropIfIdle(channel);
    },

    /** Whether everybody who watches is behind. */
    isBehind({ subscribers }: Channel): boolean {
      for (const subscriber of subscribers) if (!subscriber.isBehind?.()) return false;
      return subscribers.size > 0;
    },

    /** Claims the channel for one turn. Synchronous, so that two requests in one tick cannot both start. */
    begin(channel: Channel, turnId: string, question: string): RunningTurn {
      if (channel.running) throw new Error(`Conversation runs ${channel.running.snapshot.turnId} already.`);
      const turn: RunningTurn = {
        snapshot: newSnapshot(turnId, question),
        abort: new AbortController(),
        interrupted: false,
        written: Promise.resolve(),
      };
      channel.turnIds.add(turnId);
      for (const oldest of channel.turnIds) {
        if (channel.turnIds.size <= MAX_TURN_IDS) break;
        channel.turnIds.delete(oldest);
      }
      channel.running = turn;
      running.add(turn);
      return turn;
    },

    /** Numbers one event, folds it into the running turn and hands it, serialised once, to every tab. */
    publish(channel: Channel, turn: RunningTurn, event: TurnEvent): void {
      channel.seq += 1;
      foldEvent(turn.snapshot, event);
      if (channel.subscribers.size === 0) return;
      // Not by copying the event, once a token, to add a field to it.
      const frame = `${JSON.stringify(event).slice(0, -1)},"seq":${channel.seq}}`;
      for (const subscriber of channel.subscribers) subscriber.deliver(frame);
    },

    /** Releases the channel for the next turn. */
    end(channel: Channel, turn: RunningTurn): void {
      clearTimeout(turn.abandoned);
      running.delete(turn);
      if (channel.running === turn) channel.running = undefined;
      dropIfIdle(channel);
    },

    /** Aborts the turn of that id. @returns false when it is not running, which is no error: it may just have ended. */
    cancel(conversationId: string, turnId: string): boolean {
      const turn = channels.get(conversationId)?.running;
      if (turn?.snapshot.turnId !== turnId) return false;
      turn.abort.abort();
      return true;
    },

    /** Stops every running turn as the server's doing. */
    interruptAll(): void {
      for (const turn of running) interrupt(turn);
    },

    /** Aborts what runs, tells every tab, and lets go. */
    forget(channel: Channel): void {
      channel.forgotten = true;
      channels.delete(channel.conversationId);
      channel.running?.abort.abort();
      for (const subscriber of channel.subscribers) subscriber.forgotten();
      channel.subscribers.clear();
    },
  };
}
