/** Has a conversation of a question set with Crossroads, and keeps what its judges need to know. */
import type { Answering } from '../../src/answering.ts';
import { lookUp } from '../../src/chat/look-up.ts';
import { askOnce } from '../../src/cli/ask.ts';
import type { Hit, PastTurn, TraceSpan } from '../../src/domain.ts';
import type { Retriever } from '../../src/retrieval/retrieve.ts';
import type { Act } from '../../src/understanding/acts.ts';
import { citationProblems } from './citations.ts';
import { type Expectation, judge } from './judge.ts';
import type { Case } from './sets.ts';

export type Reply = Awaited<ReturnType<typeof askOnce>>;

export interface TurnRecord {
  message: string;
  expect: Expectation;
  reply: Reply;
  /** What the answer lacks; empty when it is right. */
  problems: string[];
  citationProblems: string[];
  /** Documents of the passages found, best first; absent where a tool answered without a search. */
  found?: string[];
  /** Share of the answer's sentences that their cited passages support, 0 to 1. */
  grounding: number;
}

export interface CaseRecord {
  case: Case;
  turns: TurnRecord[];
}

/** Asks every turn of a case, in order. */
export async function converse(
  answering: Pick<Answering, 'runTurn' | 'retriever'>,
  asked: Case,
): Promise<CaseRecord> {
  const past: PastTurn[] = [];
  const turns: TurnRecord[] = [];
  for (const { message, expect } of asked.turns) {
    const spans: TraceSpan[] = [];
    const traced: Pick<Answering, 'runTurn'> = {
      runTurn: (input, options) =>
        answering.runTurn(input, { ...options, trace: (span) => spans.push(span) }),
    };
    const before = [...past];
    let grounding = 1;
    const reply = await askOnce(traced, past, message, (event) => {
      if (event.type === 'turn.completed') grounding = event.grounding.score;
    });
    const hits = searched(spans, before, answering.retriever());
    const passages = hits?.map(({ passage }) => passage) ?? answering.retriever().knowledge.passages;
    turns.push({
      message,
      expect,
      reply,
      problems: judge(expect, reply, turns.at(-1)?.reply),
      citationProblems: citationProblems({
        ...reply,
        allowed: new Map(passages.map(({ id, text }) => [id, text])),
        isVerbatim: reply.answerer === 'rules' && hits !== undefined,
      }),
      ...(hits ? { found: hits.map(({ document }) => document.id) } : {}),
      grounding,
    });
  }
  return { case: asked, turns };
}

/** What a turn searched, looked up once more with what its trace says of the question; undefined when it did not search. */
function searched(
  spans: readonly TraceSpan[],
  past: readonly PastTurn[],
  search: Retriever,
): Hit[] | undefined {
  const detail = spans.find(({ stage }) => stage === 'query')?.detail;
  if (!detail) return undefined;
  // The trace is for people, so its details are untyped.
  const { question, act } = detail as { question: string; act: Act };
  const { task } = lookUp({ question, act, past, search });
  return [...task.hits, ...(task.also?.hits ?? [])];
}

/** A failed conversation as a person reads it. */
export function tellFailure({ case: { id, group }, turns }: CaseRecord): string {
  const lines = turns.flatMap(({ message, reply, problems, citationProblems }) => [
    `  > ${message}`,
    `  < (${reply.outcome}) ${reply.answer.replaceAll('\n', '\n    ')}`,
    ...[...problems, ...citationProblems].map((problem) => `    !! ${problem}`),
  ]);
  return [`✗ ${id} [${group}]`, ...lines].join('\n');
}
