/**
 * THE PRESENTER'S WIRE: what crosses the inspector's own socket, which no visitor can open. Frames are JSON text.
 * The server parses commands with these schemas; the page takes the types only.
 */
import { z } from 'zod';
import type { AnswererName } from '../protocol.ts';
import type { ConversationInfo } from './hub.ts';
import type { Entry, Recording, TurnRecord } from './record.ts';
import type { RecordingInfo } from './recordings.ts';

export type { ConversationInfo, Entry, Recording, RecordingInfo, TurnRecord };

/** Raised when an older page could misread a frame. Sent in `welcome`. */
export const INSPECTOR_VERSION = 2;

export const INSPECTOR_LIMITS = {
  /** Bytes of a file that the page sends to be read. */
  maxFileBytes: 16 * 1024 * 1024,
  /** Bytes of one frame from the page; past it the socket closes with 1009. Holds a file of which each character is escaped. */
  maxPayloadBytes: 33 * 1024 * 1024,
  /** Bytes queued for a page that does not read, before its socket is closed with 4008. */
  maxQueuedBytes: 32 * 1024 * 1024,
  /** Characters of an edited template. */
  maxTemplateChars: 64 * 1024,
} as const;

const label = z.string().regex(/^c\d{1,12}$/, 'expected a conversation label like c1');
const turnId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'expected a turn id');
const templateName = z.enum(['answer', 'question']);
const source = z.string().max(INSPECTOR_LIMITS.maxTemplateChars);

/** What an experiment changes; what is absent is as visitors have it. */
const settingsSchema = z.object({
  /** Who answers: the model if there is one, or the rules. Default: as visitors have it. */
  answerer: z.enum(['llm', 'rules']).optional(),
  /** Another model of the same endpoint. */
  model: z.string().min(1).max(200).optional(),
  temperature: z.number().min(0).max(2).optional(),
  /** Passages to answer from. */
  top: z.number().int().min(1).max(50).optional(),
  /** Probability, above 0 and below 1, from which a question counts as covered. */
  threshold: z.number().gt(0).lt(1).optional(),
  /** Asks the bare model, without passages or instructions. */
  withoutRetrieval: z.boolean().optional(),
  /** Edited templates, by name. */
  templates: z.partialRecord(templateName, source).optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

const commandSchema = z.discriminatedUnion('type', [
  /** Be told of one conversation: its turns so far come as `history`, then each thing as it happens. */
  z.object({ type: z.literal('follow'), conversation: label }),
  /** Asks in the presenter's own conversation, which is like any visitor's. `fresh`: begins a new one. */
  z.object({ type: z.literal('ask'), text: z.string(), fresh: z.boolean().optional() }),
  /** Stops what runs in the presenter's own conversation. */
  z.object({ type: z.literal('cancel') }),
  /**
   * Runs one question twice, before and after a change. No visitor sees it, nothing is stored. `at`: the turn whose
   * place in its conversation it takes. The answer is `experiment` with the same `id`, one for each run that ended.
   */
  z.object({
    type: z.literal('experiment'),
    id: z.string().min(1).max(64),
    question: z.string(),
    at: z.object({ conversation: label, turnId }).optional(),
    before: settingsSchema,
    after: settingsSchema,
  }),
  /** Who answers everybody from now on: the model if there is one (`auto`), or the rules. */
  z.object({ type: z.literal('mode'), mode: z.enum(['auto', 'rules']) }),
  /** Writes a conversation to a file of recordings. */
  z.object({ type: z.literal('save'), conversation: label, title: z.string().trim().min(1).max(200) }),
  /** Opens a recording of the list. */
  z.object({ type: z.literal('open'), name: z.string().max(80) }),
  /** Checks a file that the presenter picked, and gives it back as `recording`. */
  z.object({ type: z.literal('read'), name: z.string().max(200), text: z.string() }),
  /** Checks an edited template; `template` says what is wrong with it, or that nothing is. */
  z.object({ type: z.literal('check'), name: templateName, source }),
  /** Writes a template to the prompts folder, for visitors from now on. A broken one is refused. */
  z.object({ type: z.literal('write'), name: templateName, source }),
  z.object({ type: z.literal('ping') }),
]);
export type Command = z.infer<typeof commandSchema>;

export type Mode = 'auto' | 'rules';

export interface Template {
  name: 'answer' | 'question';
  source: string;
  /** Variables that it must use, each at least once. */
  variables: string[];
}

/** A question to show, and what it teaches. */
export interface ScriptStep {
  ask: string;
  teaches: string;
}

/** Facts about this server, and what visitors have by default. */
export interface ServerFacts {
  answerer: AnswererName;
  /** Absent without a model. */
  model?: string;
  passages: number;
  documents: number;
  top: number;
  /** Probability from which a question counts as covered. */
  threshold: number;
  maxPromptTokens?: number;
}

/** The model's circuit breaker: `open` means that it is not asked for a while. */
export interface Breaker {
  state: 'closed' | 'open' | 'half-open';
  /** Code of the failure that opened it last. */
  reason?: string;
}

export type InspectorEvent =
  | {
      type: 'welcome';
      version: number;
      server: ServerFacts;
      mode: Mode;
      /** Absent without a model. */
      breaker?: Breaker;
      script: ScriptStep[];
      templates: Template[];
      recordings: RecordingInfo[];
      /** Bytes of a recording's file, at most. */
      maxFileBytes: number;
      conversations: ConversationInfo[];
    }
  /** Newest first. Sent again whenever a turn begins or ends. `own`: the presenter's. */
  | { type: 'conversations'; conversations: ConversationInfo[]; own?: string }
  /** Replaces what the page holds of the conversation. */
  | { type: 'history'; conversation: string; turns: TurnRecord[] }
  /** `index`: the first entry's place in its turn; those that the page holds already are to be ignored. */
  | { type: 'entries'; conversation: string; turnId: string; index: number; entries: Entry[] }
  | { type: 'experiment'; id: string; side: 'before' | 'after'; turn: TurnRecord }
  | { type: 'mode'; mode: Mode }
  | { type: 'breaker'; breaker: Breaker }
  | { type: 'recordings'; recordings: RecordingInfo[]; saved?: string }
  | { type: 'recording'; name: string; recording: Recording }
  /** `problem`: file, line and fix; absent when the template is good. */
  | { type: 'template'; name: Template['name']; problem?: string; written: boolean }
  | { type: 'templates'; templates: Template[] }
  | { type: 'pong' }
  /** `command`: the type of the one refused, and `id` that of an experiment. */
  | { type: 'error'; command?: Command['type']; id?: string; code: string; message: string };

/** Reads one frame. @returns the command, or a message that says which field was expected to be what. */
export function parseCommand(frame: string): { ok: true; command: Command } | { ok: false; message: string } {
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    return { ok: false, message: 'The frame is not JSON.' };
  }
  const parsed = commandSchema.safeParse(value);
  if (parsed.success) return { ok: true, command: parsed.data };
  const issue = parsed.error.issues[0];
  return {
    ok: false,
    message: `Field "${issue?.path.join('.') || 'type'}": ${issue?.message ?? 'invalid'}.`,
  };
}
