/** Runs the question sets against one answerer, and counts. */
import type { Answering } from '../../src/answering.ts';
import { type CaseRecord, converse, type TurnRecord } from './converse.ts';
import { mean, percentile, type Rate, rateOf } from './metrics.ts';
import { type Case, readSet, type Split } from './sets.ts';

/** The question sets, and the knowledge that each is put to. */
export const SETS = [
  { name: 'single', knowledge: 'own' },
  { name: 'dialogues', knowledge: 'own' },
  { name: 'out-of-scope', knowledge: 'own' },
  { name: 'smalltalk', knowledge: 'own' },
  { name: 'gardening', knowledge: 'gardening' },
  { name: 'gardening-dialogues', knowledge: 'gardening' },
  { name: 'gardening-out-of-scope', knowledge: 'gardening' },
  { name: 'bicycles', knowledge: 'bicycles' },
  { name: 'bicycles-dialogues', knowledge: 'bicycles' },
  { name: 'bicycles-out-of-scope', knowledge: 'bicycles' },
] as const;
export type KnowledgeName = (typeof SETS)[number]['knowledge'];
export type Answerings = Record<KnowledgeName, Pick<Answering, 'runTurn' | 'retriever'>>;

/** What is counted of some cases. */
export interface Counts {
  /** Cases in which every turn is right: a dialogue counts as a whole. */
  right: Rate;
  turns: Rate;
  /** Of the turns that were not answered, those that must not be: precision of abstaining. */
  abstainedRightly: Rate;
  /** Of the turns that must not be answered, those that were not: recall of abstaining. */
  abstained: Rate;
  /** Of the turns that must be answered, those that were not. */
  withheld: Rate;
  /** Answers whose every citation is valid; of rules, whose every sentence is one of its passage. */
  cited: Rate;
  /** Searches that find an expected document in first place, among the first three, among all that are read. */
  hit1: Rate;
  hit3: Rate;
  hit8: Rate;
}

export interface Result {
  answerer: 'rules' | 'llm';
  set: string;
  split: Split;
  counts: Counts;
  /** Mean reciprocal rank of the first expected document. */
  mrr: number;
  /** Mean share of sentences that their citations support, of what was answered. */
  grounding: number;
  /** Mean words of an answer, markers left out. */
  words: number;
  msP50: number;
  msP99: number;
}

export interface RunOptions {
  answerer: 'rules' | 'llm';
  sets: readonly string[];
  splits: readonly Split[];
  /** Conversations at a time. */
  concurrency: number;
}

/** @returns a result for each set and split, and one for all sets of a split together; and every conversation. */
export async function run(
  answerings: Answerings,
  { answerer, sets, splits, concurrency }: RunOptions,
): Promise<{ results: Result[]; records: CaseRecord[] }> {
  const results: Result[] = [];
  const records: CaseRecord[] = [];
  for (const split of splits) {
    const ofSplit: CaseRecord[] = [];
    for (const { name, knowledge } of SETS.filter((set) => sets.includes(set.name))) {
      const cases = readSet(name).filter((one) => one.split === split);
      const had = await converseAll(answerings[knowledge], cases, concurrency);
      results.push(sumUp(answerer, name, split, had));
      ofSplit.push(...had);
    }
    if (sets.length > 1) results.push(sumUp(answerer, 'all', split, ofSplit));
    records.push(...ofSplit);
  }
  return { results, records };
}

/** Has all conversations, in the order of the cases. */
export async function converseAll(
  answering: Pick<Answering, 'runTurn' | 'retriever'>,
  cases: readonly Case[],
  concurrency: number,
): Promise<CaseRecord[]> {
  const records: CaseRecord[] = [];
  for (let at = 0; at < cases.length; at += concurrency) {
    const batch = cases.slice(at, at + concurrency);
    records.push(...(await Promise.all(batch.map((one) => converse(answering, one)))));
  }
  return records;
}

const DECLINED = ['abstained', 'refused'];
const accepted = ({ expect }: TurnRecord) => [expect.outcome ?? []].flat();
export const mustBeAnswered = (turn: TurnRecord) =>
  accepted(turn).includes('answered') && !accepted(turn).some((outcome) => DECLINED.includes(outcome));
export const mustBeDeclined = (turn: TurnRecord) =>
  accepted(turn).length > 0 && accepted(turn).every((outcome) => DECLINED.includes(outcome));
export const isDeclined = ({ reply }: TurnRecord) => DECLINED.includes(reply.outcome);
/** Not answered, nor asked back where that is as good. */
export const isWithheld = (turn: TurnRecord) => !accepted(turn).includes(turn.reply.outcome);

/** Counts what happened in some conversations. */
export function sumUp(
  answerer: Result['answerer'],
  set: string,
  split: Split,
  records: readonly CaseRecord[],
): Result {
  const turns = records.flatMap((record) => record.turns);
  const decided = turns.filter((turn) => mustBeAnswered(turn) || mustBeDeclined(turn));
  const answers = turns.filter(({ reply }) => reply.outcome === 'answered');
  const ranks = turns.flatMap(({ expect: { documents }, found }) =>
    documents && found ? [found.findIndex((id) => documents.includes(id))] : [],
  );
  const within = (k: number) => rateOf(ranks, (rank) => rank >= 0 && rank < k);
  const times = turns.map(({ reply }) => reply.ms);
  return {
    answerer,
    set,
    split,
    counts: {
      right: rateOf(records, (record) => record.turns.every(({ problems }) => problems.length === 0)),
      turns: rateOf(turns, ({ problems }) => problems.length === 0),
      abstainedRightly: rateOf(decided.filter(isDeclined), mustBeDeclined),
      abstained: rateOf(turns.filter(mustBeDeclined), isDeclined),
      withheld: rateOf(turns.filter(mustBeAnswered), isWithheld),
      cited: rateOf(turns, ({ citationProblems }) => citationProblems.length === 0),
      hit1: within(1),
      hit3: within(3),
      hit8: within(8),
    },
    mrr: mean(ranks.map((rank) => (rank < 0 ? 0 : 1 / (rank + 1)))),
    grounding: mean(answers.map(({ grounding }) => grounding)),
    words: mean(answers.map(({ reply }) => reply.answer.replace(/\[\d+\]/g, '').match(/\S+/g)?.length ?? 0)),
    msP50: percentile(times, 0.5),
    msP99: percentile(times, 0.99),
  };
}
