/** Puts right what a question takes for granted, before anything else is said. */
import type { AnswerTask } from '../answerer.ts';
import { rankSentences } from './answer.ts';
import { PHRASES } from './phrases.ts';
import type { Said } from './rules.ts';
import { takeSide, withoutSide } from './side.ts';

/** Sentences of the answer that follow a correction. */
const FOLLOWING = 2;

/** The answer behind the sentence that denies the premise; as it was where none clearly does. */
export function correctPremise(premise: AnswerTask, said: Said, asksYesNo: boolean): Said {
  const taken = takeSide(premise, rankSentences(premise));
  if (taken?.side !== 'no' && taken?.side !== 'not always') return said;
  const [sentence] = taken.sentences;
  const following = said.outcome === 'answered' ? said.statements : [];
  return {
    lead: asksYesNo ? PHRASES[taken.side] : taken.side === 'no' ? PHRASES.notSo : PHRASES.notQuite,
    statements: [
      { text: withoutSide(sentence.text), from: sentence },
      ...following.filter(({ from }) => from.text !== sentence.text).slice(0, FOLLOWING),
    ],
    outcome: 'answered',
  };
}
