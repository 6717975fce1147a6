/** The events of a turn as a recording holds them: what the page draws is checked, anything beyond it is kept as it is. */
import { z } from 'zod';
import type { TurnEvent } from '../protocol.ts';

const text = z.string();
const marker = z.number().int().positive();
const of = <T extends TurnEvent['type'], S extends z.ZodRawShape>(type: T, shape: S) =>
  z.looseObject({ type: z.literal(type), turnId: text, ...shape });

const schema = z.discriminatedUnion('type', [
  of('turn.started', { question: text }),
  of('turn.stage', { stage: z.enum(['searching', 'reading', 'writing']), count: z.number().optional() }),
  of('answer.delta', { text }),
  of('answer.citation', {
    marker,
    passageId: text,
    documentId: text,
    title: text,
    heading: text,
    kind: z.enum(['article', 'notes']),
    url: text.optional(),
    quote: text,
  }),
  of('answer.figure', {
    figure: z.looseObject({ kind: z.enum(['question', 'verdict', 'gap', 'comparison', 'plan']) }),
  }),
  of('turn.completed', {
    answerer: z.enum(['llm', 'rules']),
    outcome: z.enum(['answered', 'abstained', 'refused', 'smalltalk', 'failed']),
    finishReason: z.enum(['stop', 'length']),
    followUps: z.array(text),
    grounding: z.looseObject({ score: z.number(), unsupported: z.array(z.number()) }),
    notice: text.optional(),
    usage: z.object({ inputTokens: z.number(), outputTokens: z.number(), estimated: z.boolean() }).optional(),
  }),
  of('turn.failed', { code: text, message: text, retryable: z.boolean() }),
  of('turn.cancelled', {}),
]);

/** Figures and notices are checked no further than their kind: the page shows what it does not know as text. */
export const eventSchema = schema as unknown as z.ZodType<TurnEvent>;
