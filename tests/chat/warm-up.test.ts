import { expect, test } from 'vitest';
import type { RunTurn } from '../../src/chat/turn.ts';
import { warmUp } from '../../src/chat/warm-up.ts';
import { completed, pastOf } from '../server/harness.ts';

/** A turn that notes what it is asked. */
function noting(asked: string[], onAsked = () => {}): RunTurn {
  return async function* (input) {
    asked.push(input.question);
    onAsked();
    yield { type: 'answer.delta', turnId: input.turnId, text: 'Yes.' };
    yield completed(input.turnId);
    return pastOf(input, 'Yes.');
  };
}

test('each question is answered once', async () => {
  const asked: string[] = [];
  await warmUp(noting(asked), ['One?', 'Two?'], { signal: new AbortController().signal });
  expect(asked).toEqual(['One?', 'Two?']);
});

test('a stop ends it before the next question', async () => {
  const stopped = new AbortController();
  const asked: string[] = [];
  await warmUp(
    noting(asked, () => stopped.abort()),
    ['One?', 'Two?'],
    stopped,
  );
  expect(asked).toEqual(['One?']);
});

test('a visitor who asks meanwhile waits for a part of one answer only', async () => {
  const order: string[] = [];
  const warming = warmUp(noting(order), ['One?', 'Two?', 'Three?'], { signal: new AbortController().signal });
  setImmediate(() => order.push('visitor'));
  await warming;
  expect(order.indexOf('visitor')).toBe(1);
});
