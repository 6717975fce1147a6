/** Which turns are this server's to run: claimed when they are asked, or taken over from a server that died. */
import { AppError } from '../errors.ts';
import type { Channels, RunningTurn } from '../live/channels.ts';
import { type Claimed, SEQ_GAP, type SharedTurns } from '../live/shared-turns.ts';
import { snapshotFrame } from '../live/snapshot.ts';
import type { AcceptedTurn } from './run.ts';

export interface ClaimsOptions {
  shared: Pick<SharedTurns, 'claim'>;
  channels: () => Channels;
  /** Runs a turn that was taken over. */
  perform: (accepted: AcceptedTurn) => void;
  log: { info(detail: object, text: string): void };
}

/** Servers that one turn may outlive: a question that brings servers down must not bring down all of them. */
const MAX_TRIES = 2;

export function createClaims({ shared, channels, perform, log }: ClaimsOptions) {
  function ask({ channel, turn, askedAt, replaces }: AcceptedTurn, over?: string): Promise<Claimed> {
    const { conversationId } = channel;
    const { turnId, question } = turn.snapshot;
    /** A turn taken over has another object from then on. */
    const current = () => (channel.running?.snapshot.turnId === turnId ? channel.running : turn);
    const owner = {
      snapshot: () => snapshotFrame(current().snapshot, channel.seq),
      isForgotten: () => channel.forgotten,
      cancelled: () => current().abort.abort(),
      lost: () => {
        current().isGivenUp = true;
        current().abort.abort();
      },
    };
    const { seq } = channel;
    const claimed = { conversationId, turnId, question, askedAt, seq, ...(replaces ? { replaces } : {}) };
    return shared.claim(claimed, owner, over);
  }

  /** Makes a far turn one of ours, from its start, with numbers that no tab has seen. */
  function own({ channel, turn }: AcceptedTurn, claimed?: Extract<Claimed, { state: 'mine' }>): RunningTurn {
    const { turnId, question } = turn.snapshot;
    if (channel.running === turn) channel.running = undefined;
    channel.seq = Math.max(channel.seq, claimed?.seq ?? channel.seq + SEQ_GAP);
    const mine = channels().begin(channel, turnId, question);
    if (claimed) mine.lease = claimed.lease;
    return mine;
  }

  const interrupted = (why: string) => new AppError('interrupted', why, { retryable: true });

  return {
    /** @returns false when the turn runs elsewhere or has ended; then its beginning here is undone. @throws AppError `busy` */
    async claim(accepted: AcceptedTurn): Promise<boolean> {
      const claimed = await ask(accepted);
      if (claimed.state === 'mine') {
        accepted.turn.lease = claimed.lease;
        return true;
      }
      channels().refuse(accepted.channel, accepted.turn);
      if (claimed.state === 'taken') return false;
      throw new AppError('busy', 'A turn runs in this conversation.', { retryable: true });
    },

    /** @param over the dead server's claim. @returns whether the turn runs here from now on. */
    async takeOver(accepted: AcceptedTurn, over: string): Promise<boolean> {
      const claimed = await ask(accepted, over);
      if (claimed.state !== 'mine') return false;
      const { channel, turn } = accepted;
      const shown = {
        conversation: channel.conversationId.slice(0, 6),
        turn: turn.snapshot.turnId.slice(0, 6),
      };
      log.info(shown, 'turn taken over');
      const mine = own(accepted, claimed);
      const isTooOften = claimed.tries > MAX_TRIES;
      perform({
        ...accepted,
        turn: mine,
        ...(isTooOften ? { failed: interrupted('The turn outlived too many servers.') } : {}),
      });
      return true;
    },

    /** Ends a turn that nobody can go on with. */
    giveUp(accepted: AcceptedTurn): void {
      perform({
        ...accepted,
        turn: own(accepted),
        failed: interrupted('The server stopped during the turn.'),
      });
    },
  };
}
