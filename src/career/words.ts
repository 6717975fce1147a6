/** Cuts a visitor's text to tokens with their clauses, and marks who is spoken of and what is negated. */
import { WIRE_LIMITS } from '../protocol.ts';
import { rememberLast } from '../text/remember-last.ts';
import { stem, words } from '../text/tokenize.ts';

export interface Token {
  word: string;
  stem: string;
  start: number;
  end: number;
  /** Clauses and sentences count from 0; a comma, a conjunction or a stop starts the next clause. */
  clause: number;
  sentence: number;
}

const CLAUSE_STARTERS = new Set(
  'but because since although though while whereas yet however so except'.split(' '),
);
const SENTENCE_END = /[.!?;\n\r]/;
const CLAUSE_END = /[,()–—]|\s-\s/;

/** Words that carry no meaning of their own in a phrase; they are skipped between its parts. */
export const FILLERS = new Set(
  'a an the my our this that these those really very quite just pretty too also always truly honestly actually at in of with for to about on am is are was were be been being do does did have has had im ive definitely absolutely bit more most only much'.split(
    ' ',
  ),
);

/** Words that turn a statement round. */
export const NEGATORS = new Set(
  'not no never without neither nor hardly barely cannot cant dont doesnt didnt isnt arent wasnt havent hasnt wouldnt wont couldnt aint'.split(
    ' ',
  ),
);

/** Reads `text` to tokens. Linear in its length; what is longer than a question may be is left out. */
export const tokensOf: (text: string) => readonly Token[] = rememberLast((text) => {
  const source = text.slice(0, WIRE_LIMITS.maxQuestionChars);
  const tokens: Token[] = [];
  let [clause, sentence, last] = [0, 0, 0];
  for (const { word, start, end } of words(source)) {
    const between = source.slice(last, start);
    const isStop = SENTENCE_END.test(between) && (/\s/.test(between) || between.length > 1);
    if (tokens.length > 0 && isStop) sentence++;
    if (tokens.length > 0 && (isStop || CLAUSE_END.test(between) || CLAUSE_STARTERS.has(word))) clause++;
    tokens.push({ word, stem: stem(word), start, end, clause, sentence });
    last = end;
  }
  return tokens;
});

/** True when the sentence of `token` is asked, not said: it ends with a question mark. */
export function isAsked(text: string, tokens: readonly Token[], token: Token): boolean {
  const end = tokens.findLast(({ sentence }) => sentence === token.sentence)?.end ?? 0;
  return /^[\s"')\]]*[?]/.test(text.slice(end, end + 8));
}
