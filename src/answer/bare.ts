/** The model alone, for comparison: the question as typed, no passages, no instructions, nothing to cite. */
import type { Model } from '../model/model.ts';
import { estimateTokens } from '../prompt/compose.ts';
import type { Answerer } from './answerer.ts';
import { type WatchedModel, watchModel } from './watch-model.ts';

/** Creates an answerer that no visitor ever meets: what it says stands on nothing. */
export function createBareAnswerer(options: {
  model: Model;
  maxPromptTokens: number;
  maxOutputTokens: number;
  costOf?: WatchedModel['costOf'];
}): Answerer {
  const { model, maxPromptTokens, maxOutputTokens, costOf } = options;
  return {
    name: 'llm',
    model: model.name,
    async *answer({ question }, { signal, trace }) {
      const tokens = estimateTokens(question);
      trace?.start('compose')(() => ({
        messages: [{ role: 'user', parts: [{ text: question, variable: 'question' }] }],
        parts: [{ name: 'question', tokens }],
        estimatedTokens: tokens,
        maxTokens: maxPromptTokens,
        shown: [],
        dropped: { turns: 0, passageIds: [] },
        prompts: 'none',
      }));
      const request = { messages: [{ role: 'user' as const, content: question }], maxOutputTokens };
      const watch = trace && watchModel(trace, { model: model.name, costOf });
      try {
        for await (const event of model.stream(request, { signal })) {
          watch?.saw(event);
          if (event.type === 'delta') yield event;
          else yield { ...event, outcome: 'answered' };
        }
      } catch (error) {
        watch?.failed(error);
        throw error;
      } finally {
        watch?.over();
      }
    },
  };
}
