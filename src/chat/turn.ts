/** READ FIRST. The product as one generator: standalone query, retrieve, answer, cite, ground, follow-ups. */
import type { Answerer, AnswerOptions, AnswerTask } from '../answer/answerer.ts';
import { followUps } from '../answer/follow-ups.ts';
import { checkGrounding } from '../answer/grounding.ts';
import { careerTurn } from '../career/converse.ts';
import type { Career } from '../career/schema.ts';
import type { PastTurn } from '../domain.ts';
import { AppError, toWireError } from '../errors.ts';
import type { AnswererName, Citation, Notice, Outcome, TurnEvent } from '../protocol.ts';
import type { Retriever } from '../retrieval/retrieve.ts';
import type { Trace } from '../trace.ts';
import { findAct } from '../understanding/acts.ts';
import { readManner } from '../understanding/manner.ts';
import { careerEvents } from './career-events.ts';
import { type LookUpTuning, lookUp } from './look-up.ts';
import { groundDetail, guardDetail } from './trace-details.ts';

export interface TurnInput {
  turnId: string;
  /** At most `WIRE_LIMITS.maxQuestionChars`, without control characters. */
  question: string;
  /** Earlier turns of the conversation, oldest first. */
  past: readonly PastTurn[];
}

/**
 * Runs one turn. Never throws once started: exactly one of `turn.completed`, `turn.failed` and
 * `turn.cancelled` is yielded, last. Returns the turn as later turns will see it.
 */
export type RunTurn = (input: TurnInput, options: AnswerOptions) => AsyncGenerator<TurnEvent, PastTurn>;

export interface TurnParts {
  /** The current version of the knowledge; asked once a turn, so that a turn never sees two. */
  retriever: () => Retriever;
  /** The current version of the career tools' files; undefined where the owner has none. */
  career?: () => Career | undefined;
  rules: Answerer;
  /** Absent: no model is configured. */
  llm?: Answerer;
  /** Why the model is not asked now although there is one; undefined while it may be. */
  modelOff?: () => Notice | undefined;
  /** Settings to be tried out; visitors get the defaults. */
  tuning?: LookUpTuning;
  /** Told of a model that failed, for the operator's log. */
  onModelFailure?: (error: unknown) => void;
  /** Told why a turn failed, for the operator's log: the visitor reads a fixed text only. */
  onFailure?: (error: unknown) => void;
}

