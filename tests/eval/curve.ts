/** The trade-off between answering wrongly and withholding what is right, over the threshold of evidence. */
import { createRulesAnswerer } from '../../src/answer/rules/rules.ts';
import { loadCareer } from '../../src/career/load.ts';
import { createRunTurn } from '../../src/chat/turn.ts';
import type { Knowledge } from '../../src/domain.ts';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import type { CaseRecord } from './converse.ts';
import { type Rate, rateOf } from './metrics.ts';
import { converseAll, isDeclined, mustBeAnswered, mustBeDeclined, SETS } from './run.ts';
import { readSet, type Split } from './sets.ts';

/** What a threshold of the log odds would do; at 0 the product stands. */
export interface CurvePoint {
  threshold: number;
  /** Questions that must not be answered, and were. */
  wronglyAnswered: Rate;
  /** Answerable questions that were answered, but not rightly. */
  answeredWrongly: Rate;
  /** Of the answers that are right when evidence never stops one, those that were withheld. */
  rightWithheld: Rate;
}

const THRESHOLDS = Array.from({ length: 13 }, (_, i) => i / 2 - 3);
/** Below every log odds: nothing is held back for want of evidence. */
const NONE = -1e6;

/** Puts the standalone questions of one knowledge to it at each threshold. */
export async function tradeOff(
  knowledge: Knowledge,
  { name, path, splits }: { name: string; path: string; splits: readonly Split[] },
): Promise<CurvePoint[]> {
  const cases = SETS.filter((set) => set.knowledge === name && set.name !== 'smalltalk')
    .flatMap((set) => readSet(set.name))
    .filter(({ turns, split }) => turns.length === 1 && splits.includes(split));
  const inner = createRetriever(knowledge);
  const career = await loadCareer(path);
  const at = (threshold: number) => {
    // Moves every log odds down by the threshold, so that the product's own border of 0 stands where it is wanted.
    const shifted: typeof inner = {
      ...inner,
      search(search) {
        const found = inner.search(search);
        const logOdds = found.evidence.logOdds - threshold;
        return { ...found, evidence: { ...found.evidence, logOdds } };
      },
    };
    const runTurn = createRunTurn({
      retriever: () => shifted,
      career: () => career,
      rules: createRulesAnswerer(),
    });
    return converseAll({ runTurn, retriever: () => shifted }, cases, 1);
  };

  const turnOf = ({ turns }: CaseRecord) => turns.slice(0, 1);
  const isRight = ({ turns }: CaseRecord) => turns.every(({ problems }) => problems.length === 0);
  const right = new Set((await at(NONE)).filter(isRight).map((record) => record.case.id));
  const points: CurvePoint[] = [];
  for (const threshold of THRESHOLDS) {
    const records = await at(threshold);
    const answerable = records.filter((record) => turnOf(record).some(mustBeAnswered));
    const isAnswered = (record: CaseRecord) => !turnOf(record).some(isDeclined);
    points.push({
      threshold,
      wronglyAnswered: rateOf(
        records.filter((record) => turnOf(record).some(mustBeDeclined)),
        isAnswered,
      ),
      answeredWrongly: rateOf(answerable, (record) => isAnswered(record) && !isRight(record)),
      rightWithheld: rateOf(
        answerable.filter((record) => right.has(record.case.id)),
        (record) => !isAnswered(record),
      ),
    });
  }
  return points;
}
