/** Conversations in this process's memory: bounded, gone with the process. */
import { shortfallOf } from './shortfall.ts';
import type { ConversationStore, Feedback, StoredTurn } from './store.ts';

export interface MemoryStoreOptions {
  /** Conversations kept; the least recently used goes first. Default 10,000. */
  maxConversations?: number;
  /** Turns kept of one conversation; the oldest goes first. Default 200. */
  maxTurns?: number;
  /** Characters kept in all, as JSON; past it the least recently used conversation goes. Default 64 Mi. */
  maxChars?: number;
}

/** JSON is immune to later changes of the object put, and far smaller than the object itself. */
interface KeptTurn {
  json: string;
  askedAt: number;
  feedback?: Feedback;
}

interface Kept {
  turns: Map<string, KeptTurn>;
  chars: number;
}

// Written by putTurn below, so it is what it claims to be.
const parse = ({ json }: KeptTurn) => JSON.parse(json) as StoredTurn;

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

  function dropTurn(kept: Kept, turnId: string): void {
    account(kept, -(kept.turns.get(turnId)?.json.length ?? 0));
    kept.turns.delete(turnId);
  }

  return {
    async turns(conversationId) {
      const kept = conversations.get(conversationId);
      if (!kept) return [];
      touch(conversationId, kept);
      return [...kept.turns.values()].map(parse);
    },

    async putTurn(conversationId, turn) {
      const kept = conversations.get(conversationId) ?? { turns: new Map<string, KeptTurn>(), chars: 0 };
      const json = JSON.stringify(turn);
      const { turnId } = turn.snapshot;
      const earlier = kept.turns.get(turnId);
      touch(conversationId, kept);
      account(kept, json.length - (earlier?.json.length ?? 0));
      kept.turns.set(turnId, { ...earlier, json, askedAt: turn.askedAt });
      for (const oldest of kept.turns.keys()) {
        if (kept.turns.size <= maxTurns) break;
        dropTurn(kept, oldest);
      }
      for (const oldest of conversations.keys()) {
        if (conversations.size <= maxConversations && chars <= maxChars) break;
        drop(oldest);
      }
    },

    async putFeedback(conversationId, feedback) {
      const turn = conversations.get(conversationId)?.turns.get(feedback.turnId);
      if (turn) turn.feedback = feedback;
    },

    async forget(conversationId) {
      drop(conversationId);
    },

    async shortfalls(since) {
      return [...conversations.values()]
        .flatMap(({ turns }) => [...turns.values()])
        .filter(({ askedAt }) => askedAt >= since)
        .sort((a, b) => a.askedAt - b.askedAt)
        .flatMap((turn) => shortfallOf(parse(turn), turn.feedback) ?? []);
    },

    async purge(before) {
      let purged = 0;
      for (const [conversationId, kept] of conversations) {
        for (const [turnId, { askedAt }] of kept.turns) {
          if (askedAt >= before) continue;
          dropTurn(kept, turnId);
          purged += 1;
        }
        if (kept.turns.size === 0) drop(conversationId);
      }
      return purged;
    },

    async close() {},
  };
}
