/** Conversations that somebody watches or that are answering right now, in this process. */
import type { TurnEvent, TurnSnapshot } from '../protocol.ts';
import type { Lease } from './shared-turns.ts';
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
  /** Whether another server runs it, and its events come from there. */
  readonly isFar: boolean;
  /** The right to run it, where servers share their turns. */
  lease?: Lease;
  /** Set when another server has taken it over, or is to: then its end is not this server's to tell. */
  isGivenUp: boolean;
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

export interface ChannelsOptions {
  /** Default {@link ABANDON_MS}. */
  abandonMs?: number;
  /** Told of each channel that is kept no longer. */
  onDropped?: (channel: Channel) => void;
  /** Whether somebody watches at another server. Default: there is none. */
  isWatchedElsewhere?: (conversationId: string) => Promise<boolean>;
}

export type Channels = ReturnType<typeof createChannels>;

/**
 * Keeps a channel exactly as long as it has a subscriber or a running turn, so memory is bounded by connections and
 * running turns; everything older is the store's.
 */
export function createChannels({
  abandonMs = ABANDON_MS,
  onDropped,
  isWatchedElsewhere,
}: ChannelsOptions = {}) {
  const channels = new Map<string, Channel>();
  const running = new Set<RunningTurn>();

  function dropIfIdle(channel: Channel): void {
    if (channel.subscribers.size > 0 || (channel.running && !channel.running.isFar)) return;
    if (channels.get(channel.conversationId) === channel) channels.delete(channel.conversationId);
    onDropped?.(channel);
  }

  /** Releases the channel for the next turn. */
  function end(channel: Channel, turn: RunningTurn): void {
    clearTimeout(turn.abandoned);
    running.delete(turn);
    if (channel.running === turn) channel.running = undefined;
    dropIfIdle(channel);
  }

  /** Interrupts the turn unless somebody comes to watch it in time. */
  function awaitWatcher(channel: Channel, turn: RunningTurn): void {
    clearTimeout(turn.abandoned);
    turn.abandoned = setTimeout(() => {
      if (channel.subscribers.size > 0) return;
      if (!isWatchedElsewhere) {
        interrupt(turn);
        return;
      }
      void isWatchedElsewhere(channel.conversationId).then((isWatched) => {
        if (channel.running !== turn || channel.subscribers.size > 0) return;
        if (isWatched) awaitWatcher(channel, turn);
        else interrupt(turn);
      });
    }, abandonMs).unref();
  }

  /** @returns the event as a frame; nothing when nobody is to be told. */
  function number(channel: Channel, turn: RunningTurn, event: TurnEvent): string | undefined {
    channel.seq += 1;
    foldEvent(turn.snapshot, event);
    if (channel.subscribers.size === 0 && !turn.lease) return undefined;
    // Not by copying the event, once a token, to add a field to it.
    return `${JSON.stringify(event).slice(0, -1)},"seq":${channel.seq}}`;
  }

  function deliver(channel: Channel, frame: string): void {
    for (const subscriber of channel.subscribers) subscriber.deliver(frame);
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
      if (turn && !turn.isFar && channel.subscribers.size === 0) awaitWatcher(channel, turn);
      dropIfIdle(channel);
    },

    /** Whether everybody who watches is behind. */
    isBehind({ subscribers }: Channel): boolean {
      for (const subscriber of subscribers) if (!subscriber.isBehind?.()) return false;
      return subscribers.size > 0;
    },

    /** Claims the channel for one turn. Synchronous, so that two requests in one tick cannot both start. */
    begin(channel: Channel, turnId: string, question: string, isFar = false): RunningTurn {
      if (channel.running) throw new Error(`Conversation runs ${channel.running.snapshot.turnId} already.`);
      const turn: RunningTurn = {
        snapshot: newSnapshot(turnId, question),
        abort: new AbortController(),
        interrupted: false,
        isFar,
        isGivenUp: false,
        written: Promise.resolve(),
      };
      channel.turnIds.add(turnId);
      for (const oldest of channel.turnIds) {
        if (channel.turnIds.size <= MAX_TURN_IDS) break;
        channel.turnIds.delete(oldest);
      }
      channel.running = turn;
      if (!isFar) running.add(turn);
      return turn;
    },

    /** Numbers one event, folds it into the running turn and hands it, serialised once, to every tab. */
    publish(channel: Channel, turn: RunningTurn, event: TurnEvent): void {
      const frame = number(channel, turn, event);
      if (frame === undefined) return;
      turn.lease?.tell(frame);
      deliver(channel, frame);
    },

    /** Publishes the last event, at the other servers first: a tab that has seen it may ask again at once, anywhere. */
    async publishEnd(channel: Channel, turn: RunningTurn, event: TurnEvent): Promise<void> {
      const frame = number(channel, turn, event);
      if (frame === undefined) return;
      if (turn.lease) await turn.lease.end(frame);
      deliver(channel, frame);
    },

    /** Takes a frame of a turn that another server runs. One that was taken before changes nothing. */
    take(channel: Channel, turn: RunningTurn, frame: string): void {
      // Written by `number` or `snapshotFrame` at a server of ours.
      const { seq, ...event } = JSON.parse(frame) as (TurnEvent | TurnSnapshot) & { seq: number };
      if (seq < channel.seq || (seq === channel.seq && event.type !== 'turn.snapshot')) return;
      channel.seq = seq;
      if (event.type === 'turn.snapshot') Object.assign(turn.snapshot, event);
      else foldEvent(turn.snapshot, event);
      deliver(channel, frame);
    },

    end,

    /** Undoes the beginning of a turn that is not to be run here. */
    refuse(channel: Channel, turn: RunningTurn): void {
      channel.turnIds.delete(turn.snapshot.turnId);
      end(channel, turn);
    },

    /** Aborts the turn of that id. @returns false when it is not running, which is no error: it may just have ended. */
    cancel(conversationId: string, turnId: string): boolean {
      const turn = channels.get(conversationId)?.running;
      if (turn?.snapshot.turnId !== turnId) return false;
      turn.abort.abort();
      return true;
    },

    /** Stops every running turn as the server's doing; with `mayLeave`, other servers may take them over. */
    interruptAll(mayLeave: boolean): void {
      for (const turn of running) {
        turn.isGivenUp = mayLeave && turn.lease !== undefined;
        interrupt(turn);
      }
    },

    /** Aborts what runs, tells every tab, and lets go. */
    forget(channel: Channel): void {
      channel.forgotten = true;
      channels.delete(channel.conversationId);
      channel.running?.abort.abort();
      for (const subscriber of channel.subscribers) subscriber.forgotten();
      channel.subscribers.clear();
      if (!channel.running || channel.running.isFar) onDropped?.(channel);
    },
  };
}
