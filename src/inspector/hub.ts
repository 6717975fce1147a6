/** Sees the turns of this server: keeps the newest, and lets whoever follows a conversation see what happens in it. */
import type { PastTurn } from '../domain.ts';
import type { ObserveTurns } from '../trace.ts';
import { createFollowing, inSlices } from './follow.ts';
import type { Entry, TurnRecord } from './record.ts';
import { createTurnRecorder, type TurnRecorder } from './recorder.ts';

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

/** Turns kept at most, of all conversations together; the oldest go first, but those that somebody looks at last. */
const MAX_TURNS = 100;

export interface HubOptions {
  /** Monotonic milliseconds. */
  now?: () => number;
  /** Milliseconds since the epoch. */
  clock?: () => number;
  /** Runs what tells the followers, a moment later. */
  later?: (run: () => void) => void;
}

export function createHub(options: HubOptions = {}) {
  const { now = () => performance.now(), clock = Date.now, later } = options;
  const labels = new Map<string, string>();
  const kept: KeptTurn[] = [];
  const { follow, leave, isFollowed, touched, listChanged } = createFollowing({
    turns: () => kept,
    now,
    ...(later ? { later } : {}),
  });
  let given = 0;

  function labelOf(conversationId: string): string {
    const known = labels.get(conversationId);
    if (known !== undefined) return known;
    const label = `c${++given}`;
    labels.set(conversationId, label);
    return label;
  }

  function dropOldest(): void {
    if (kept.length <= MAX_TURNS) return;
    // What somebody looks at must not vanish because others ask, unless it alone is more than is kept.
    const first = kept.findIndex(({ label }, at) => at < MAX_TURNS && !isFollowed(label));
    const [oldest] = kept.splice(Math.max(0, first), 1);
    if (!oldest) return;
    oldest.isGone = true;
    if (kept.some(({ label }) => label === oldest.label)) return;
    for (const [id, label] of labels) if (label === oldest.label) labels.delete(id);
  }

  const observe: ObserveTurns = ({ conversationId, turnId, question, past }) => {
    const recorder = createTurnRecorder({ turnId, question, onEntry: touched, now, clock });
    const label = labelOf(conversationId);
    const turn: KeptTurn = {
      label,
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
    listChanged();
    return {
      trace: recorder.trace,
      event(event) {
        if (turn.isGone) return;
        recorder.event(event);
        if (!ENDS.has(event.type)) return;
        turn.hasEnded = true;
        listChanged();
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

    /**
     * The kept turns of a conversation, oldest first. Making one takes milliseconds, so visitors are served meanwhile.
     * @param show changes each entry as it is made.
     */
    async *turns(label: string, show: (entry: Entry) => Entry = asItIs): AsyncGenerator<TurnRecord> {
      for (const turn of kept.filter((each) => each.label === label)) {
        const { head, count, entry } = turn.recorder;
        const entries: Entry[] = [];
        for await (const slice of inSlices(count, (index) => show(entry(index)), now)) entries.push(...slice);
        if (!turn.isGone) yield { ...head, entries };
      }
    },

    /** What a kept turn knew of those before it. */
    past: (label: string, turnId: string): readonly PastTurn[] | undefined =>
      kept.find((turn) => turn.label === label && turn.turnId === turnId)?.past,

    /** The label under which a conversation is, or will be, seen. */
    labelOf,

    /** Begins to look, or looks elsewhere. */
    follow,
    leave,

    /** Lets go of all that is known of a conversation that was forgotten. */
    forget(conversationId: string): void {
      const label = labels.get(conversationId);
      if (label === undefined) return;
      labels.delete(conversationId);
      for (const turn of kept.filter((each) => each.label === label)) {
        turn.isGone = true;
        kept.splice(kept.indexOf(turn), 1);
      }
      listChanged();
    },
  };
}

const asItIs = (entry: Entry) => entry;
const ENDS: ReadonlySet<string> = new Set(['turn.completed', 'turn.failed', 'turn.cancelled']);
