/**
 * THE WIRE: everything that crosses the visitor's socket, and nothing else.
 * The server parses requests with these schemas; the widget imports the types only.
 */
import { z } from 'zod';
import type { Figure } from './figures.ts';

/** Raised when an older client could misread an event. Adding an event or an optional field does not raise it. */
export const PROTOCOL_VERSION = 1;

/** Hard limits of the wire. Past one, the request gets an `error` event or the socket a close code, as noted. */
export const WIRE_LIMITS = {
  /** Bytes of one frame from the browser; past it the socket closes with 1009. */
  maxPayloadBytes: 64 * 1024,
  /** Characters of one question; past it an `error` with code `too_long`. */
  maxQuestionChars: 2000,
  /** Characters of a feedback comment; past it an `error` with code `bad_request`. */
  maxCommentChars: 1000,
  /** Bytes queued for a slow reader before its socket closes with `CLOSE.slow`. */
  maxQueuedBytes: 1024 * 1024,
  /** Milliseconds between server pings; a peer that stays silent for two of them is dropped. */
  heartbeatMs: 20_000,
} as const;

/** Close codes. 4000-4499: reconnecting may help. 4500-4999: it will not. */
export const CLOSE = {
  /** The server shuts down; reconnect and resume. */
  restart: 1012,
  /** No `hello` within ten seconds of connecting. */
  helloTimeout: 4000,
  /** The reader was too slow for its queue; reconnect and resume. */
  slow: 4008,
  /** Went on sending after many `error`s with code `rate_limited`; reconnect after a while. */
  limited: 4029,
  /** Too many requests that cannot be read. */
  abuse: 4500,
  /** This client speaks a version that the server no longer does; reload the page. */
  version: 4501,
} as const;

const id = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'expected 8 to 64 letters, digits, - or _');
const seq = z.number().int().nonnegative();

/** Frames from the browser. Unknown fields are dropped, an unknown `type` is answered with an `error`. */
const requestSchema = z.discriminatedUnion('type', [
  /** First frame. Names the conversation to go on with and the last event seen of it. */
  z.object({
    type: z.literal('hello'),
    protocolVersion: z.number().int(),
    conversationId: id.optional(),
    lastSeq: seq.optional(),
  }),
  /**
   * Asks a question. `turnId` is the client's: the same one sent twice is one turn. `replaces` asks the newest turn
   * anew, in the same words or others: it leaves the conversation, for readers and for later turns.
   */
  z.object({ type: z.literal('ask'), turnId: id, text: z.string(), replaces: id.optional() }),
  /** Stops a running turn and its upstream call. Closing the socket does not. */
  z.object({ type: z.literal('cancel'), turnId: id }),
  z.object({
    type: z.literal('feedback'),
    turnId: id,
    rating: z.enum(['up', 'down']),
    comment: z.string().max(WIRE_LIMITS.maxCommentChars).optional(),
  }),
  /** Deletes the conversation and everything kept about it. */
  z.object({ type: z.literal('forget') }),
  /** Liveness probe of a browser, which cannot see protocol pings. */
  z.object({ type: z.literal('ping') }),
]);
export type Request = z.infer<typeof requestSchema>;

/** Who produced an answer. */
export type AnswererName = 'llm' | 'rules';

/** What a finished turn amounts to. `abstained`: no evidence in the knowledge. `refused`: out of scope or unsafe. */
export type Outcome = 'answered' | 'abstained' | 'refused' | 'smalltalk' | 'failed';

/** A marker `[n]` in the answer text, and the passage it stands on. */
export interface Citation {
  /** The number shown as `[n]`; counts from 1 within its answer. */
  marker: number;
  passageId: string;
  documentId: string;
  /** Title of the document. */
  title: string;
  /** Heading path within the document, joined with " › "; empty for text before the first heading. */
  heading: string;
  kind: 'article' | 'notes';
  url?: string;
  /** The exact supporting words of the passage. */
  quote: string;
}

