/** Carries one accepted turn from its first store write to its last: run, number, tell, keep. */
import type { Logger } from 'pino';
import type { PastTurn } from '../domain.ts';
import { AppError, toWireError } from '../errors.ts';
import type { Channel, Channels, RunningTurn } from '../live/channels.ts';
import { createPacer } from '../live/pacer.ts';
import { type EndEvent, foldEvent, isEnd } from '../live/snapshot.ts';
import type { ConversationStore } from '../store/store.ts';
import type { ObserveTurns, TurnWatch } from '../trace.ts';
import { pastTurns, replacedBy } from './history.ts';
import { createHold } from './hold.ts';
import type { RunTurn } from './turn.ts';

export interface AcceptedTurn {
  channel: Channel;
  turn: RunningTurn;
  /** Milliseconds since the epoch. */
  askedAt: number;
  /** The newest turn, where this one is asked in its place. */
  replaces?: string;
  /** Why it cannot be run; then it only ends. */
  failed?: AppError;
  /** The address that asks, where it has limits of its own. */
  visitor?: string;
}

interface Means {
  runTurn: RunTurn;
  store: ConversationStore;
  channels: Channels;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  now: () => number;
  observe?: ObserveTurns;
}

/**
 * Contract: never rejects. The question is stored before `turn.started` is told, and the whole turn before its end
 * is told, so whatever a visitor has seen acknowledged or completed survives. A store that fails is logged and the
 * chat goes on: a visitor who waits for an answer is worth more than the history.
 */
export async function performTurn(means: Means, accepted: AcceptedTurn): Promise<void> {
  const { channels, log, now } = means;
  const { channel, turn, askedAt } = accepted;
  const { end, past, watch } = await answer(means, accepted);
  if (turn.lease && !(await turn.lease.settle())) turn.isGivenUp = true;
  if (!turn.isGivenUp) {
    await keep(means, accepted, { end, ...(past ? { past } : {}) });
    await channels.publishEnd(channel, turn, end);
  }
  watch?.event(end);
  channels.end(channel, turn);
  if (turn.isGivenUp) {
    log.info({ conversation: channel.conversationId.slice(0, 6) }, 'turn left to another server');
    return;
  }
  log.info(
    {
      conversation: channel.conversationId.slice(0, 6),
      turn: turn.snapshot.turnId.slice(0, 6),
      end: end.type,
      ms: now() - askedAt,
      ...(end.type === 'turn.completed' ? { answerer: end.answerer, outcome: end.outcome } : {}),
      ...(end.type === 'turn.failed' ? { code: end.code } : {}),
    },
    'turn',
  );
}

/** Runs the generator and tells all its events but the end, which must be stored first. */
async function answer(
  means: Means,
  accepted: AcceptedTurn,
): Promise<{ end: EndEvent; past?: PastTurn; watch?: TurnWatch | undefined }> {
  const { runTurn, store, channels, log } = means;
  const { channel, turn } = accepted;
  const { turnId, question } = turn.snapshot;
  let watch: TurnWatch | undefined;
  if (accepted.failed) return { end: failed(turnId, accepted.failed) };
  try {
    const turns = await readTurns(store, channel.conversationId, log);
    if (accepted.replaces !== undefined) turn.snapshot.replaces = replacedBy(accepted.replaces, turns);
    const { replaces } = turn.snapshot;
    const past = pastTurns(turns, turn.snapshot);
    const { visitor } = accepted;
    watch = means.observe?.({ conversationId: channel.conversationId, turnId, question, past });
    const events = runTurn(
      { turnId, question, past },
      {
        signal: turn.abort.signal,
        ...(visitor === undefined ? {} : { visitor }),
        ...(watch ? { trace: watch.trace } : {}),
      },
    );
    const pace = createPacer();
    const hold = createHold(
      () => keep(means, accepted),
      (event) => channels.publish(channel, turn, event),
    );
    let end: EndEvent | undefined;
    try {
      for (;;) {
        const step = await events.next();
        if (step.done) {
          const ended = end ? overruled(end, turn) : failed(turnId, new Error('no end'));
          return { end: ended, past: step.value, watch };
        }
        const event = step.value;
        if (isEnd(event)) end ??= event;
        else if (!end) {
          watch?.event(event);
          hold.tell(event.type === 'turn.started' && replaces !== undefined ? { ...event, replaces } : event);
          // Rules answer at once.
          if (hold.isHolding && event.type.startsWith('answer.')) await hold.release();
          if (channels.isBehind(channel)) await pace(() => channels.isBehind(channel), turn.abort.signal);
        }
      }
    } finally {
      await hold.release();
    }
  } catch (error) {
    log.error({ err: error }, 'turn threw');
    return { end: failed(turnId, error), watch };
  }
}

/** A turn that the server stopped did not stop by the visitor's wish. */
function overruled(end: EndEvent, turn: RunningTurn): EndEvent {
  if (!turn.interrupted || end.type === 'turn.completed') return end;
  return failed(end.turnId, new AppError('interrupted', 'The server stopped the turn.', { retryable: true }));
}

function failed(turnId: string, error: unknown): EndEvent {
  return { type: 'turn.failed', turnId, ...toWireError(error) };
}

async function readTurns(store: ConversationStore, conversationId: string, log: Means['log']) {
  try {
    return await store.turns(conversationId);
  } catch (error) {
    log.error({ err: error }, 'history not read');
    return [];
  }
}

/** Stores the turn as it will be once its next event is told. A forgotten conversation is not written again. */
async function keep(means: Means, accepted: AcceptedTurn, ended?: { end: EndEvent; past?: PastTurn }) {
  const { channel, turn, askedAt } = accepted;
  if (channel.forgotten) return;
  const snapshot = { ...turn.snapshot };
  if (ended) foldEvent(snapshot, ended.end);
  const stored = { snapshot, seq: channel.seq + 1, askedAt, ...(ended?.past ? { past: ended.past } : {}) };
  turn.written = means.store.putTurn(channel.conversationId, stored).catch((error: unknown) => {
    means.log.error({ err: error }, 'turn not stored');
  });
  await turn.written;
}
