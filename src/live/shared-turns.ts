/** The port by which servers run turns for each other's visitors. */

/** More events than a turn can have, so that numbers given out after a crash exceed all that clients saw before it. */
export const SEQ_GAP = 1_000_000;

/** A turn as it is claimed. */
export interface ClaimedTurn {
  conversationId: string;
  turnId: string;
  question: string;
  /** Milliseconds since the epoch. */
  askedAt: number;
  /** The turn that this one was asked in place of. */
  replaces?: string;
  /** The highest number that this server knows of in the conversation. */
  seq: number;
}

/** A turn that some server has claimed, as far as it has been told. */
export interface FarTurn extends Omit<ClaimedTurn, 'conversationId' | 'seq'> {
  /** Differs from claim to claim, also of the same turn. */
  claim: string;
  isEnded: boolean;
  /** Whether the server that runs it has given a sign of life within its lease. */
  isOwnerAlive: boolean;
  /** What was told since the cursor, or since the claim when that is another: events with `seq`, as they cross the wire. */
  frames: string[];
  /** Where to read on. */
  cursor: Cursor;
}

export interface Cursor {
  claim: string;
  last: string;
}

/**
 * `taken`: this turn runs elsewhere or has ended. `busy`: another one runs. `tries`: how often it was taken over. `seq`: the
 * turn's numbers begin above it; after a take-over, above all that the servers before may have told their own tabs alone.
 */
export type Claimed =
  | { state: 'mine'; lease: Lease; tries: number; seq: number }
  | { state: 'taken' | 'busy' };

/** The right to run one turn. */
export interface Lease {
  /** Tells the others; soon, and many at once. Frames come to each of them in this order. */
  tell(frame: string): void;
  /** Resolves when all is told. @returns false when another server has taken the turn over. Never rejects. */
  settle(): Promise<boolean>;
  /** Tells the last frame and gives the turn back. Never rejects. */
  end(frame: string): Promise<void>;
}

/** What the server that runs a turn must know of it. */
export interface Owner {
  /** The turn so far, as one frame: told anew when the others may have lost it. */
  snapshot(): string;
  /** Whether the conversation was deleted: then nothing of the turn may be left. */
  isForgotten(): boolean;
  cancelled(): void;
  /** Another server runs it now. */
  lost(): void;
}

export interface Listener {
  /** There is something to read. May come without a reason. */
  news(): void;
  forgotten(): void;
}

/**
 * Contract: of all servers that share the driver, one at a time runs a turn, and one turn at a time runs in a
 * conversation. While the driver fails, `claim` lets this server run what it is asked: a visitor who waits is worth more
 * than the risk that another one answers too. `read`, `isWatched` and `forget` reject with `AppError('internal')` then.
 */
export interface SharedTurns {
  /** @param over the claim to take over from, whose server is dead; empty when nothing is known of one. */
  claim(turn: ClaimedTurn, owner: Owner, over?: string): Promise<Claimed>;
  read(conversationId: string, cursor?: Cursor): Promise<FarTurn | undefined>;
  /** @returns how to stop. */
  listen(conversationId: string, listener: Listener): () => void;
  /** Asks the owner to stop the turn. Never rejects. */
  cancel(conversationId: string, turnId: string): Promise<void>;
  forget(conversationId: string): Promise<void>;
  /** Whether another server has lately read a running turn of that conversation. */
  isWatched(conversationId: string): Promise<boolean>;
  /** Milliseconds for which it has worked since it last failed; 0 while it fails. */
  upForMs(): number;
  /** Called when listeners may have missed something. */
  onBack(listener: () => void): void;
}
