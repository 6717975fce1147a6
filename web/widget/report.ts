/** Tells the page and the screen reader what an event has changed. */
import type { Event } from '../../src/protocol.ts';
import type { Announcer } from './announcer.ts';
import { emit } from './contract.ts';
import { strings } from './locales/current.ts';
import { type ChatState, isOpen } from './state.ts';
import { count, errorText } from './strings.ts';

/** `before` and `after` are the states around `event`; an event that changed nothing says nothing. */
export function report(
  host: HTMLElement,
  announcer: Announcer,
  before: ChatState,
  after: ChatState,
  event: Event,
): void {
  if (event.type === 'ready') {
    emit(host, 'ready', { answerer: event.answerer, passages: event.passages });
    return;
  }
  if (event.type === 'error') {
    if (event.turnId !== undefined) announcer.say(errorText(strings, event.code, event.message));
    emit(host, 'error', { code: event.code, message: event.message });
    return;
  }
  if (before === after || !('turnId' in event) || event.turnId === undefined) return;
  const turn = after.turns.find((each) => each.turnId === event.turnId);
  if (!turn) return;
  if (event.type === 'turn.snapshot') {
    announcer.skip(turn.turnId, turn.text);
    return;
  }
  // While it grows it is followed as it is drawn, once a frame.
  if (!isOpen(turn)) announcer.follow(turn.turnId, turn.text, true);
  switch (event.type) {
    case 'turn.completed':
      if (turn.citations.length > 0) announcer.say(count(strings.sources, turn.citations.length));
      emit(host, 'answer', {
        turnId: turn.turnId,
        outcome: event.outcome,
        answerer: event.answerer,
        text: turn.text,
      });
      break;
    case 'turn.failed':
      announcer.say(errorText(strings, event.code, event.message));
      emit(host, 'error', { code: event.code, message: event.message, turnId: turn.turnId });
      break;
    case 'turn.cancelled':
      announcer.say(strings.stopped);
      break;
    default:
  }
}
