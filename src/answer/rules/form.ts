/** What a sentence gains by its form: that of an answer to this kind of question. General English only. */

import type { Concept } from '../../text/lexicon.ts';
import { terms } from '../../text/tokenize.ts';
import { core, lastQuestion, picksByProperty } from '../../understanding/question.ts';
import type { AnswerTask } from '../answerer.ts';
import { contentOf } from './content.ts';
import { countedIn, counts } from './counted.ts';
import { demandOf, speaksOf } from './demand.ts';
import { IMPERATIVE } from './held.ts';
import { readRow } from './rows.ts';
import type { ScoredSentence } from './select.ts';

/** What each form counts for, on the scale of sentence scores. */
const BONUS = {
  contrast: 0.4,
  demand: 0.5,
  reason: 0.5,
  noReason: -0.6,
  advice: 0.5,
  defines: -0.5,
  who: 1.2,
  order: 0.3,
  counts: 1,
  inCase: 0.6,
};
/** Share of the question's own content from which a reason is one of what was asked, and a demand one for it. */
const HELD = { reason: 0.4, demand: 0.5, contrast: 0.9 };

/** Words with which a sentence sets two things against each other. */
export const CONTRASTS = /\b(?:while|whereas|unlike|but|instead|differ(?:s|ences?)?)\b/i;
const REASON =
  /\b(?:because|so that|therefore|due to|reasons?|(?:that|this|which) is why|comes? from|as a result|thanks to|otherwise|caused? by|(?:is|are) used to|uses? [\w -]{2,30} to(?= \w)|since (?!\d)|so (?!(?:that|far|on|much|many)\b)\w)/i;
const DENIAL = /\b(?:not|cannot|never|\w+n['’]t|cant|dont)\b/i;
const ASKS_IN_CASE = /^(?:what|and|but) (?:happens |do i do |do we do |can i do )?(?:if|when)\b/;
/** The case of a sentence, up to where it ends. */
const CASE = /\b(?:if|unless|in case|whoever|anyone who) ([^,;:.]{2,100})/i;
const ASKS_WHAT_TO_DO =
  /^how (?:do|can|could|should|shall|would|to|must)\b|^what (?:do|can|could|should|shall|must) (?:i|we|you|one) do\b/;
const WHO_IS = /^who(?:['’]?s| is| was) (\p{L}{2,30}(?: \p{L}{2,30})?)\W*$/u;
/** Says what somebody is, before or behind the name: "the treasurer is X", "our keeper, X", "X is the". */
const SAYS_WHO = (name: string) =>
  new RegExp(
    `\\b(?:(?:is|was|are)|(?:our|the|an?|my) [\\p{L}-]{2,30},?) ${name}\\b|\\b${name}(?: \\p{L}{2,30})?(?:, (?:our|the|an?)| (?:is|was|has been)) `,
    'iu',
  );
const DEFINES = /^(?:an? |the )?[^,;:.]{1,40}? (?:is|are|means?) (?:an?|the) /i;
const ADVICE =
  /\b(?:choose|pick|suits?|fits?|(?:for|to) (?:people|someone|anyone|those|beginners) who|prefers?|if you|depends?|better (?:for|choice|off)|recommends?)\b/i;

const stemsIn = (text: string) => terms(text).map(({ term }) => term);

/** Creates the measure for a question about the things `asked`. */
export function formOf(task: AnswerTask, asked: ReadonlySet<Concept>): (sentence: ScoredSentence) => number {
  const { type, standaloneQuery } = task;
  const words = asked.size > 1 ? undefined : contentOf(task);
  const holdsBoth = (sentence: ScoredSentence) =>
    asked.size > 1
      ? [...asked].every((thing) => sentence.subjects.has(thing))
      : (words?.(sentence) ?? 0) >= HELD.contrast;
  const asks = core(lastQuestion(standaloneQuery));
  const counted = countedIn(asks);
  if (counted.size > 0) return ({ text }) => (counts(text, counted) ? BONUS.counts : 0);
  if (ASKS_IN_CASE.test(asks)) {
    const told = new Set(stemsIn(asks));
    const isOfCase = (text: string) => stemsIn(CASE.exec(text)?.[1] ?? '').some((term) => told.has(term));
    return ({ text }) => (isOfCase(text) ? BONUS.inCase : 0);
  }
  if (ASKS_WHAT_TO_DO.test(asks))
    return ({ text, index }) =>
      (IMPERATIVE.test(text.toLowerCase()) ? BONUS.order : 0) +
      (index === 0 && DEFINES.test(text) ? BONUS.defines : 0);
  switch (type) {
    case 'difference':
      // Two things are told apart where one sentence sets one against the other.
      return (sentence) => (CONTRASTS.test(sentence.text) && holdsBoth(sentence) ? BONUS.contrast : 0);
    case 'why': {
      const content = contentOf(task);
      // "Why can I not ...?" is answered by when one cannot.
      const denies = DENIAL.test(core(standaloneQuery));
      return (sentence) => {
        if (readRow(sentence.text)) return BONUS.noReason;
        const gives = REASON.test(sentence.text) || (denies && DENIAL.test(sentence.text));
        return gives && (content?.(sentence) ?? 1) >= HELD.reason ? BONUS.reason : 0;
      };
    }
    case 'choice':
      if (picksByProperty(task.question)) {
        const content = contentOf(task);
        return (sentence) =>
          CONTRASTS.test(sentence.text) && holdsBoth(sentence) && (content?.(sentence) ?? 0) >= HELD.reason
            ? BONUS.contrast
            : 0;
      }
      return (sentence) =>
        ADVICE.test(sentence.text) &&
        (asked.size > 1
          ? [...asked].some((thing) => sentence.subjects.has(thing))
          : (words?.(sentence) ?? 1) >= HELD.reason)
          ? BONUS.advice
          : 0;
    case 'yes-no': {
      const demand = demandOf(core(lastQuestion(standaloneQuery)));
      if (!demand) return () => 0;
      const content = contentOf(task, true);
      // Who needs what: the sentence must be about the one, and its passage up to it about the other.
      return (sentence) => {
        if (!speaksOf(demand, sentence.text)) return 0;
        if (asked.size > 0 && ![...asked].some((thing) => sentence.subjects.has(thing))) return 0;
        const held = content?.(sentence) ?? 1;
        return held > HELD.demand ? BONUS.demand * held : 0;
      };
    }
    case 'definition': {
      const who = WHO_IS.exec(core(lastQuestion(standaloneQuery)))?.[1];
      if (who === undefined) return () => 0;
      return ({ text }) => (SAYS_WHO(who).test(text) ? BONUS.who : 0);
    }
    case 'how':
      // "How do I cure it?" is not answered by what it is.
      return ({ text, index }) => (index === 0 && DEFINES.test(text) ? BONUS.defines : 0);
    default:
      return () => 0;
  }
}
