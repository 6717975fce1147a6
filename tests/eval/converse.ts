/** Has a conversation of a question set with Crossroads, and keeps what its judges need to know. */
import type { Answering } from '../../src/answering.ts';
import { askOnce } from '../../src/cli/ask.ts';
import type { PastTurn } from '../../src/domain.ts';
import { keepSpans } from '../support/spans.ts';
import { citationProblems } from './citations.ts';
import { type Expectation, judge } from './judge.ts';
import { watchSearches } from './searched.ts';
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
    const spans = keepSpans();
    const traced: Pick<Answering, 'runTurn'> = {
      runTurn: (input, options) => answering.runTurn(input, { ...options, trace: spans.trace }),
    };
    let grounding = 1;
    const retriever = answering.retriever();
    const { result: reply, passages } = await watchSearches(retriever, () =>
      askOnce(traced, past, message, (event) => {
        if (event.type === 'turn.completed') grounding = event.grounding.score;
      }),
    );
    const searches = spans.of('retrieve').map(({ detail }) => detail);
    const hits =
      searches.length === 0
        ? undefined
        : searches.flatMap(({ passages: ranked, kept }) => ranked.slice(0, kept));
    // "Why?" may be told by what an answer before cited; a career tool cites the owner's own reasons without a search.
    const before = new Set(turns.flatMap(({ reply }) => reply.citations.map(({ passageId }) => passageId)));
    const citable = hits
      ? [...passages, ...retriever.knowledge.passages.filter(({ id }) => before.has(id))]
      : retriever.knowledge.passages;
    turns.push({
      message,
      expect,
      reply,
      problems: judge(expect, reply, turns.at(-1)?.reply),
      citationProblems: citationProblems({
        ...reply,
        allowed: new Map(citable.map(({ id, text }) => [id, text])),
        isVerbatim: reply.answerer === 'rules' && hits !== undefined,
      }),
      ...(hits ? { found: hits.map(({ documentId }) => documentId) } : {}),
      grounding,
    });
  }
  return { case: asked, turns };
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
