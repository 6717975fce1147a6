/** What a turn does inside, step by step: for the presenter's inspector and for recordings, never for a visitor. */
import { z } from 'zod';
import type { PastTurn } from './domain.ts';
import type { TurnEvent } from './protocol.ts';

const answerer = z.enum(['llm', 'rules']);
const count = z.number().int().nonnegative();

/** A passage as the search ranked it. `dropped`: why it is not answered from. */
const rankedPassage = z.object({
  id: z.string(),
  documentId: z.string(),
  title: z.string(),
  /** Heading path, joined with " › ". */
  heading: z.string(),
  kind: z.enum(['article', 'notes']),
  text: z.string(),
  score: z.number(),
  /** Where meaning counts: the score by words alone, and the cosine of passage and question, if there is a vector yet. */
  meaning: z.object({ lexical: z.number(), cosine: z.number().optional() }).optional(),
  /** Share of the query's weight that its words cover, 0 to 1. */
  coverage: z.number(),
  /** Words of the query, as typed, that it holds. */
  matched: z.array(z.string()),
  dropped: z.string().optional(),
});
export type RankedPassage = z.infer<typeof rankedPassage>;

/** A message of a prompt in pieces; `variable` names the template's variable whose value a piece is. */
const markedMessage = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  parts: z.array(z.object({ text: z.string(), variable: z.string().optional() })),
});
export type MarkedMessage = z.infer<typeof markedMessage>;

/** Every step by name, with what it tells. A step may occur twice in a turn, e.g. where rules follow a failed model. */
const details = {
  /** What kind of message it is, before anything is searched. `tool`: the career tool that answers it. */
  guard: z.object({
    question: z.string(),
    chars: count,
    maxChars: count,
    act: z.string(),
    decision: z.string(),
    tool: z.string().optional(),
  }),
  /** How the question was made to stand alone. */
  query: z.object({
    question: z.string(),
    standaloneQuery: z.string(),
    rule: z.string(),
    dependsOn: z.object({ turnId: z.string(), question: z.string() }).optional(),
    /** Words of earlier turns that are searched too, with what they weigh beside those of the question (1). */
    carried: z.array(z.object({ text: z.string(), weight: z.number() })),
  }),
  /** What was found, best first, kept and dropped, and whether it carries the question. */
  retrieve: z.object({
    query: z.string(),
    /** What was searched for: `importance` is what a word says about a passage that holds it. */
    terms: z.array(
      z.object({
        word: z.string(),
        importance: z.number(),
        isUnknown: z.boolean(),
        alike: z.array(z.string()),
      }),
    ),
    corrections: z.array(z.object({ typed: z.string(), read: z.array(z.string()) })),
    /** Passages in the knowledge, and how many of `passages`, from the first, were handed on. */
    searched: count,
    kept: count,
    passages: z.array(rankedPassage),
    /** Named shares and counts that the evidence is made of. */
    evidence: z.record(z.string(), z.number()),
    /** Probability, 0 to 1, that the question is answerable, and the one from which it counts as covered. */
    probability: z.number(),
    threshold: z.number(),
    /** The same as log odds. */
    logOdds: z.number(),
    coveredFrom: z.number(),
    /** Present where meaning counted: the highest cosine, and whether it is beyond what unrelated questions reach. */
    meaning: z.object({ best: z.number(), isClose: z.boolean() }).optional(),
    /** Present: why the question is not covered. */
    gap: z.string().optional(),
  }),
  /** Why the rules answer although a model is configured. */
  fallback: z.object({ reason: z.string(), code: z.string().optional() }),
  /** The exact messages to the model. */
  compose: z.object({
    messages: z.array(markedMessage),
    parts: z.array(z.object({ name: z.string(), tokens: count })),
    estimatedTokens: count,
    maxTokens: count,
    /** Passages sent, in the order of their markers. */
    shown: z.array(z.string()),
    dropped: z.object({ turns: count, passageIds: z.array(z.string()) }),
    /** Hash of the templates. */
    prompts: z.string(),
  }),
  /**
   * Which sentences the rules weighed, best first, and which they say. `sides`: on a yes/no question, the side of each sentence
   * that was heard (yes, no, not always, depends), or by name the reason for which it leaves the question open.
   */
  decide: z.object({
    act: z.string(),
    type: z.string(),
    lead: z.string(),
    outcome: z.string(),
    sentences: z.array(
      z.object({
        text: z.string(),
        passageId: z.string(),
        score: z.number(),
        coverage: z.number(),
        chosen: z.boolean(),
      }),
    ),
    sides: z
      .array(z.object({ text: z.string(), side: z.string().optional(), open: z.string().optional() }))
      .optional(),
  }),
  /** The wait for the first words of a model. `failed`: the code of what came instead, and `why` in an operator's words. */
  'first-token': z.object({
    answerer,
    model: z.string().optional(),
    failed: z.string().optional(),
    why: z.string().optional(),
  }),
  /** The answer as it came. */
  stream: z.object({
    answerer,
    model: z.string().optional(),
    /** Pieces in which the model's text came, and their characters. */
    deltas: count.optional(),
    chars: count.optional(),
    finishReason: z.string().optional(),
    usage: z.object({ inputTokens: count, outputTokens: count, estimated: z.boolean() }).optional(),
    tokensPerSecond: z.number().optional(),
    /** In US dollars, where the model's price is known. */
    cost: z.number().optional(),
    failed: z.string().optional(),
    why: z.string().optional(),
  }),
  /** A career tool's own arithmetic. */
  tool: z.object({ name: z.string(), outcome: z.string(), memory: z.record(z.string(), z.unknown()) }),
  /** Each sentence with the cited passages that hold its rare words. */
  ground: z.object({
    score: z.number(),
    /** Share of a sentence's rare words that a passage must hold. */
    support: z.number(),
    sentences: z.array(
      z.object({
        text: z.string(),
        isSupported: z.boolean(),
        share: z.number(),
        passages: z.array(z.object({ id: z.string(), share: z.number() })),
      }),
    ),
  }),
  'follow-ups': z.object({ offered: z.array(z.string()) }),
} as const;

