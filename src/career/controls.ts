/** Words by which a visitor steers the assessment instead of answering: skip, stop, back, change. */
import { createPhraseBook } from './phrase-book.ts';
import { compilePhrase, findPhrase } from './phrases.ts';
import { type Token, tokensOf } from './words.ts';

export type Control = 'skip' | 'stop' | 'back' | 'change' | 'unsure';

const phrases = (...sources: string[]) =>
  createPhraseBook(sources.map((source) => ({ phrase: compilePhrase(source, {}) })));

/** In the order in which they are looked for: "change my last answer" is a change before it is anything else. */
const CONTROLS: readonly [Control, ReturnType<typeof phrases>][] = [
  [
    'change',
    phrases(
      'change * answer',
      'change * question',
      'change * one',
      'change * first',
      'change * last',
      'change what I said',
      'correct * answer',
      'edit * answer',
      'different answer',
      'redo * question',
      'revise * answer',
      'update * answer',
      'change my mind',
      'changed my mind',
    ),
  ],
  [
    'back',
    phrases(
      'go back',
      'back',
      'previous',
      'previous question',
      'last question',
      'undo',
      'one back',
      'step back',
    ),
  ],
  [
    'skip',
    phrases(
      'skip',
      'next',
      'next question',
      'pass',
      'prefer not to answer',
      'rather not answer',
      'rather not say',
    ),
  ],
  [
    'stop',
    phrases(
      'stop',
      'quit',
      'exit',
      'enough',
      'cancel',
      'finish',
      'finished',
      'done',
      'result',
      'results',
      'verdict',
      'show me',
      'end',
      'end it',
      'no more questions',
      'abort',
    ),
  ],
  [
    'unsure',
    phrases(
      '!know',
      '!sure',
      '!idea',
      '!clue',
      'unsure',
      'uncertain',
      'dunno',
      'idk',
      'no idea',
      'no clue',
      '!decide',
      'hard to say',
      'difficult to say',
      'depends',
      'cannot say',
      'cant say',
      'not decided',
      '!care',
      '!matter',
      'no preference',
      'whatever',
    ),
  ],
];

/** Words around a control that add nothing to it. */
const COURTESY = new Set(
  'please pls now let lets i id im want would like to can could we you me it this that one question ok okay thanks thank the a my go give see show take test quiz assessment for just all so far yet actually hm hmm well answer here there'.split(
    ' ',
  ),
);
/** Longest rest, in words, beside a control that is still meant as one: "skip" is, "I skip theory" is not. */
const MAX_REST = { change: 12, back: 1, skip: 1, stop: 1, unsure: 4 } as const;

/** Reads a control from `text`, or undefined where it says something else. */
export function readControl(text: string): { control: Control; tokens: readonly Token[] } | undefined {
  const tokens = tokensOf(text);
  for (const [control, book] of CONTROLS) {
    for (const { phrase } of book.near(tokens)) {
      const [match] = findPhrase(phrase, tokens);
      if (!match) continue;
      const rest = tokens.filter(
        ({ word }, at) => (at < match.from || at >= match.to) && !COURTESY.has(word),
      );
      if (rest.length <= MAX_REST[control]) return { control, tokens };
    }
  }
  return undefined;
}
