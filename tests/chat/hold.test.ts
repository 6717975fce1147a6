import { setImmediate as afterEvents } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createHold } from '../../src/chat/hold.ts';
import type { TurnEvent } from '../../src/protocol.ts';

const started: TurnEvent = { type: 'turn.started', turnId: 'turn-0001', question: 'Why?' };
const text: TurnEvent = { type: 'answer.delta', turnId: 'turn-0001', text: 'Because.' };

function recorded() {
  const log: string[] = [];
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  const stored = { promise, resolve: () => resolve() };
  const hold = createHold(
    async () => {
      log.push('store');
      await stored.promise;
      log.push('stored');
    },
    (event) => log.push(event.type),
  );
  return { log, hold, stored };
}

describe('the first events of a turn', () => {
  it('wait until the question is stored, which begins when nothing else is to be done', async () => {
    const { log, hold, stored } = recorded();
    hold.tell(started);
    await Promise.resolve();
    expect(log).toEqual([]);
    await afterEvents();
    hold.tell(text);
    expect(log).toEqual(['store']);
    stored.resolve();
    await hold.release();
    expect(log).toEqual(['store', 'stored', 'turn.started', 'answer.delta']);
  });

  it('are told at once when they cannot wait, in their order, and the question is stored once', async () => {
    const { log, hold, stored } = recorded();
    hold.tell(started);
    stored.resolve();
    await hold.release();
    hold.tell(text);
    await afterEvents();
    await hold.release();
    expect(log).toEqual(['store', 'stored', 'turn.started', 'answer.delta']);
  });
});
