/** Puts a career tool's reply on the wire, from its citations to its end. */
import { sayPrepared } from '../answer/cited.ts';
import type { CareerReply } from '../career/reply.ts';
import type { Knowledge } from '../domain.ts';
import type { TurnEvent } from '../protocol.ts';

/**
 * The events of the reply: citations, figure, text, end. The rules answer here also where a model is configured, because
 * the arithmetic must be exact. Nothing is checked afterwards: what is cited is the owner's own reason for it, and the
 * rest counts up the visitor's own words.
 */
export function* careerEvents(
  turnId: string,
  reply: CareerReply,
  knowledge: Knowledge,
): Generator<TurnEvent> {
  const { citations, deltas } = sayPrepared(reply.statements, knowledge.documents);
  for (const event of [...citations, ...deltas]) {
    if (event.type === 'citation') yield { type: 'answer.citation', turnId, ...event.citation };
    // The first delta comes after the last citation.
    if (event === deltas[0] && reply.figure) yield { type: 'answer.figure', turnId, figure: reply.figure };
    if (event.type === 'delta') yield { type: 'answer.delta', turnId, text: event.text };
  }
  yield {
    type: 'turn.completed',
    turnId,
    answerer: 'rules',
    outcome: reply.outcome,
    finishReason: 'stop',
    followUps: reply.followUps,
    grounding: { score: 1, unsupported: [] },
  };
}
