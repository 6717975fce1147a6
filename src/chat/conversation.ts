/** The life of conversations: opened, asked, cancelled, forgotten; they outlive the sockets that watch them. */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { AppError } from '../errors.ts';
import { type Channel, type Channels, createChannels, type Subscriber } from '../live/channels.ts';
import type { SharedTurns } from '../live/shared-turns.ts';
import { type TurnSnapshot, WIRE_LIMITS } from '../protocol.ts';
import type { ConversationStore, Feedback } from '../store/store.ts';
import type { ObserveTurns } from '../trace.ts';
import { channelSeed, missedSnapshots } from './history.ts';
import { cleanQuestion } from './question.ts';
import { type AcceptedTurn, performTurn } from './run.ts';
import { createSharing } from './sharing.ts';
import type { RunTurn } from './turn.ts';

export interface ConversationsOptions {
  runTurn: RunTurn;
  store: ConversationStore;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  channels?: Channels;
  /** By which other servers take part; absent: there are none. */
  shared?: SharedTurns;
  /** Sees every turn; absent when nobody may look. */
  observe?: ObserveTurns;
  /** Told of each conversation that was deleted. */
  onForgotten?: (conversationId: string) => void;
  /** Makes the id of a new conversation. Default: {@link newConversationId}. */
  newId?: () => string;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

/** What a tab is told when it enters a conversation. */
export interface Opened {
  conversationId: string;
  /** True: the snapshots hold everything after `lastSeq`. False: they are the history, from its start. */
  recovered: boolean;
  /** One for each turn the tab lacks, oldest first; the running turn's is last. */
  snapshots: (TurnSnapshot & { seq: number })[];
}

/** A tab: enters with `opened`, called before anything else is delivered. */
export interface Tab extends Subscriber {
  opened(opened: Opened): void;
}

export interface AskOptions {
  replaces?: string | undefined;
  visitor?: string | undefined;
  ended?: () => void;
}

export type Conversations = ReturnType<typeof createConversations>;

/** @returns 144 random bits, base64url: whoever knows it may read the conversation, so it must not be guessable. */
export function newConversationId(): string {
  return randomBytes(18).toString('base64url');
}

/** The first characters of an id, enough to follow it through a log and far too few to use it. */
export function shortId(id: string): string {
  return id.slice(0, 6);
}

/** How long a client should wait before it asks a server that is going away, in milliseconds. */
const RESTART_RETRY_MS = 2000;

export function createConversations(options: ConversationsOptions) {
  const { runTurn, store, log, observe, onForgotten, newId = newConversationId, now = Date.now } = options;
  const { shared } = options;
  const sharing =
    shared &&
    createSharing({
      shared,
      store,
      log,
      now,
      channels: () => channels,
      perform: (accepted) => perform(accepted),
      onForgotten: (channel) => void letGo(channel),
    });
  const channels: Channels =
    options.channels ??
    createChannels(
      shared && sharing
        ? {
            onDropped: sharing.dropped,
            isWatchedElsewhere: (id) => shared.isWatched(id).catch(() => true),
          }
        : {},
    );
  const ending = new Set<Promise<void>>();
  let draining = false;

  function perform(accepted: AcceptedTurn, onEnded?: () => void): void {
    const ended = performTurn(
      { runTurn, store, channels, log, now, ...(observe ? { observe } : {}) },
      accepted,
    );
    ending.add(ended);
    void ended.finally(() => {
      ending.delete(ended);
      onEnded?.();
      // What was given up goes on at another server.
      if (accepted.turn.isGivenUp && accepted.channel.subscribers.size > 0)
        void sharing?.pull(accepted.channel);
    });
  }

  /** Forgets what is live of a deleted conversation, and a write that was under way when it was deleted. */
  async function letGo(channel: Channel): Promise<void> {
    const { conversationId, running } = channel;
    channels.forget(channel);
    onForgotten?.(conversationId);
    // A write of the running turn may have been under way, and would bring the conversation back.
    if (running && !running.isFar) await running.written.then(() => store.forget(conversationId));
  }

  /** Finds what the store and the live turns know, consistent with each other. */
  async function find(conversationId: string | undefined) {
    if (conversationId === undefined) return undefined;
    for (;;) {
      const before = channels.get(conversationId)?.running;
      const far = before ? undefined : await sharing?.look(conversationId);
      const turns = await store.turns(conversationId);
      const channel = channels.get(conversationId);
      // A turn that began or ended while we read makes the two disagree; then what was read is stale.
      if (channel?.running !== before) continue;
      if (!channel && turns.length === 0 && !far) return undefined;
      const open = () =>
        sharing
          ? sharing.open(conversationId, turns, far)
          : channels.open(conversationId, channelSeed(turns));
      return { channel: channel ?? open(), turns };
    }
  }

  function liveChannel(conversationId: string): Channel {
    const channel = channels.get(conversationId);
    if (!channel) throw new AppError('not_found', 'No such conversation is open.');
    return channel;
  }

  return {
    /**
     * Enters the conversation of that id, or a new one when there is none: a client's invented id is never adopted.
     * `tab.opened` and the subscription happen in one step, so no event is missed or comes early.
     */
    async open(request: { conversationId?: string; lastSeq?: number }, tab: Tab): Promise<void> {
      const found = await find(request.conversationId);
      const channel = found?.channel ?? channels.open(newId(), channelSeed([]));
      const missed = missedSnapshots(channel, found?.turns ?? [], found ? request.lastSeq : undefined);
      channel.subscribers.add(tab);
      tab.opened({ conversationId: channel.conversationId, ...missed });
    },

    leave: (conversationId: string, tab: Tab): void => channels.leave(conversationId, tab),

    /**
     * Accepts a question. Its events go to every tab of the conversation, not to the caller.
     * @returns false when this turn was accepted before: then nothing is started.
     * @param replaces the newest turn, to be asked anew.
     * @param visitor whose question it is, for the limits; see {@link AcceptedTurn}.
     * @param ended called once the turn that was started has ended.
     * @throws AppError `bad_request` (nothing to read, or not the newest turn), `too_long`, `busy` (another turn runs, or shutting down).
     */
    async ask(
      conversationId: string,
      turnId: string,
      text: string,
      { replaces, visitor, ended: onEnded }: AskOptions = {},
    ): Promise<boolean> {
      const question = cleanQuestion(text);
      if (question === '') throw new AppError('bad_request', 'The question is empty.');
      if (question.length > WIRE_LIMITS.maxQuestionChars)
        throw new AppError('too_long', 'Question too long.');
      const channel = liveChannel(conversationId);
      if (channel.turnIds.has(turnId)) return false;
      if (channel.running)
        throw new AppError('busy', 'A turn runs in this conversation.', { retryable: true });
      if (draining) {
        throw new AppError('busy', 'Shutting down.', { retryable: true, retryAfterMs: RESTART_RETRY_MS });
      }
      if (replaces !== undefined && replaces !== [...channel.turnIds].at(-1)) {
        throw new AppError('bad_request', 'Only the newest turn of a conversation can be asked anew.');
      }
      const accepted: AcceptedTurn = {
        channel,
        turn: channels.begin(channel, turnId, question),
        askedAt: now(),
        ...(replaces === undefined ? {} : { replaces }),
        ...(visitor === undefined ? {} : { visitor }),
      };
      if (sharing && !(await sharing.claim(accepted))) return false;
      perform(accepted, onEnded);
      return true;
    },

    /** @returns whether that turn was accepted before. */
    knows: (conversationId: string, turnId: string): boolean =>
      channels.get(conversationId)?.turnIds.has(turnId) ?? false,

    /** Stops a running turn and its upstream call. A turn that is not running is left as it is. */
    cancel: (conversationId: string, turnId: string): boolean => channels.cancel(conversationId, turnId),

    /** @throws AppError `not_found` when the conversation has no such turn. */
    async feedback(conversationId: string, feedback: Feedback): Promise<void> {
      if (!liveChannel(conversationId).turnIds.has(feedback.turnId)) {
        throw new AppError('not_found', 'No such turn in this conversation.');
      }
      await store.putFeedback(conversationId, feedback);
      log.info({ conversation: shortId(conversationId), rating: feedback.rating }, 'feedback');
    },

    /** Stops what runs, deletes everything kept, and tells every tab. Fine for a conversation that is gone. */
    async forget(conversationId: string): Promise<void> {
      const channel = channels.get(conversationId);
      await store.forget(conversationId);
      await shared?.forget(conversationId);
      if (channel) await letGo(channel);
      else onForgotten?.(conversationId);
      log.info({ conversation: shortId(conversationId) }, 'forgotten');
    },

    /**
     * Refuses new turns, lets the running ones end, and after `timeoutMs` interrupts the rest.
     * Resolves when every turn's end is stored and told.
     */
    async drain(timeoutMs: number): Promise<void> {
      draining = true;
      const timer = setTimeout(() => channels.interruptAll((shared?.upForMs() ?? 0) > 0), timeoutMs);
      try {
        await Promise.all(ending);
      } finally {
        clearTimeout(timer);
        sharing?.close();
      }
    },

    /** How many conversations are watched or answering, and how many turns run, in this process. */
    liveCount: channels.count,
    runningCount: channels.runningCount,
    /** @returns whether a turn of that conversation runs. */
    isRunning: (conversationId: string): boolean => channels.get(conversationId)?.running !== undefined,
  };
}
