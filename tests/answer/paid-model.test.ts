import { expect, test } from 'vitest';
import { createPaidModel } from '../../src/answer/paid-model.ts';
import { AppError, type ErrorCode } from '../../src/errors.ts';
import type { Budget, Estimate } from '../../src/limits/budget.ts';
import type { Model, ModelEvent } from '../../src/model/model.ts';

const REQUEST = { messages: [{ role: 'user' as const, content: 'x'.repeat(300) }], maxOutputTokens: 50 };
const DELTA: ModelEvent = { type: 'delta', text: 'y'.repeat(40) };
const END: ModelEvent = {
  type: 'end',
  finishReason: 'stop',
  usage: { inputTokens: 80, outputTokens: 9, estimated: false },
};

/** A paid model that says `events`, then fails if told to, and what was set aside and settled for it. */
function paid(events: ModelEvent[], failure?: AppError) {
  const estimates: Estimate[] = [];
  const settled: { inputTokens: number; outputTokens: number }[] = [];
  const budget: Budget = {
    spent: () => undefined,
    state: () => 'ok',
    async reserve(estimate) {
      estimates.push(estimate);
      return ({ inputTokens, outputTokens }) => void settled.push({ inputTokens, outputTokens });
    },
  };
  const model: Model = {
    name: 'm',
    async *stream() {
      yield* events;
      if (failure) throw failure;
    },
  };
  const stream = createPaidModel(model, budget).stream(REQUEST, {
    signal: new AbortController().signal,
    visitor: '192.0.2.1',
  });
  return { stream, estimates, settled };
}

async function drain(stream: AsyncIterable<ModelEvent>) {
  const events: ModelEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

test('sets prompt and cap aside before the call, and settles by what the upstream counted', async () => {
  const { stream, estimates, settled } = paid([DELTA, END]);
  expect(await drain(stream)).toEqual([DELTA, END]);
  expect(estimates).toEqual([{ inputTokens: 100, maxOutputTokens: 50, visitor: '192.0.2.1' }]);
  expect(settled).toEqual([{ inputTokens: 80, outputTokens: 9 }]);
});

test('an answer that is cut is paid for as far as it came', async () => {
  const { stream, settled } = paid([DELTA], new AppError('upstream_unavailable', 'cut', { retryable: true }));
  await expect(drain(stream)).rejects.toMatchObject({ code: 'upstream_unavailable' });
  expect(settled).toEqual([{ inputTokens: 75, outputTokens: 10 }]);
});

test('so is one that its reader leaves', async () => {
  const { stream, settled } = paid([DELTA, DELTA, END]);
  for await (const _event of stream) break;
  expect(settled).toEqual([{ inputTokens: 75, outputTokens: 10 }]);
});

test.each<[ErrorCode, number]>([
  ['upstream_unavailable', 0],
  ['upstream_auth', 0],
  ['upstream_rate_limited', 0],
  ['upstream_timeout', 75],
  ['cancelled', 75],
])('a call that fails with %s before its first words costs %i tokens', async (code, inputTokens) => {
  const { stream, settled } = paid([], new AppError(code, 'failed'));
  await expect(drain(stream)).rejects.toMatchObject({ code });
  expect(settled).toEqual([{ inputTokens, outputTokens: 0 }]);
});
