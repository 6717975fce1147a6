/** Says that something is not covered: what exactly, and what is. */
import { words } from '../../text/tokenize.ts';
import { tellsOfOneself } from '../../understanding/question.ts';
import type { AnswerTask } from '../answerer.ts';
import type { Gap } from '../covered.ts';
import { rankSentences } from './answer.ts';
import { leans } from './choose.ts';
import { PHRASES } from './phrases.ts';
import type { Said } from './rules.ts';

/** Share of the question that a sentence must hold to be shown as the nearest there is. */
const NEAR_COVERAGE = 0.35;
/** Words named at most. */
const MAX_NAMED = 2;

/** An honest "not covered", with the nearest section that is. */
export function abstain(task: AnswerTask, gap: Gap): Said {
  const { terms, question } = task;
  const unknown =
    gap.reason === 'not told'
      ? gap.words
      : terms.filter(({ isUnknown, weight }) => isUnknown && weight === 1).map(({ word }) => word);
  // What is told elsewhere, and not of this, is no word that the articles lack.
  const isTold = terms.some(({ word, isUnknown }) => unknown.includes(word) && !isUnknown);
  const named = unknown
    .map((word) => asTyped(question, word))
    .slice(0, MAX_NAMED)
    .map((word) => `“${word}”`);
  const what =
    gap.reason === 'outside'
      ? PHRASES.outside(gap.concept.name)
      : named.length > 0
        ? (isTold ? PHRASES.notToldOf : PHRASES.notCoveredWord)(named.join(' or '))
        : gap.reason === 'no such figure'
          ? PHRASES.noFigure
          : PHRASES.notCovered;
  if (tellsOfOneself(question)) return { lead: PHRASES.told, statements: [], outcome: 'abstained' };
  const isNear = gap.reason === 'little evidence' && gap.isNear;
  const nearest = isNear ? rankSentences(task)[0] : undefined;
  if (nearest && nearest.coverage >= NEAR_COVERAGE && !leans(nearest.text)) {
    const statements = [{ text: nearest.text, from: nearest }];
    return { lead: `${what} ${PHRASES.nearestSentence}`, statements, outcome: 'abstained' };
  }
  const topic = nearestTopic(task);
  return {
    lead: topic === undefined ? what : `${what} ${PHRASES.nearest(topic)}`,
    statements: [],
    outcome: 'abstained',
  };
}

/** What the best passage is headed by, where it holds a word that was asked: of bread nothing is near. */
function nearestTopic({ hits: [near], standaloneQuery }: AnswerTask): string | undefined {
  const asked = new Set(words(standaloneQuery).map(({ word }) => word));
  if (!near?.matchedTerms.some((word) => asked.has(word))) return undefined;
  return near.passage.headings.at(-1) ?? near.document.title;
}

/** A folded word as the visitor wrote it. */
function asTyped(question: string, word: string): string {
  const at = question.toLowerCase().indexOf(word);
  return at < 0 ? word : question.slice(at, at + word.length);
}
