/** What a presenter can do with this server; put together by the composition root. */
import type { Conversations } from '../../chat/conversation.ts';
import type { RunTurn } from '../../chat/turn.ts';
import type { Hub } from '../../inspector/hub.ts';
import type { Breaker, Mode, ScriptStep, ServerFacts, Settings, Template } from '../../inspector/protocol.ts';
import type { Recordings } from '../../inspector/recordings.ts';

export interface Desk {
  hub: Hub;
  conversations: Pick<Conversations, 'open' | 'leave' | 'ask' | 'cancel'>;
  recordings: Recordings;
  facts(): ServerFacts;
  /** Takes out of a stranger's words what may say who she is. */
  mask(text: string): string;
  /** Questions to show that this knowledge really answers. */
  script(): Promise<ScriptStep[]>;
  mode(): Mode;
  /** For everybody, from the next turn on. */
  setMode(mode: Mode): void;
  breaker(): Breaker | undefined;
  /** Tells each change of mode or breaker. @returns what ends it. */
  onChange(listener: () => void): () => void;
  /** @throws AppError `bad_request` or `prompt_invalid`. */
  tuned(settings: Settings): RunTurn;
  templates(): Template[];
  /** @throws AppError `prompt_invalid` naming file, line and fix. */
  checkTemplate(name: Template['name'], source: string): void;
  /** Checks, then writes. @throws AppError `prompt_invalid`, `internal`. */
  writeTemplate(name: Template['name'], source: string): Promise<void>;
}