/** Binds the parts of a turn together. */
export function createRunTurn(parts: TurnParts): RunTurn {
  const { retriever, career, rules, llm, modelOff, tuning, onModelFailure, onFailure } = parts;
  return async function* runTurn({ turnId, question, past }, options) {
    const { signal, trace } = options;
    let text = '';
    let standaloneQuery = question;
    let memory: Record<string, unknown> | undefined;
    const citations: Citation[] = [];
    let outcome: Outcome = 'failed';
    let answerer: Answerer = rules;
    const record = (): PastTurn => ({
      turnId,
      question,
      answer: text,
      answerer: answerer.name,
      outcome,
      citations,
      standaloneQuery,
      ...(memory ? { memory } : {}),
    });

    yield { type: 'turn.started', turnId, question };
    try {
      const search = retriever();
      yield { type: 'turn.stage', turnId, stage: 'searching', count: search.knowledge.passages.length };

      const guarded = trace?.start('guard');
      // What was typed is shown and kept; what was most likely meant is understood.
      const meant = search.respell(question);
      const act = findAct(meant, { isKnown: search.knows });
      const { asks, sentences } = act === 'question' ? readManner(meant) : { asks: meant };
      const tools = career?.();
      const talk =
        tools && careerTurn({ career: tools, knowledge: search.knowledge, question: asks, act, past });
      if (talk) memory = { career: talk.memory };
      guarded?.(() => guardDetail(question, act, talk?.reply));
      if (talk?.reply) {
        const used = trace?.start('tool');
        standaloneQuery = talk.reply.standaloneQuery ?? question;
        if (talk.reply.listed) memory = { ...memory, listed: talk.reply.listed };
        for (const event of careerEvents(turnId, talk.reply, search.knowledge)) {
          if (signal.aborted) throw new AppError('cancelled', 'the turn was cancelled');
          if (event.type === 'answer.delta') text += event.text;
          if (event.type === 'turn.completed') outcome = event.outcome;
          if (event.type === 'answer.citation') {
            const { type: _type, turnId: _turnId, ...citation } = event;
            citations.push(citation);
          }
          yield event;
        }
        used?.(() => ({ name: talk.reply?.figure?.kind ?? 'conversation', outcome, memory: talk.memory }));
        return record();
      }
      const looked = await lookUp({
        asking: options,
        hasModel: llm !== undefined,
        question: asks,
        act,
        past,
        search,
        ...(trace ? { trace } : {}),
        ...(tuning ? { tuning } : {}),
        ...(talk?.profile ? { profile: talk.profile } : {}),
        ...(talk?.background ? { background: talk.background } : {}),
      });
      const { query, isAnswerable } = looked;
      const task: AnswerTask =
        sentences === undefined ? looked.task : { ...looked.task, manner: { sentences, message: meant } };
      standaloneQuery = query.text;
      for (const key of ['topic', 'focus', 'unsaid', 'sides'] as const) {
        if (query[key] !== undefined) memory = { ...memory, [key]: query[key] };
      }
      const hits = task.also ? [...task.hits, ...task.also.hits] : task.hits;
      yield { type: 'turn.stage', turnId, stage: 'reading', count: hits.length };

      const off = llm && isAnswerable ? modelOff?.() : undefined;
      if (off) trace?.start('fallback')(() => ({ reason: off }));
      else if (llm && isAnswerable) answerer = llm;
      let notice = off;
      let ended: Extract<TurnEvent, { type: 'turn.completed' }> | undefined;
      while (!ended) {
        try {
          for await (const event of answerer.answer(task, options)) {
            if (event.type === 'delta') {
              text += event.text;
              yield { type: 'answer.delta', turnId, text: event.text };
            } else if (event.type === 'citation') {
              citations.push(event.citation);
              yield { type: 'answer.citation', turnId, ...event.citation };
            } else {
              outcome = event.outcome;
              const { name } = answerer;
              ended = complete({
                turnId,
                name,
                end: event,
                text,
                citations,
                hits,
                past,
                question,
                search,
                trace,
              });
            }
          }
          if (!ended) throw new AppError('internal', `answerer "${answerer.name}" ended without an end`);
        } catch (error) {
          // The law: rules replace the model only while the visitor has been shown nothing.
          if (answerer === rules || text !== '' || signal.aborted) throw error;
          const code = error instanceof AppError ? error.code : 'internal';
          const reason = code === 'budget_spent' ? code : 'model_failed';
          if (reason === 'model_failed') onModelFailure?.(error);
          trace?.start('fallback')(() => ({ reason, code }));
          citations.length = 0;
          answerer = rules;
          notice = reason;
        }
      }
      // An assessment that waits is offered again.
      if (talk?.offer) ended = { ...ended, followUps: [talk.offer, ...ended.followUps.slice(0, 2)] };
      yield notice ? { ...ended, notice } : ended;
    } catch (error) {
      if (signal.aborted || (error instanceof AppError && error.code === 'cancelled')) {
        yield { type: 'turn.cancelled', turnId };
      } else {
        onFailure?.(error);
        yield { type: 'turn.failed', turnId, ...toWireError(text === '' ? error : asCut(error)) };
      }
    }
    return record();
  };
}

/** What ended an answer whose first words were shown: text that is not whole is said to be cut, whatever cut it. */
function asCut(error: unknown): unknown {
  const isPassing = error instanceof AppError && error.retryable && error.code.startsWith('upstream_');
  return isPassing ? new AppError('interrupted', 'cut', { retryable: true, cause: error }) : error;
}

/** The event that ends an answered turn, with what is checked and offered afterwards. */
function complete(turn: {
  turnId: string;
  name: AnswererName;
  end: {
    outcome: Outcome;
    finishReason: 'stop' | 'length';
    usage?: { inputTokens: number; outputTokens: number; estimated: boolean };
  };
  text: string;
  citations: readonly Citation[];
  hits: AnswerTask['hits'];
  past: readonly PastTurn[];
  question: string;
  search: Retriever;
  trace: Trace | undefined;
}): Extract<TurnEvent, { type: 'turn.completed' }> {
  const { turnId, name, end, text, citations, hits, past, question, search, trace } = turn;
  const cited = new Set(citations.map(({ passageId }) => passageId));
  const citedHits = hits.filter(({ passage }) => cited.has(passage.id));
  const grounded = end.outcome === 'answered' ? trace?.start('ground') : undefined;
  const grounding =
    end.outcome === 'answered'
      ? checkGrounding(
          text,
          citedHits.map(({ passage }) => passage),
        )
      : { score: 1, unsupported: [] };
  grounded?.(() => groundDetail(text, grounding, citedHits));
  const followed = trace?.start('follow-ups');
  const offered = followUps({
    hits,
    cited,
    asked: [...past.map((turn) => turn.question), question],
    search,
    isDeclined: end.outcome === 'abstained',
  });
  followed?.(() => ({ offered }));
  return {
    type: 'turn.completed',
    turnId,
    answerer: name,
    outcome: end.outcome,
    finishReason: end.finishReason,
    followUps: offered,
    grounding,
    ...(end.usage ? { usage: end.usage } : {}),
  };
}
