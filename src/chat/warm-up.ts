/** Answers questions that nobody asked, so that the first visitor does not wait for cold code. */
import { setImmediate as nextTick } from 'node:timers/promises';
import type { RunTurn } from './turn.ts';

/**
 * Runs each question through `runTurn` and throws the answers away. Between events it lets go of the process, so that
 * a visitor who asks meanwhile waits for a part of one answer, not for all. Ends early at the abort. Never rejects.
 */
export async function warmUp(
  runTurn: RunTurn,
  questions: readonly string[],
  { signal }: { signal: AbortSignal },
): Promise<void> {
  for (const question of questions) {
    for await (const _event of runTurn({ turnId: 'warm-up', question, past: [] }, { signal })) {
      await nextTick();
      if (signal.aborted) return;
    }
  }
}
