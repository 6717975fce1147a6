/** The model's side of answering: the endpoint behind its breaker, within the budget, and the answerer that asks it. Loaded only where a model is set. */
import type { Logger } from 'pino';
import type { Answerer } from './answer/answerer.ts';
import { newCanary } from './answer/leak/canary.ts';
import { createLlmAnswerer } from './answer/llm.ts';
import { createPaidModel } from './answer/paid-model.ts';
import type { PlaygroundParts } from './chat/playground.ts';
import type { ModelConfig } from './config.ts';
import type { Budget } from './limits/budget.ts';
import { spendingOf } from './limits/ledger.ts';
import { type BreakerState, createBreaker } from './model/breaker.ts';
import { createOpenAiModel } from './model/openai.ts';
import type { Prompts } from './prompt/template.ts';
import type { Usage } from './protocol.ts';

export interface Llm {
  answerer: Answerer;
  /** What a presenter's own runs are made with. */
  tried: NonNullable<PlaygroundParts['llm']>;
  /** Whether the model is asked at present. */
  breaker: () => BreakerState;
  close(): void;
}

export interface LlmOptions {
  prompts: () => Prompts;
  budget: Budget;
  log: Pick<Logger, 'warn' | 'error'>;
  /** Told each change of the breaker. */
  onBreaker: (state: BreakerState) => void;
  /** Told the code of each failure after which the model is asked once more. */
  onRetry?: (code: string) => void;
}

export function createLlm(config: ModelConfig, options: LlmOptions): Llm {
  const { prompts, budget, log, onBreaker, onRetry } = options;
  const breaker = createBreaker((state, failure) => {
    onBreaker(state);
    // A failure that asking again does not mend waits for the operator.
    if (failure && !failure.retryable)
      log.error({ err: failure, ...state }, 'model not asked, somebody must act');
    else log.warn({ ...(failure ? { err: failure } : {}), ...state }, 'model breaker');
  });
  const open = (changes: { name?: string; temperature?: number } = {}) =>
    createOpenAiModel({
      ...config,
      ...changes,
      model: changes.name ?? config.name,
      breaker,
      log(event, detail) {
        log.warn(detail, event);
        if (event === 'model_retry') onRetry?.(String(detail.code));
      },
    });
  const { price } = config;
  const answererOptions = {
    ...(price ? { costOf: (usage: Usage) => spendingOf(usage, price).microDollars / 1e6 } : {}),
    prompts,
    maxPromptTokens: config.maxPromptTokens,
    maxOutputTokens: config.maxOutputTokens,
    canary: newCanary(),
  };
  const model = open();
  const paid = createPaidModel(model, budget);
  return {
    answerer: createLlmAnswerer({ model: paid, ...answererOptions }),
    tried: {
      ...answererOptions,
      // Another model's calls count against the same budget and stand behind the same breaker.
      model: (changes) => (Object.keys(changes).length === 0 ? paid : createPaidModel(open(changes), budget)),
    },
    breaker: breaker.current,
    close: model.close,
  };
}
