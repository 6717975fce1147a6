/** The answerer behind which the model stands: compose, stream, check citations. */
import { AppError } from '../errors.ts';
import type { Model } from '../model/model.ts';
import { type ComposedPrompt, composeAnswer, NOT_COVERED } from '../prompt/compose.ts';
import type { Prompts } from '../prompt/template.ts';
import type { Usage } from '../protocol.ts';
import { createVisibleFilter } from '../text/invisible.ts';
import type { SpanDetail } from '../trace.ts';
import type { Answerer } from './answerer.ts';
import { type CitedText, createCitationFilter } from './citations.ts';
import { createLeakGuard } from './leak/guard.ts';
import { watchModel } from './watch-model.ts';

export interface LlmAnswererOptions {
  model: Model;
  /** The prompts as loaded last. */
  prompts: () => Prompts;
  /** Estimated tokens of all messages together. */
  maxPromptTokens: number;
  maxOutputTokens: number;
  /** Stands in the system message; an answer that would show it is stopped. */
  canary: string;
  /** What an answer cost in US dollars, where that is known; for the trace. */
  costOf?: (usage: Usage) => number | undefined;
}

/** Answers with a model from `task.hits`. The outcome is `abstained` when the model says that they do not cover it. */
export function createLlmAnswerer(options: LlmAnswererOptions): Answerer {
  const { model, prompts, maxPromptTokens, maxOutputTokens, canary, costOf } = options;
  return {
    name: 'llm',
    model: model.name,
    async *answer(task, { trace, ...streaming }) {
      const composing = trace?.start('compose');
      const current = prompts();
      const composed = composeAnswer({ prompts: current, task, maxPromptTokens, canary });
      const { messages, shown } = composed;
      composing?.(() => composeDetail(composed, maxPromptTokens, current.version));
      const visible = createVisibleFilter();
      const verdict = createVerdictFilter();
      const citations = createCitationFilter(shown);
      const guard = createLeakGuard({ canary, instructions: messages[0]?.content ?? '' });
      /** The guard comes last: it reads what would be shown, after everything that joins or drops characters. */
      const guarded = (piece: CitedText): CitedText | undefined => {
        if (piece.type !== 'delta') return piece;
        const text = guard.push(piece.text);
        return text === '' ? undefined : { type: 'delta', text };
      };
      let empty = true;
      const watch = trace && watchModel(trace, { model: model.name, costOf });
      try {
        for await (const event of model.stream({ messages, maxOutputTokens }, streaming)) {
          watch?.saw(event);
          const rest =
            event.type === 'delta'
              ? verdict.push(visible.push(event.text))
              : verdict.push(visible.flush()) + verdict.flush();
          if (rest !== '') {
            empty &&= rest.trim() === '';
            for (const piece of citations.push(rest)) {
              const event = guarded(piece);
              if (event) yield event;
            }
          }
          if (event.type === 'end') {
            for (const piece of citations.flush()) {
              const event = guarded(piece);
              if (event) yield event;
            }
            const held = guard.flush();
            if (held !== '') yield { type: 'delta', text: held };
            // Nothing but the word itself: let the rules abstain, who have something to say.
            if (empty) throw new AppError('upstream_invalid', 'The model said nothing.', { retryable: true });
            const outcome = verdict.notCovered() ? 'abstained' : 'answered';
            yield { type: 'end', outcome, finishReason: event.finishReason, usage: event.usage };
          }
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

function composeDetail(
  { marked, parts, estimatedTokens, shown, dropped }: ComposedPrompt,
  maxTokens: number,
  prompts: string,
): SpanDetail<'compose'> {
  return {
    messages: marked(),
    parts,
    estimatedTokens,
    maxTokens,
    shown: shown.map(({ passage }) => passage.id),
    dropped,
    prompts,
  };
}

/** What models put before a word they were told to begin with, attached behind it, and between it and their text. */
const BEFORE = /^[\s*_`"'>-]*/;
const VERDICT = new RegExp(`${BEFORE.source}${NOT_COVERED}[*_\`"'.:;,]*\\s*[–—:-]?\\s*`);
const MAX_BLANKS = 16;

/** A streaming filter that takes {@link NOT_COVERED} off the beginning of an answer, and remembers that it stood there. */
function createVerdictFilter() {
  let state: 'start' | 'after' | 'text' = 'start';
  let held = '';
  let notCovered = false;
  return {
    push(delta: string): string {
      if (state === 'text') return delta;
      held += delta;
      if (state === 'start') {
        const blanks = BEFORE.exec(held)?.[0].length ?? 0;
        const word = held.slice(blanks);
        if (word.length < NOT_COVERED.length && NOT_COVERED.startsWith(word) && blanks <= MAX_BLANKS)
          return '';
        notCovered = word.startsWith(NOT_COVERED);
        state = notCovered ? 'after' : 'text';
      }
      const rest = notCovered ? held.replace(VERDICT, '') : held;
      // What follows the word belongs to it until text begins.
      if (notCovered && rest === '') return '';
      state = 'text';
      held = '';
      return rest;
    },
    flush(): string {
      const rest = state === 'start' ? held : '';
      held = '';
      return rest;
    },
    notCovered: () => notCovered,
  };
}
