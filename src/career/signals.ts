/** Reads, from any text, the assessment's answers that visitors state of themselves. */
import { lexiconOf, readTokens } from './lexicon.ts';
import type { Assessment } from './schema.ts';
import { isOwnStatement } from './speaker.ts';
import { NEGATORS } from './words.ts';

/** An answer that the visitor's own words state. */
export interface Signal {
  questionId: string;
  answerId: string;
  /** The words it was read from, as typed. */
  words: string;
}

/** Shorter words are too near to each other to be corrected outside a question. */
const MIN_CORRECTED_CHARS = 7;

/**
 * The answers that `text` states by itself, at most one a question, in the order of the questions.
 * Only first-person statements count ("I hate proofs", "no PhD and don't want one"); questions, suppositions and other
 * people do not. Among several for one question, one that names more wins over a hint, then the later one.
 */
export function readSignals(assessment: Assessment, text: string): Signal[] {
  const lexicon = lexiconOf(assessment);
  const tokens = readTokens(lexicon, text, MIN_CORRECTED_CHARS);
  const signals: Signal[] = [];
  const near = lexicon.statedNear(tokens);
  if (near.size === 0) return signals;
  for (const question of assessment.questions) {
    let best: { signal: Signal; strength: number; from: number } | undefined;
    for (const answer of question.answers) {
      const phrases = lexicon.answers.get(`${question.id}/${answer.id}`);
      for (const [strength, list] of [phrases?.hints ?? [], phrases?.signals ?? []].entries()) {
        // Later ones first: they win, and the earlier need no closer look.
        const matches = list
          .filter((phrase) => near.has(phrase))
          .flatMap((phrase) =>
            lexicon.find(phrase, tokens).map((match) => ({ ...match, negated: phrase.negated })),
          )
          .sort((a, b) => b.from - a.from);
        for (const { from, to, negated } of matches) {
          const isBetter =
            !best || strength > best.strength || (strength === best.strength && from > best.from);
          if (!isBetter || !isOwnStatement(text, tokens, from, to)) continue;
          // What is negated is quoted with its negator.
          const negator = tokens.slice(0, from).findLastIndex(({ word }) => NEGATORS.has(word));
          const first = negated && negator >= 0 && from - negator <= 4 ? negator : from;
          const words = text.slice(tokens[first]?.start, tokens[to - 1]?.end);
          best = { signal: { questionId: question.id, answerId: answer.id, words }, strength, from };
        }
      }
    }
    if (best) signals.push(best.signal);
  }
  return signals;
}
