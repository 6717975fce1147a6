/** What a presenter may change of the answering: who answers everybody, and settings of runs that nobody else sees. */
import { type PlaygroundParts, tunedTurn } from './chat/playground.ts';
import type { RunTurn } from './chat/turn.ts';
import { AppError } from './errors.ts';
import type { Mode, Settings } from './inspector/protocol.ts';
import { type PromptName, type Prompts, parsePrompts } from './prompt/template.ts';
import type { Notice } from './protocol.ts';

export interface Presenting {
  mode(): Mode;
  /** For everybody, from the next turn on. */
  setMode(mode: Mode): void;
  /** Tells each change. @returns what ends it. */
  onMode(listener: (mode: Mode) => void): () => void;
  /** Why the model is not asked; undefined while it may be. */
  modelOff(): Notice | undefined;
  /** @throws AppError `bad_request` where the settings need a model and there is none; `prompt_invalid`. */
  tuned(settings: Settings): RunTurn;
  /** The templates that visitors' answers are made with. */
  prompts(): Prompts;
  /** @throws AppError `prompt_invalid` naming file, line and fix. */
  checkTemplate(name: PromptName, source: string): void;
  /** Reads the templates again now, rather than when the change of a file is seen. @throws AppError `prompt_invalid` */
  reloadPrompts(): Promise<void>;
}

export function createPresenting(options: {
  parts: Omit<PlaygroundParts, 'modelOff'>;
  prompts: () => Prompts;
  reloadPrompts(): Promise<void>;
}): Presenting {
  const { parts, prompts, reloadPrompts } = options;
  const listeners = new Set<(mode: Mode) => void>();
  let mode: Mode = 'auto';
  const modelOff = (): Notice | undefined => (mode === 'rules' ? 'model_off' : undefined);
  return {
    mode: () => mode,
    setMode(next) {
      if (next === mode) return;
      mode = next;
      for (const listener of listeners) listener(next);
    },
    onMode(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    modelOff,
    reloadPrompts,
    tuned: (settings) => tunedTurn({ ...parts, modelOff }, settings),
    prompts,
    checkTemplate(name, source) {
      if (source.includes('\0'))
        throw new AppError('prompt_invalid', `${name}.md holds a NUL character: take it out.`);
      parsePrompts({ ...prompts().sources, [name]: source });
    },
  };
}
