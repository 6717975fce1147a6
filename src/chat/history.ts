/** What earlier turns mean to a tab that comes back, to a channel that opens, and to the next turn. */
import type { PastTurn } from '../domain.ts';
import { AppError, toWireError } from '../errors.ts';
import type { Channel } from '../live/channels.ts';
import { SEQ_GAP } from '../live/shared-turns.ts';
import type { TurnSnapshot } from '../protocol.ts';
import type { StoredTurn } from '../store/store.ts';

/** Turns that a tab is given at most; older ones stay in the store. */
const MAX_SNAPSHOTS = 50;
/** Characters of question and answer that a tab is given at most; a quarter of what its queue holds. */
const MAX_SNAPSHOT_CHARS = 256 * 1024;
/** Earlier turns that the next one is given at most. */
const MAX_PAST_TURNS = 20;
/** Turns that one may stand for; a tab that was away for more goes on showing the first until it is reloaded. */
const MAX_REPLACED = 50;
/**
 * @param living the turn that another server runs, or this one will: its numbers go on.
 * @returns what a channel that opens must know of its stored turns.
 */
export function channelSeed(
  turns: readonly StoredTurn[],
  living?: string,
): { seq: number; turnIds: string[] } {
  const seq = turns.reduce((highest, turn) => Math.max(highest, turn.seq), 0);
  // A turn stored as running that no channel runs: its server died, and told clients numbers that were never stored.
  const isCut = ({ snapshot }: StoredTurn) => snapshot.state === 'running' && snapshot.turnId !== living;
  const gap = turns.some(isCut) ? SEQ_GAP : 0;
  return { seq: seq + gap, turnIds: turns.map((turn) => turn.snapshot.turnId) };
}

/** @returns the turns that go when the newest is asked anew: itself, and those that it stood for already. */
export function replacedBy(newest: string, turns: readonly StoredTurn[]): string[] {
  const earlier = turns.find(({ snapshot }) => snapshot.turnId === newest)?.snapshot.replaces ?? [];
  return [newest, ...earlier].slice(0, MAX_REPLACED);
}

/** Leaves out the turns that another was asked in place of. They stay stored, for the owner's report. */
function current<S extends TurnSnapshot>(snapshots: readonly S[]): S[] {
  const replaced = new Set(snapshots.flatMap(({ replaces }) => replaces ?? []));
  return snapshots.filter(({ turnId }) => !replaced.has(turnId));
}

function interrupted(snapshot: TurnSnapshot): TurnSnapshot {
  const reason = new AppError('interrupted', 'The server stopped during the turn.', { retryable: true });
  const end = { type: 'turn.failed', turnId: snapshot.turnId, ...toWireError(reason) } as const;
  return { ...snapshot, state: 'interrupted', end };
}

/**
 * @param lastSeq the last event the tab saw, when it has been here before.
 * @returns the turns that the tab lacks. When those are more than it may be given, or it knows numbers that we never
 * gave, the newest of the history instead, and `recovered` is false.
 */
export function missedSnapshots(channel: Channel, turns: readonly StoredTurn[], lastSeq: number | undefined) {
  const runningId = channel.running?.snapshot.turnId;
  const kept = turns
    .filter((turn) => turn.snapshot.turnId !== runningId)
    .map(({ snapshot, seq }) =>
      snapshot.state === 'running' ? { ...interrupted(snapshot), seq: channel.seq } : { ...snapshot, seq },
    );
  if (channel.running) kept.push({ ...channel.running.snapshot, seq: channel.seq });
  const all = current(kept);

  const known = lastSeq !== undefined && lastSeq <= channel.seq;
  const missed = known ? all.filter((snapshot) => snapshot.seq > lastSeq) : all;
  const snapshots = newest(missed);
  const recovered = known && snapshots.length === missed.length;
  return { recovered, snapshots: recovered ? snapshots : newest(all) };
}

function newest<S extends TurnSnapshot>(snapshots: S[]): S[] {
  const kept: S[] = [];
  let chars = 0;
  for (const snapshot of snapshots.toReversed()) {
    chars += snapshot.question.length + snapshot.text.length;
    if (kept.length === MAX_SNAPSHOTS || (kept.length > 0 && chars > MAX_SNAPSHOT_CHARS)) break;
    kept.push(snapshot);
  }
  return kept.reverse();
}

/**
 * @param next the turn that will see them.
 * @returns earlier turns, oldest first; one that ended before it said anything is left out.
 */
export function pastTurns(turns: readonly StoredTurn[], next: TurnSnapshot): PastTurn[] {
  const seen = new Set(current([...turns.map(({ snapshot }) => snapshot), next]));
  return turns
    .flatMap(({ past, snapshot }) =>
      past && seen.has(snapshot) && (snapshot.state === 'completed' || past.answer !== '') ? [past] : [],
    )
    .slice(-MAX_PAST_TURNS);
}
