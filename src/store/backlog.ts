/** What could not be written to the store yet, and the order in which it is made up for. */
import type { ConversationStore, Feedback, StoredTurn } from './store.ts';

/** Conversations, ratings and deletions that may wait, each; the oldest gives way. */
const MAX_WAITING = 10_000;

function addBounded<T>(waiting: Set<T>, entry: T): void {
  waiting.delete(entry);
  waiting.add(entry);
  for (const oldest of waiting) {
    if (waiting.size <= MAX_WAITING) return;
    waiting.delete(oldest);
  }
}

/** Turns wait in `fallback`, which is bounded by itself; here is noted whose. */
export function createBacklog(primary: ConversationStore, fallback: ConversationStore) {
  const unwritten = new Set<string>();
  const deletions = new Set<string>();
  const ratings = new Set<{ conversationId: string; feedback: Feedback }>();

  /** @returns how many turns were written. */
  async function writeTurns(conversationId: string): Promise<number> {
    unwritten.delete(conversationId);
    const turns = await fallback.turns(conversationId);
    try {
      for (const turn of turns) await primary.putTurn(conversationId, turn);
    } catch (error) {
      if (!deletions.has(conversationId)) addBounded(unwritten, conversationId);
      throw error;
    }
    // A turn put meanwhile noted the conversation again, and is written on the next round.
    if (!unwritten.has(conversationId)) await fallback.forget(conversationId);
    return turns.length;
  }

  return {
    /** @param readPrimary what the store still tells. @returns that, with the waiting turns in place. */
    async turns(conversationId: string, readPrimary: () => Promise<StoredTurn[]>): Promise<StoredTurn[]> {
      const known = deletions.has(conversationId) ? [] : await readPrimary();
      const waiting = await fallback.turns(conversationId);
      const merged = new Map([...known, ...waiting].map((turn) => [turn.snapshot.turnId, turn]));
      return [...merged.values()];
    },

    putTurn(conversationId: string, turn: StoredTurn): Promise<void> {
      addBounded(unwritten, conversationId);
      return fallback.putTurn(conversationId, turn);
    },

    async putFeedback(conversationId: string, feedback: Feedback): Promise<void> {
      addBounded(ratings, { conversationId, feedback });
      // The turn may wait, too; then whoever reads what waits finds it rated.
      await fallback.putFeedback(conversationId, feedback);
    },

    forget(conversationId: string): Promise<void> {
      unwritten.delete(conversationId);
      for (const rating of ratings) if (rating.conversationId === conversationId) ratings.delete(rating);
      addBounded(deletions, conversationId);
      return fallback.forget(conversationId);
    },

    mustForget: (conversationId: string): boolean => deletions.has(conversationId),

    /**
     * Writes until nothing waits: deletions first, so that a conversation begun anew after one is kept.
     * @param onEmpty told how many turns were written, in the very moment in which nothing waits.
     * @throws what the store throws; what was not written goes on waiting.
     */
    async writeBack(onEmpty: (written: number) => void): Promise<void> {
      let written = 0;
      // Changes nothing, and yet needs a file that can be written: an empty backlog alone would prove nothing.
      await primary.putFeedback('none', { turnId: 'none', rating: 'up' });
      for (;;) {
        const [deletion] = deletions;
        const [conversationId] = unwritten;
        const [rating] = ratings;
        if (deletion !== undefined) {
          await primary.forget(deletion);
          deletions.delete(deletion);
        } else if (conversationId !== undefined) {
          written += await writeTurns(conversationId);
          // A driver may write synchronously; visitors come first.
          await new Promise((resolve) => setImmediate(resolve));
        } else if (rating) {
          await primary.putFeedback(rating.conversationId, rating.feedback);
          ratings.delete(rating);
        } else return onEmpty(written);
      }
    },
  };
}
