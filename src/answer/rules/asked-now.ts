/** What a follow-up asks beyond what was asked before, and how much of that a sentence holds. */
import { terms as contentTerms } from '../../text/tokenize.ts';
import type { AnswerTask } from '../answerer.ts';
import { answerTypeTest } from './answer-type.ts';
import type { ScoredSentence } from './select.ts';

/** What a sentence counts for that holds the kind of thing asked for, where no word asked now names anything. */
const KIND_HELD = 0.8;
/** What the words of the whole question count for beside those asked now. */
const COVERED_CREDIT = 0.5;

/** "How long": the kind of thing asked for, which an answer names by another word. */
const KIND_WORD =
  /^(?:long|often|old|soon|fast|quickly|high|deep|far|wide|tall|thick|thin|heavy|hot|warm|cold|big|large|late|early|much|many)$/;

/** The terms of the message that the last one answered did not hold. */
function wordsAskedNow({ question, terms, past }: AnswerTask): AnswerTask['terms'] {
  const [said, before] = [
    question,
    past.findLast(({ outcome }) => outcome === 'answered')?.question ?? '',
  ].map((text) => new Set(contentTerms(text).map(({ term }) => term)));
  return terms.filter(({ term }) => said?.has(term) && !before?.has(term));
}

/** How much of what is asked now, and was not asked before, a sentence holds: 0 to 1. */
export function askedNow(
  task: AnswerTask,
  scored: readonly ScoredSentence[],
): (sentence: ScoredSentence) => number {
  const now = wordsAskedNow(task);
  const test = answerTypeTest(task.question);
  const holds = ({ terms: found, text }: ScoredSentence) => {
    const isKind = test.wantsFigure && test.weigh(text) > 0;
    const held = now.filter(
      ({ term, word, alike }) =>
        found.has(term) || alike.some((other) => found.has(other)) || (isKind && KIND_WORD.test(word)),
    );
    const total = now.reduce((sum, { importance }) => sum + importance, 0);
    if (total === 0) return test.weigh(text) > 0 ? KIND_HELD : 0;
    return held.reduce((sum, { importance }) => sum + importance, 0) / total;
  };
  // What no sentence holds tells none apart: then those that hold most of the whole question may be said again.
  const isHeld = scored.some((sentence) => holds(sentence) > 0);
  return (sentence) =>
    isHeld ? Math.max(holds(sentence), COVERED_CREDIT * sentence.coverage) : sentence.coverage;
}
