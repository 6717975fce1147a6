/** Remembers the turns of conversations that were read or written lately, so that each question does not read them anew. */
import type { StoredTurn } from './store.ts';

/** Characters of JSON remembered in all; the least recently used conversation goes first. */
const MAX_CHARS = 2 * 1024 * 1024;

interface Remembered {
  /** By id, in the order first put. Frozen, since whoever asks is given these very objects. */
  turns: Map<string, { turn: StoredTurn; chars: number }>;
  chars: number;
}

/** @param maxTurns turns remembered of one conversation: the newest, as many as a read gives. */
export function createRecentTurns(maxTurns: number, maxChars = MAX_CHARS) {
  // A Map iterates in insertion order, so re-inserting on use makes its first entry the least recently used.
  const conversations = new Map<string, Remembered>();
  let chars = 0;

  function forget(conversationId: string): void {
    chars -= conversations.get(conversationId)?.chars ?? 0;
    conversations.delete(conversationId);
  }

  function put(known: Remembered, json: string): void {
    // Parsed anew, so that what its writer goes on to change stays out.
    const turn = deepFreeze(JSON.parse(json) as StoredTurn);
    const { turnId } = turn.snapshot;
    const change = json.length - (known.turns.get(turnId)?.chars ?? 0);
    known.turns.set(turnId, { turn, chars: json.length });
    known.chars += change;
    for (const [oldest, { chars: freed }] of known.turns) {
      if (known.turns.size <= maxTurns) break;
      known.turns.delete(oldest);
      known.chars -= freed;
    }
  }

  function keep(conversationId: string, known: Remembered): void {
    forget(conversationId);
    conversations.set(conversationId, known);
    chars += known.chars;
    for (const oldest of conversations.keys()) {
      if (chars <= maxChars) break;
      forget(oldest);
    }
  }

  return {
    /** @returns the turns, oldest first; undefined where they are not remembered. */
    get(conversationId: string): StoredTurn[] | undefined {
      const known = conversations.get(conversationId);
      if (!known) return undefined;
      keep(conversationId, known);
      return Array.from(known.turns.values(), ({ turn }) => turn);
    },

    /** Remembers what was read of a conversation: all of it, oldest first. */
    read(conversationId: string, jsons: readonly string[]): StoredTurn[] {
      const known: Remembered = { turns: new Map(), chars: 0 };
      for (const json of jsons) put(known, json);
      keep(conversationId, known);
      return Array.from(known.turns.values(), ({ turn }) => turn);
    },

    /** Takes note of a turn that was written. One of a conversation that is not remembered is left to the next read. */
    wrote(conversationId: string, json: string): void {
      const known = conversations.get(conversationId);
      if (!known) return;
      forget(conversationId);
      put(known, json);
      keep(conversationId, known);
    },

    forget,

    clear(): void {
      conversations.clear();
      chars = 0;
    },
  };
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
