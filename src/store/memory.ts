/** Conversations in this process's memory: bounded, gone with the process. */
import type { ConversationStore, StoredTurn } from './store.ts';

export interface MemoryStoreOptions {
  /** Conversations kept; the least recently used goes first. Default 10,000. */
  maxConversations?: number;
  /** Turns kept of one conversation; the oldest goes first. Default 200. */
  maxTurns?: number;
  /** Characters kept in all, as JSON; past it the least recently used conversation goes. Default 64 Mi. */
  maxChars?: number;
}

interface Kept {
  /** Turn id to JSON: immune to later changes of the object put, and far smaller than the object itself. */
  turns: Map<string, string>;
  chars: number;
}

/** Feedback is accepted and dropped: the port has no reader, and what nobody can read should not be kept. */
export function createMemoryStore(options: MemoryStoreOptions = {}): ConversationStore {
  const { maxConversations = 10_000, maxTurns = 200, maxChars = 64 * 1024 * 1024 } = options;
  // A Map iterates in insertion order, so re-inserting on use makes its first entry the least recently used.
  const conversations = new Map<string, Kept>();
  let chars = 0;

  function drop(conversationId: string): void {
    chars -= conversations.get(conversationId)?.chars ?? 0;
    conversations.delete(conversationId);
  }

  function touch(conversationId: string, kept: Kept): void {
    conversations.delete(conversationId);
    conversations.set(conversationId, kept);
  }

  function account(kept: Kept, change: number): void {
    kept.chars += change;
    chars += change;
  }

  return {
    async turns(conversationId) {
      const kept = conversations.get(conversationId);
      if (!kept) return [];
      touch(conversationId, kept);
      // Written by putTurn below, so it is what it claims to be.
      return [...kept.turns.values()].map((json) => JSON.parse(json) as StoredTurn);
    },

    async putTurn(conversationId, turn) {
      const kept = conversations.get(conversationId) ?? { turns: new Map(), chars: 0 };
      const json = JSON.stringify(turn);
      const { turnId } = turn.snapshot;
      touch(conversationId, kept);
      account(kept, json.length - (kept.turns.get(turnId)?.length ?? 0));
      kept.turns.set(turnId, json);
      for (const [oldest, oldJson] of kept.turns) {
        if (kept.turns.size <= maxTurns) break;
        kept.turns.delete(oldest);
        account(kept, -oldJson.length);
      }
      for (const oldest of conversations.keys()) {
        if (conversations.size <= maxConversations && chars <= maxChars) break;
        drop(oldest);
      }
    },

    async putFeedback() {},

    async forget(conversationId) {
      drop(conversationId);
    },

    async close() {},
  };
}
