/** Folds the events of one turn into its snapshot: what a client that missed them is given instead. */
import type { TurnEvent, TurnSnapshot } from '../protocol.ts';

/** The three events of which exactly one ends a turn. */
export type EndEvent = NonNullable<TurnSnapshot['end']>;

/** @returns whether the event ends its turn. */
export function isEnd(event: TurnEvent): event is EndEvent {
  return event.type === 'turn.completed' || event.type === 'turn.failed' || event.type === 'turn.cancelled';
}

/** @returns the snapshot of a turn that was accepted and has said nothing yet. */
export function newSnapshot(turnId: string, question: string): TurnSnapshot {
  return { type: 'turn.snapshot', turnId, question, text: '', citations: [], state: 'running' };
}

/**
 * Adds one event to the snapshot, in place: a long answer has thousands of deltas and copying each time would be
 * quadratic. A failure with code `interrupted` gives the state `interrupted`.
 */
export function foldEvent(snapshot: TurnSnapshot, event: TurnEvent): void {
  switch (event.type) {
    case 'turn.started':
    case 'turn.stage':
      return;
    case 'answer.delta':
      snapshot.text += event.text;
      return;
    case 'answer.citation': {
      const { type: _type, turnId: _turnId, ...citation } = event;
      snapshot.citations.push(citation);
      return;
    }
    case 'answer.figure':
      snapshot.figures = [...(snapshot.figures ?? []), event.figure];
      return;
    case 'turn.completed':
      snapshot.state = 'completed';
      break;
    case 'turn.failed':
      snapshot.state = event.code === 'interrupted' ? 'interrupted' : 'failed';
      break;
    case 'turn.cancelled':
      snapshot.state = 'cancelled';
      break;
    default:
      throw new TypeError(`No such turn event: ${JSON.stringify(event satisfies never)}.`);
  }
  snapshot.end = event;
}

/** @returns the snapshot as one frame. */
export function snapshotFrame(snapshot: TurnSnapshot, seq: number): string {
  return JSON.stringify({ ...snapshot, seq });
}
