/** Runs one question twice, before and after a change, and tells both runs as records like any other turn. */
import { cleanQuestion } from '../../chat/question.ts';
import { AppError } from '../../errors.ts';
import type { Command, InspectorEvent } from '../../inspector/protocol.ts';
import { createTurnRecorder } from '../../inspector/recorder.ts';
import { WIRE_LIMITS } from '../../protocol.ts';
import type { Desk } from './desk.ts';

type Experiment = Extract<Command, { type: 'experiment' }>;

/**
 * Both runs see the conversation as it was before the turn named; without one, none. They run one after the other, so
 * that their times can be compared.
 * @throws AppError `bad_request`, `too_long`, `prompt_invalid`, before anything runs.
 */
export async function experiment(
  desk: Pick<Desk, 'hub' | 'tuned'>,
  command: Experiment,
  send: (event: InspectorEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { id, at } = command;
  const question = cleanQuestion(command.question);
  if (question === '') throw new AppError('bad_request', 'The question is empty.');
  if (question.length > WIRE_LIMITS.maxQuestionChars)
    throw new AppError('too_long', 'The question is too long.');
  const past = at ? (desk.hub.past(at.conversation, at.turnId) ?? []) : [];
  const sides = (['before', 'after'] as const).map((side) => ({ side, run: desk.tuned(command[side]) }));
  for (const { side, run } of sides) {
    const recorder = createTurnRecorder({ turnId: `${id}-${side}`, question });
    const events = run({ turnId: `${id}-${side}`, question, past }, { signal, trace: recorder.trace });
    for (let step = await events.next(); !step.done; step = await events.next()) recorder.event(step.value);
    if (signal.aborted) return;
    send({ type: 'experiment', id, side, turn: recorder.read() });
  }
}
