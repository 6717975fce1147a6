/** The port that keeps conversations. */
import type { PastTurn } from '../domain.ts';
import type { TurnSnapshot } from '../protocol.ts';
import type { Shortfall } from './shortfall.ts';

/** A turn as it is kept: what the visitor saw, and what later turns need to know of it. */
export interface StoredTurn {
  snapshot: TurnSnapshot;
  /** `seq` of the last event that the snapshot includes. */
  seq: number;
  /** Absent until the turn has ended. */
  past?: PastTurn;
  /** Milliseconds since the epoch. */
  askedAt: number;
}

export interface Feedback {
  turnId: string;
  rating: 'up' | 'down';
  comment?: string;
}

/**
 * Contract:
 * - a conversation is reachable only by its own id; there is no listing for visitors;
 * - `putTurn` replaces the turn of that id, or appends it; turns come back in the order they were first put, at least
 *   the newest 200, to be read only;
 * - a resolved `putTurn` survives whatever the driver promises to survive (memory: nothing);
 * - `putFeedback` replaces the turn's earlier one, and is dropped when the turn is not kept;
 * - `forget` removes every trace, and is fine for an unknown id;
 * - `shortfalls` is for the owner only and names no conversation; `purge` removes turns asked before a time (ms since
 *   the epoch), and says how many;
 * - any failure rejects with `AppError('internal')`; nothing is half-written.
 */
export interface ConversationStore {
  turns(conversationId: string): Promise<StoredTurn[]>;
  putTurn(conversationId: string, turn: StoredTurn): Promise<void>;
  putFeedback(conversationId: string, feedback: Feedback): Promise<void>;
  forget(conversationId: string): Promise<void>;
  /** Turns asked since then (ms since the epoch) that served their visitor badly, oldest first. */
  shortfalls(since: number): Promise<Shortfall[]>;
  purge(before: number): Promise<number>;
  close(): Promise<void>;
}
