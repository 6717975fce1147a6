/** Sees the turns of this server: keeps the newest, and tells whoever follows a conversation what happens in it. */
import type { PastTurn } from '../domain.ts';
import type { ObserveTurns } from '../trace.ts';
import type { Entry, TurnRecord } from './record.ts';
import { createTurnRecorder, readEntry, type TurnRecorder } from './recorder.ts';

/** A conversation by a label that says nothing about it: no id, nothing by which a visitor could be reached. */
export interface ConversationInfo {
  label: string;
  /** The newest question. */
  question: string;
  turns: number;
  /** Milliseconds since the epoch of its newest turn. */
  askedAt: number;
  isRunning: boolean;
}

/** Someone who looks. Neither call may throw. */
export interface Follower {
  /** A turn began or ended somewhere. */
  changed(): void;
  /** Something happened in the conversation that this one follows. `index`: its place in the turn, from 0. */
  happened(label: string, turnId: string, index: number, entry: Entry): void;
}

interface KeptTurn {
  label: string;
  turnId: string;
  question: string;
  askedAt: number;
  past: readonly PastTurn[];
  recorder: TurnRecorder;
  hasEnded: boolean;
  /** No longer kept: what happens in it is not even noted. */
  isGone: boolean;
}

export type Hub = ReturnType<typeof createHub>;

/** Turns kept at most, of all conversations together; the oldest go first. */
const MAX_TURNS = 100;

export interface HubOptions {
  /** Monotonic milliseconds. */
  now?: () => number;
  /** Milliseconds since the epoch. */
  clock?: () => number;
  /** Runs work when nothing more urgent waits, so that nobody's answer waits for it. */
  later?: (run: () => void) => void;
}

export function createHub(options: HubOptions = {}) {
  const { now = () => performance.now(), clock = Date.now, later = setImmediate } = options;
  const labels = new Map<string, string>();
  const kept: KeptTurn[] = [];
  const followers = new Map<Follower, string | undefined>();
  /** Entries of followed conversations that nobody was told yet. */
  let untold: { turn: KeptTurn; index: number }[] = [];
  let hasChanged = false;
  let isWaiting = false;
  let given = 0;

  function labelOf(conversationId: string): string {
    const known = labels.get(conversationId);
    if (known !== undefined) return known;
    const label = `c${++given}`;
    labels.set(conversationId, label);
    return label;
  }

  function dropOldest(): void {
    const oldest = kept.length > MAX_TURNS ? kept.shift() : undefined;
    if (!oldest) return;
    oldest.isGone = true;
    if (kept.some(({ label }) => label === oldest.label)) return;
    for (const [id, label] of labels) if (label === oldest.label) labels.delete(id);
  }

  /** Everything that costs waits: made and sent one after the other, once the turn itself has gone on. */
  function tellLater(): void {
    if (isWaiting) return;
    isWaiting = true;
    later(() => {
      isWaiting = false;
      const [entries, changed] = [untold, hasChanged];
      untold = [];
      hasChanged = false;
      if (changed) for (const follower of followers.keys()) follower.changed();
      for (const { turn, index } of entries) {
        const entry = turn.recorder.entries[index];
        if (!entry || turn.isGone) continue;
        const told = readEntry(entry);
        for (const [follower, label] of followers) {
          if (label === turn.label) follower.happened(turn.label, turn.turnId, index, told);
        }
      }
    });
  }

  function change(): void {
    if (followers.size === 0) return;
    hasChanged = true;
    tellLater();
  }

  function noted(turn: KeptTurn, index: number): void {
    if (followers.size === 0 || turn.isGone || ![...followers.values()].includes(turn.label)) return;
    untold.push({ turn, index });
    tellLater();
  }

  const observe: ObserveTurns = ({ conversationId, turnId, question, past }) => {
    const onEntry = (index: number) => noted(turn, index);
    const recorder = createTurnRecorder({ turnId, question, onEntry, now, clock });
    const turn: KeptTurn = {
      label: labelOf(conversationId),
      turnId,
      question,
      askedAt: clock(),
      past,
      recorder,
      hasEnded: false,
      isGone: false,
    };
    kept.push(turn);
    dropOldest();
    change();
    return {
      trace: recorder.trace,
      event(event) {
        if (turn.isGone) return;
        recorder.event(event);
        if (!ENDS.has(event.type)) return;
        turn.hasEnded = true;
        change();
      },
    };
  };

  return {
    observe,

    /** Newest first. */
    conversations(): ConversationInfo[] {
      const found = new Map<string, ConversationInfo>();
      for (const { label, question, askedAt, hasEnded } of kept.toReversed()) {
        const known = found.get(label);
        if (known) known.turns += 1;
        else found.set(label, { label, question, turns: 1, askedAt, isRunning: !hasEnded });
      }
      return [...found.values()];
    },

    /** The kept turns of a conversation, oldest first. */
    turns: (label: string): TurnRecord[] =>
      kept.filter((turn) => turn.label === label).map(({ recorder }) => recorder.read()),

    /** What a kept turn knew of those before it. */
    past: (label: string, turnId: string): readonly PastTurn[] | undefined =>
      kept.find((turn) => turn.label === label && turn.turnId === turnId)?.past,

    /** The label under which a conversation is, or will be, seen. */
    labelOf,

    /** Begins to look, or looks elsewhere. `label`: the conversation to be told of; none: only that turns begin and end. */
    follow(follower: Follower, label?: string): void {
      followers.set(follower, label);
    },
    leave: (follower: Follower): boolean => followers.delete(follower),

    /** Lets go of all that is known of a conversation that was forgotten. */
    forget(conversationId: string): void {
      const label = labels.get(conversationId);
      if (label === undefined) return;
      labels.delete(conversationId);
      for (const turn of kept.filter((each) => each.label === label)) {
        turn.isGone = true;
        kept.splice(kept.indexOf(turn), 1);
      }
      change();
    },
  };
}

const ENDS: ReadonlySet<string> = new Set(['turn.completed', 'turn.failed', 'turn.cancelled']);
