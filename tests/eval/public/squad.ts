/** Measures passages, sentences, answers and refusals on SQuAD: each article is a knowledge folder of its own. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { findGap } from '../../../src/answer/covered.ts';
import { createRulesAnswerer } from '../../../src/answer/rules/rules.ts';
import { scoreSentences } from '../../../src/answer/rules/select.ts';
import { createRunTurn } from '../../../src/chat/turn.ts';
import { askOnce } from '../../../src/cli/ask.ts';
import { loadKnowledge } from '../../../src/knowledge/load.ts';
import { createRetriever, type Retriever } from '../../../src/retrieval/retrieve.ts';
import { auc, mean, percentile, rateOf, refusedKeeping, share } from '../metrics.ts';
import { type PublicFigure, part, score, size } from './figures.ts';
import { readLines } from './lines.ts';

export const questionSchema = z.object({
  article: z.string(),
  question: z.string(),
  /** Place of the paragraph that answers, from 0. */
  paragraph: z.number(),
  answers: z.array(z.string()),
  is_impossible: z.boolean(),
});
const offTopicSchema = z.object({ kb_article: z.string(), question: z.string() });

/** What was found for an answerable question. */
interface Found {
  /** Paragraphs of each passage, best first: the loader splits long ones and joins short ones. */
  paragraphs: number[][];
  goldParagraph: number;
  /** Of the best sentences, whether each holds an answer. */
  sentencesHold: boolean[];
  answerHolds: boolean;
  isAnswered: boolean;
  words: number;
}

interface Evidence {
  kind: 'answerable' | 'impossible' | 'off-topic';
  logOdds: number;
  /** Whether the product would answer. */
  isCovered: boolean;
}

export async function measureSquad(dir: string): Promise<PublicFigure[]> {
  const questions = await readLines(join(dir, 'questions.jsonl'), questionSchema);
  const offTopic = await readLines(join(dir, 'off-topic.jsonl'), offTopicSchema);
  const found: Found[] = [];
  const evidence: Evidence[] = [];
  const times: number[] = [];
  for (const article of new Set(questions.map((question) => question.article))) {
    const file = join(dir, 'kb', `${article}.md`);
    const retriever = createRetriever(await loadKnowledge(file));
    const paragraphsIn = paragraphsOf(await readFile(file, 'utf8'));
    const weigh = (kind: Evidence['kind'], question: string) => {
      const started = performance.now();
      const result = retriever.search({ question });
      times.push(performance.now() - started);
      const isCovered = findGap(question, result, retriever.lexicon) === undefined;
      evidence.push({ kind, logOdds: result.evidence.logOdds, isCovered });
      return result;
    };
    for (const { question, paragraph, answers, is_impossible } of questions.filter(
      (one) => one.article === article,
    )) {
      const { hits, terms } = weigh(is_impossible ? 'impossible' : 'answerable', question);
      if (is_impossible) continue;
      const holds = (text: string) => answers.some((answer) => plain(text).includes(plain(answer)));
      const best = scoreSentences({ question, hits, query: terms, lexicon: retriever.lexicon });
      found.push({
        paragraphs: hits.map(({ passage }) => paragraphsIn(passage.range)),
        goldParagraph: paragraph,
        sentencesHold: best.slice(0, 3).map(({ text }) => holds(text)),
        ...(await answerTo(retriever, question, holds)),
      });
    }
    for (const { question } of offTopic.filter(({ kb_article }) => kb_article === article)) {
      weigh('off-topic', question);
    }
  }
  return [...figuresOf(found), ...refusals(evidence), ...searchTimes(times)];
}

/** The rules' whole answer, as a visitor would get it. */
async function answerTo(retriever: Retriever, question: string, holds: (text: string) => boolean) {
  const runTurn = createRunTurn({
    retriever: () => retriever,
    rules: createRulesAnswerer(),
  });
  const { answer, outcome } = await askOnce({ runTurn }, [], question);
  const text = answer.replace(/ ?\[\d+\]/g, '');
  return {
    answerHolds: outcome === 'answered' && holds(text),
    isAnswered: outcome === 'answered',
    words: text.match(/\S+/g)?.length ?? 0,
  };
}

function figuresOf(found: readonly Found[]): PublicFigure[] {
  const paragraph = (k: number) =>
    share(rateOf(found, (one) => one.paragraphs.slice(0, k).flat().includes(one.goldParagraph)));
  const sentence = (k: number) => share(rateOf(found, (one) => one.sentencesHold.slice(0, k).includes(true)));
  const answered = found.filter(({ isAnswered }) => isAnswered);
  return [
    part('SQuAD paragraph hit@1', paragraph(1), 0.88),
    part('SQuAD paragraph hit@3', paragraph(3), 0.96),
    part('SQuAD best sentence holds the answer', sentence(1), 0.82),
    part('SQuAD best three sentences hold it', sentence(3), 0.93),
    part('SQuAD whole answer holds it', share(rateOf(found, ({ answerHolds }) => answerHolds))),
    size('SQuAD words of an answer', mean(answered.map(({ words }) => words)), 'words'),
  ];
}

function refusals(evidence: readonly Evidence[]): PublicFigure[] {
  const of = (kind: Evidence['kind']) => evidence.filter((one) => one.kind === kind);
  const odds = (kind: Evidence['kind']) => of(kind).map(({ logOdds }) => logOdds);
  const covered = (kind: Evidence['kind']) => share(rateOf(of(kind), ({ isCovered }) => isCovered));
  return [
    part('off-topic refused, keeping 95 %', refusedKeeping(0.95, odds('answerable'), odds('off-topic'))),
    part(
      'off-topic refused, keeping 98 %',
      refusedKeeping(0.98, odds('answerable'), odds('off-topic')),
      0.98,
    ),
    score('off-topic AUC', auc(odds('answerable'), odds('off-topic'))),
    part('off-topic refused, at the threshold', 1 - covered('off-topic')),
    part('answerable kept, at the threshold', covered('answerable')),
    part('impossible refused, at the threshold', 1 - covered('impossible')),
    score('impossible AUC', auc(odds('answerable'), odds('impossible'))),
  ];
}

function searchTimes(times: readonly number[]): PublicFigure[] {
  return [
    size('SQuAD search p50', percentile(times, 0.5), 'ms', 1),
    size('SQuAD search p99', percentile(times, 0.99), 'ms', 10),
  ];
}

/** @returns the paragraphs, from 0, that a range of the file touches; the heading is not counted. */
export function paragraphsOf(text: string): (range: { start: number; end: number }) => number[] {
  const starts = [...text.matchAll(/(?<=\n\n+)[^\n]/g)].map(({ index }) => index);
  return ({ start, end }) =>
    starts.flatMap((from, i) => (from < end && (starts[i + 1] ?? text.length) > start ? [i] : []));
}

const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ');
