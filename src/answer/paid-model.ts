/** A model whose calls are paid from the day's budget. */
import { AppError } from '../errors.ts';
import type { Budget } from '../limits/budget.ts';
import type { Model, ModelEvent, ModelRequest } from '../model/model.ts';
import type { Usage } from '../protocol.ts';

/** Bytes a token: fewer than any common script takes, so that what is set aside is rather too much. */
const BYTES_PER_TOKEN = 3;
/** Characters a token in English, for what a broken call has used. */
const CHARS_PER_TOKEN = 4;

/** The same model; `stream` throws AppError `budget_spent` without a call when the budget does not hold the next one. */
export function createPaidModel(model: Model, budget: Budget): Model {
  return {
    name: model.name,
    // By hand and not as a generator, which costs each token three turns of the microtask queue instead of one.
    stream(request, options): AsyncIterableIterator<ModelEvent> {
      let events: AsyncIterator<ModelEvent> | undefined;
      let settle: Awaited<ReturnType<Budget['reserve']>> | undefined;
      let usage: Usage | undefined;
      let wasRefused = false;
      let chars = 0;
      async function begin(): Promise<IteratorResult<ModelEvent>> {
        settle = await budget.reserve({
          inputTokens: Math.ceil(promptLength(request, Buffer.byteLength) / BYTES_PER_TOKEN),
          maxOutputTokens: request.maxOutputTokens,
          ...(options.visitor === undefined ? {} : { visitor: options.visitor }),
        });
        events = model.stream(request, options)[Symbol.asyncIterator]();
        return events.next();
      }
      /** An upstream that began to answer is paid for, also when nobody waited for its end. */
      const pay = () => {
        settle?.(usage ?? (wasRefused ? { inputTokens: 0, outputTokens: 0 } : estimate(request, chars)));
        settle = undefined;
      };
      return {
        async next() {
          try {
            const step = await (events?.next() ?? begin());
            if (step.done) pay();
            else if (step.value.type === 'delta') chars += step.value.text.length;
            else usage = step.value.usage;
            return step;
          } catch (error) {
            wasRefused = chars === 0 && isRefusal(error);
            pay();
            throw error;
          }
        },
        async return() {
          await events?.return?.();
          pay();
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
  };
}

/** Whether the upstream did not even begin: what it answered by a status, or not at all, costs nothing. */
function isRefusal(error: unknown): boolean {
  const free = ['upstream_unavailable', 'upstream_auth', 'upstream_rate_limited', 'upstream_rejected'];
  return error instanceof AppError && free.includes(error.code);
}

function estimate(request: ModelRequest, answerChars: number) {
  return {
    inputTokens: Math.ceil(promptLength(request, ({ length }) => length) / CHARS_PER_TOKEN),
    outputTokens: Math.ceil(answerChars / CHARS_PER_TOKEN),
  };
}

function promptLength({ messages }: ModelRequest, measure: (text: string) => number): number {
  return messages.reduce((total, { content }) => total + measure(content), 0);
}
