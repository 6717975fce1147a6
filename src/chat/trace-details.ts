/** What the trace tells of a turn's steps. Called only when somebody looks, so it may take its time. */
import type { Gap } from '../answer/covered.ts';
import { explainGrounding, SUPPORT } from '../answer/grounding.ts';
import type { CareerReply } from '../career/reply.ts';
import type { Hit, PastTurn } from '../domain.ts';
import { type Grounding, WIRE_LIMITS } from '../protocol.ts';
import type { Found, Retriever } from '../retrieval/retrieve.ts';
import type { Meaning } from '../retrieval/vectors.ts';
import { isConcept } from '../text/lexicon.ts';
import type { RankedPassage, SpanDetail } from '../trace.ts';
import type { Act } from '../understanding/acts.ts';
import type { StandaloneQuery } from './query.ts';

/** Passages shown beyond those kept, so that one sees what just missed. */
const BEYOND = 4;

export function guardDetail(question: string, act: Act, reply: CareerReply | undefined): SpanDetail<'guard'> {
  const tool = reply ? (reply.figure?.kind ?? 'conversation') : undefined;
  return {
    question,
    chars: question.length,
    maxChars: WIRE_LIMITS.maxQuestionChars,
    act,
    decision: tool
      ? 'a career tool answers: its sums are exact'
      : act === 'question'
        ? 'look it up in the knowledge'
        : 'no question about the topic: the rules reply, no model is asked',
    ...(tool ? { tool } : {}),
  };
}

export function queryDetail(
  question: string,
  query: StandaloneQuery,
  past: readonly PastTurn[],
): SpanDetail<'query'> {
  const leansOn = past.find(({ turnId }) => turnId === query.dependsOn);
  return {
    question,
    standaloneQuery: query.text,
    rule: query.rule,
    ...(leansOn ? { dependsOn: { turnId: leansOn.turnId, question: leansOn.question } } : {}),
    carried: query.carried.map(({ text, weight }) => ({ text, weight })),
  };
}

export function retrieveDetail(looked: {
  query: StandaloneQuery;
  found: Found;
  gap: Gap | undefined;
  search: Retriever;
  coveredFrom: number;
  meaning?: Meaning | undefined;
}): SpanDetail<'retrieve'> {
  const { query, found, gap, search, coveredFrom, meaning } = looked;
  const { logOdds, ...evidence } = found.evidence;
  const kept = found.hits.map(({ passage }) => passage.id);
  const further = search
    .search({
      question: query.text,
      carried: query.carried,
      top: kept.length + BEYOND,
      ...(meaning ? { meaning } : {}),
    })
    .hits.filter(({ passage }) => !kept.includes(passage.id))
    .slice(0, BEYOND);
  const uncovered = gap ? { dropped: `the question is not covered: ${gap.reason}` } : {};
  const beyond = { dropped: kept.length === 0 ? 'retrieval is off' : `beyond the best ${kept.length}` };
  return {
    query: query.text,
    terms: found.terms.map(({ word, importance, isUnknown, alike }) => ({
      word,
      importance,
      isUnknown,
      alike: alike.filter(isConcept).map((concept) => concept.replace(/^@/, '')),
    })),
    corrections: found.corrections,
    searched: search.knowledge.passages.length,
    kept: kept.length,
    passages: [
      ...found.hits.map((hit) => ({ ...rankedPassage(hit), ...uncovered })),
      ...further.map((hit) => ({ ...rankedPassage(hit), ...beyond })),
    ],
    evidence,
    probability: logistic(logOdds),
    threshold: logistic(coveredFrom),
    logOdds,
    coveredFrom,
    ...(meaning ? { meaning: { best: meaning.best, isClose: meaning.isClose } } : {}),
    ...(gap ? { gap: tellGap(gap) } : {}),
  };
}

function tellGap(gap: Gap): string {
  if (gap.reason === 'outside') return `outside: ${gap.concept.name}`;
  return gap.reason === 'not told' ? `not told: ${gap.words.join(', ')} (${gap.sign})` : gap.reason;
}

function rankedPassage({ passage, document, score, meaning, coverage, matchedTerms }: Hit): RankedPassage {
  return {
    id: passage.id,
    documentId: document.id,
    title: document.title,
    heading: passage.headings.join(' › '),
    kind: document.kind,
    text: passage.text,
    score,
    ...(meaning ? { meaning } : {}),
    coverage,
    matched: matchedTerms,
  };
}

function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

export function groundDetail(
  text: string,
  { score }: Grounding,
  cited: readonly Hit[],
): SpanDetail<'ground'> {
  return {
    score,
    support: SUPPORT,
    sentences: explainGrounding(
      text,
      cited.map(({ passage }) => passage),
    ),
  };
}