export type Stage = keyof typeof details;
export type SpanDetail<S extends Stage = Stage> = z.infer<(typeof details)[S]>;

/** In the order in which a turn goes through them. */
export const STAGES = Object.keys(details) as readonly Stage[];

/** Milliseconds since the turn began. */
const ms = z.number().nonnegative();

function spanOf<S extends Stage>(stage: S) {
  return z.object({ stage: z.literal(stage), startMs: ms, durationMs: ms, detail: details[stage] });
}

/** One timed step of a turn, told when it has ended. */
export const spanSchema = z.discriminatedUnion('stage', [
  spanOf('guard'),
  spanOf('query'),
  spanOf('retrieve'),
  spanOf('fallback'),
  spanOf('compose'),
  spanOf('decide'),
  spanOf('first-token'),
  spanOf('stream'),
  spanOf('tool'),
  spanOf('ground'),
  spanOf('follow-ups'),
]);
export type Span = z.infer<typeof spanSchema>;

/**
 * Told of the steps of one turn. Absent when nobody looks, so callers write `trace?.start(…)`.
 * `start` begins a step and returns what ends it. The detail is a function because it is only made when somebody reads
 * it, which may be minutes later: it must not depend on what changes meanwhile.
 */
export interface Trace {
  start<S extends Stage>(stage: S): (detail: (durationMs: number) => SpanDetail<S>) => void;
}

/** Watches one turn. Neither may throw. */
export interface TurnWatch {
  trace: Trace;
  /** Every event of the turn, in order, its end included. */
  event(event: TurnEvent): void;
}

/** Asked at the beginning of each turn. @returns nothing when nobody wants to see it. */
export type ObserveTurns = (turn: {
  conversationId: string;
  turnId: string;
  question: string;
  past: readonly PastTurn[];
}) => TurnWatch | undefined;
