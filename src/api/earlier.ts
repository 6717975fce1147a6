/** Understands the earlier messages of a request again, because nothing of a client's conversation is kept. */
import type { RunTurn } from '../chat/turn.ts';
import type { PastTurn } from '../domain.ts';

/**
 * Runs the rules over each earlier question: what they remember of it (topic, stated skills, answers to the assessment) is what
 * a visitor's conversation remembers. Costs a few milliseconds of processor time a question. What was answered
 * is what the client says.
 */
export async function understandEarlier(
  runRules: RunTurn,
  earlier: readonly { question: string; answer: string }[],
  { signal }: { signal: AbortSignal },
): Promise<PastTurn[]> {
  const past: PastTurn[] = [];
  for (const [index, { question, answer }] of earlier.entries()) {
    const events = runRules({ turnId: `earlier-${index}`, question, past }, { signal });
    let step = await events.next();
    while (!step.done) step = await events.next();
    past.push({ ...step.value, answer: answer || step.value.answer });
  }
  return past;
}
