/**
 * Tells those who look what is new, a few times a second and in slices between which visitors are served. Nothing is
 * queued for them: each has a place in what is kept, so that one who reads slowly costs nothing and misses nothing.
 */
import type { Entry } from './record.ts';
import type { TurnRecorder } from './recorder.ts';

/** Someone who looks. None of it may throw. */
export interface Follower {
  /** Turns began or ended somewhere. */
  changed(): void;
  /** Things happened in the conversation that this one follows. `index`: the first one's place in its turn, from 0. */
  happened(label: string, turnId: string, index: number, entries: Entry[]): void;
  /** Whether what was told has not been read yet; then nothing is told until it has. */
  isBehind(): boolean;
}

/** A turn that can be followed. */
export interface FollowedTurn {
  readonly label: string;
  readonly turnId: string;
  readonly recorder: Pick<TurnRecorder, 'count' | 'entry'>;
  /** No longer kept. */
  readonly isGone: boolean;
}

/** Where a follower stands. */
interface Place {
  /** Conversation that is followed; absent: only that turns begin and end. */
  label?: string;
  /** Entries told already, by turn. */
  told: Map<string, number>;
  /** Whether the list of conversations is to be told again. */
  isListDue: boolean;
  /** When it was told last. */
  listedAt: number;
}

/** Milliseconds between two tellings: too short to be seen, long enough for many words to go together. */
export const TELL_EVERY_MS = 100;
/** Milliseconds between two lists of conversations: on a busy server each is long, and another turn begins at any moment. */
const LIST_EVERY_MS = 500;
/** Milliseconds for which entries are made before visitors have their turn. */
const SLICE_MS = 1;

export interface FollowingOptions {
  /** Oldest first. */
  turns: () => readonly FollowedTurn[];
  /** Monotonic milliseconds. */
  now: () => number;
  /** Runs something after {@link TELL_EVERY_MS}. */
  later?: (run: () => void) => void;
}

export type Following = ReturnType<typeof createFollowing>;

export function createFollowing({ turns, now, later = soon }: FollowingOptions) {
  const places = new Map<Follower, Place>();
  let isDue = false;
  let telling: Promise<void> = Promise.resolve();

  function touched(): void {
    if (isDue || places.size === 0) return;
    isDue = true;
    later(() => {
      isDue = false;
      telling = telling.then(tellAll);
    });
  }

  async function tellAll(): Promise<void> {
    for (const [follower, place] of [...places]) {
      // Looked at again soon: what it missed is still there.
      if (follower.isBehind()) touched();
      else {
        if (place.isListDue && now() - place.listedAt >= LIST_EVERY_MS) {
          place.isListDue = false;
          place.listedAt = now();
          follower.changed();
        }
        await tellEntries(follower, place);
        if (place.isListDue) touched();
      }
    }
  }

  async function tellEntries(follower: Follower, place: Place): Promise<void> {
    const followed = turns().filter(({ label }) => label === place.label);
    for (const { label, turnId, recorder } of followed.filter(({ isGone }) => !isGone)) {
      let from = place.told.get(turnId) ?? 0;
      for await (const entries of inSlices(recorder.count, recorder.entry, now, from)) {
        // Meanwhile it may have turned elsewhere, or have left.
        if (places.get(follower) !== place) return;
        place.told.set(turnId, from + entries.length);
        follower.happened(label, turnId, from, entries);
        from += entries.length;
      }
    }
  }

  return {
    touched,
    listChanged(): void {
      for (const place of places.values()) place.isListDue = true;
      touched();
    },
    /** @param told how many entries of each turn it has been told otherwise. */
    follow(follower: Follower, label?: string, told: ReadonlyMap<string, number> = new Map()): void {
      const { isListDue = false, listedAt = Number.NEGATIVE_INFINITY } = places.get(follower) ?? {};
      const place = { told: new Map(told), isListDue, listedAt };
      places.set(follower, label === undefined ? place : { ...place, label });
      touched();
    },
    isFollowed: (label: string): boolean => [...places.values()].some((place) => place.label === label),
    leave: (follower: Follower): boolean => places.delete(follower),
  };
}

/**
 * Makes entries from one place up to the last there is, for a moment at a time; visitors have their turn after each slice.
 * A single entry that takes longer is a slice by itself.
 */
export async function* inSlices(
  count: () => number,
  make: (index: number) => Entry,
  now: () => number,
  from = 0,
): AsyncGenerator<Entry[]> {
  for (let next = from; next < count(); ) {
    const began = now();
    const entries: Entry[] = [];
    do entries.push(make(next + entries.length));
    while (next + entries.length < count() && now() - began < SLICE_MS);
    next += entries.length;
    yield entries;
    await breathe();
  }
}

/** Lets everything that waits have its turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function soon(run: () => void): void {
  setTimeout(run, TELL_EVERY_MS).unref();
}