export interface Usage {
  inputTokens: number;
  outputTokens: number;
  /** True when the upstream sent no usage and we counted ourselves. */
  estimated: boolean;
}

/** How well an answer stands on its citations. */
export interface Grounding {
  /** Share of the answer's sentences that a cited passage supports, 0 to 1. */
  score: number;
  /** Indexes (from 0) of sentences that no cited passage supports. */
  unsupported: number[];
  /** Where those sentences stand in the answer's text, as [start, end) in UTF-16 units. Absent in older turns. */
  spans?: [start: number, end: number][];
}

/** The part of a turn that the visitor sees before any text. */
export type StageName = 'searching' | 'reading' | 'writing';

/** Why the rules answered although a model is configured. */
export type Notice = 'model_failed' | 'model_off' | 'budget_spent';

/** Events of one turn, before the conversation numbers them. Exactly one of the last three ends a turn. */
export type TurnEvent =
  /** `replaces`: turns that this one stands for, which a client drops. */
  | { type: 'turn.started'; turnId: string; question: string; replaces?: string[] }
  /** `count`: how many passages are searched or read, where the stage has such a number. */
  | { type: 'turn.stage'; turnId: string; stage: StageName; count?: number }
  /** Append-only. */
  | { type: 'answer.delta'; turnId: string; text: string }
  /** Always comes before the delta that holds its marker. */
  | ({ type: 'answer.citation'; turnId: string } & Citation)
  /** Comes after the citations that it names by `marker`, and before the text, which is whole without it. */
  | { type: 'answer.figure'; turnId: string; figure: Figure }
  | {
      type: 'turn.completed';
      turnId: string;
      answerer: AnswererName;
      outcome: Outcome;
      finishReason: 'stop' | 'length';
      followUps: string[];
      grounding: Grounding;
      notice?: Notice;
      usage?: Usage;
    }
  | {
      type: 'turn.failed';
      turnId: string;
      code: string;
      message: string;
      retryable: boolean;
      retryAfterMs?: number;
    }
  | { type: 'turn.cancelled'; turnId: string };

/** State of a turn in a snapshot. `interrupted`: its server died; the text is known to be incomplete. */
export type TurnState = 'running' | 'completed' | 'failed' | 'cancelled' | 'interrupted';

/** Everything known of one turn: replaces what the client holds of it, so receiving it twice changes nothing. */
export interface TurnSnapshot {
  type: 'turn.snapshot';
  turnId: string;
  question: string;
  /** As in `turn.started`. */
  replaces?: string[];
  text: string;
  citations: Citation[];
  /** Absent where the answer has none. */
  figures?: Figure[];
  state: TurnState;
  /** The event that ended the turn, once it has ended. */
  end?: Extract<TurnEvent, { type: 'turn.completed' | 'turn.failed' | 'turn.cancelled' }>;
}

/** Frames to the browser. Events of a conversation carry its `seq`, which only grows. Unknown ones are ignored. */
export type Event =
  | {
      type: 'ready';
      conversationId: string;
      answerer: AnswererName;
      starters: string[];
      /** How many passages the knowledge holds. */
      passages: number;
      /** True: every event after `lastSeq` follows. False: history starts afresh with the snapshots that follow. */
      recovered: boolean;
    }
  | (TurnSnapshot & { seq: number })
  | (TurnEvent & { seq: number })
  | { type: 'forgotten' }
  | { type: 'pong' }
  /** A request that started no turn. `turnId` is that of the `ask`, `cancel` or `feedback` it answers. */
  | { type: 'error'; code: string; message: string; retryAfterMs?: number; turnId?: string };

/** Reads one frame. @returns the request, or a message that says which field was expected to be what. */
export function parseRequest(frame: string): { ok: true; request: Request } | { ok: false; message: string } {
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    return { ok: false, message: 'The frame is not JSON.' };
  }
  const parsed = requestSchema.safeParse(value);
  if (parsed.success) return { ok: true, request: parsed.data };
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || 'type';
  return { ok: false, message: `Field "${field}": ${issue?.message ?? 'invalid'}.` };
}
